import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import type { TargetEvidence } from '../../shared/model/evidence.ts'
import { blackhole } from '../fixtures/blackhole.ts'
import {
  PATIENT,
  SILENCE,
  sockets,
  socketsAfter,
  stepContext,
  timers,
} from '../fixtures/context.ts'
import { dnsServer } from '../fixtures/dns-server.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { openTunnels, proxyServer, wantCredentials, wayThrough } from '../fixtures/proxy-server.ts'
import { LIMITS, options, steps } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { closedPort, mute, tcpServer } from '../fixtures/tcp-server.ts'

/** To it nobody waits, however long it takes: all who are under way are at work. */
const STILL = { now: () => 0, date: () => new Date() }

describe('sweep()', () => {
  test('takes an https target through all four steps, on one connection', async () => {
    const root = await mintRoot()
    const identity = await mintLeaf(root, { names: ['app.test'] })
    await using server = await httpServer(respond(200, { body: 'hello' }), identity)
    await using dns = await dnsServer({ zone: [['app.test', 'A', '127.0.0.1']] })
    const target = targetOf(`https://app.test:${server.port}/health?x=1`, { ca: [root.pem] })

    const evidence = await sweep([target], options({ resolvers: [dns.text] }))

    const [seen] = evidence.targets
    expect(steps(seen?.observations ?? [])).toEqual([
      'resolve ok',
      'resolve ok',
      'resolve dns_no_answer',
      'connect ok',
      'handshake ok',
      'request ok',
    ])
    expect(seen?.ending).toBe('done')
    expect(seen?.observations.at(-1)).toMatchObject({
      status: 200,
      body: 'hello',
      url: `https://app.test:${server.port}/health?x=1`,
    })
    // The leaf, and the root that its path leads to.
    expect(Object.keys(evidence.certificates)).toHaveLength(2)
    expect(Object.keys(evidence.dns)).toHaveLength(2)
  })

  test('times are in ms from its start, to the tenth', async () => {
    let now = 1000.04
    await using server = await httpServer((socket, head) => {
      now += 250.06
      respond(200)(socket, head)
    })
    const clock = { now: () => now, date: () => new Date() }
    const { targets } = await sweep(
      [targetOf(`http://app.test:${server.port}`)],
      options({ clock }),
    )
    const [connect, request] = targets[0]?.observations.slice(-2) ?? []
    expect([connect?.t0, connect?.t, request?.t0, request?.t]).toEqual([0, 0, 0, 250.1])
  })

  test('asks one question once, however many targets share the name', async () => {
    await using server = await httpServer(respond(200))
    await using dns = await dnsServer({ zone: [['app.test', 'A', '127.0.0.1']] })
    const targets = Array.from({ length: 20 }, (_, i) =>
      targetOf(`http://app.test:${server.port}/${i}`),
    )
    await sweep(targets, options({ resolvers: [dns.text] }))
    expect(dns.asked.map((q) => q.type).sort()).toEqual(['A', 'AAAA'])
  })

  test('keeps to the bound on targets at work', async () => {
    let under = 0
    let most = 0
    await using server = await tcpServer(mute)
    const targets = Array.from({ length: 30 }, (_, i) =>
      targetOf(`tls://t${i}.test:${server.port}`),
    )
    const limits = { ...LIMITS, concurrency: 5, step: 60 }
    const lookup = async () => {
      most = Math.max(most, ++under)
      return ['127.0.0.1']
    }
    await sweep(targets, options({ limits, clock: STILL, onTarget: () => under-- }, { lookup }))
    expect(most).toBe(5)
  })

  test('what only waits for an answer keeps nobody else waiting', async () => {
    await using silent = await tcpServer(mute)
    await using good = await httpServer(respond(200))
    const cancel = new AbortController()
    const done: string[] = []
    const onTarget = ({ target }: TargetEvidence) => {
      done.push(target.host)
      cancel.abort()
    }
    const limits = { ...LIMITS, concurrency: 1, sweep: 60_000, target: 60_000, step: 60_000 }
    const targets = [
      targetOf(`tls://silent.test:${silent.port}`),
      targetOf(`http://good.test:${good.port}`),
    ]
    await sweep(targets, options({ limits, signal: cancel.signal, onTarget }))
    expect(done).toEqual(['good.test', 'silent.test'])
  })

  test('dials every address on its own, and asks over one that accepts', async () => {
    await using good = await httpServer(respond(200))
    const refused = await closedPort()
    const ports: Record<string, number> = { '127.0.0.1': good.port, '127.0.0.2': refused }
    const network = stepContext().network
    const evidence = await sweep(
      [targetOf('http://app.test')],
      options(
        {},
        {
          lookup: async () => ['127.0.0.2', '127.0.0.1'],
          dial: (address) => network.dial('127.0.0.1', ports[address] ?? 0),
        },
      ),
    )
    expect(steps(evidence.targets[0]?.observations ?? [])).toEqual([
      'resolve ok',
      'connect connection_refused',
      'connect ok',
      'request ok',
    ])
  })

  test('tries a failed step again, and keeps both tries', async () => {
    await using hole = await blackhole()
    const evidence = await sweep(
      [targetOf(`tcp://app.test:${hole.port}`)],
      options({ limits: { ...LIMITS, step: SILENCE, attempts: 2 } }),
    )
    const tries = evidence.targets[0]?.observations.filter((o) => o.step === 'connect') ?? []
    expect(tries.map((o) => [o.attempt, o.failure?.code])).toEqual([
      [1, 'generic_timeout_error'],
      [2, 'generic_timeout_error'],
    ])
  })

  test('ends at its hard deadline; what was not reached says so', async () => {
    await using server = await tcpServer(mute)
    const targets = Array.from({ length: 6 }, (_, i) => targetOf(`tls://t${i}.test:${server.port}`))
    const limits = {
      concurrency: 2,
      sweep: SILENCE,
      target: PATIENT,
      step: PATIENT,
      attempts: 1,
      warmUp: 0,
    }
    const evidence = await sweep(targets, options({ limits, clock: STILL }))
    expect(evidence.targets.map((t) => t.ending)).toEqual([
      'out-of-time',
      'out-of-time',
      'not-started',
      'not-started',
      'not-started',
      'not-started',
    ])
  })

  test('ends when it is cancelled, and reports what is there', async () => {
    const cancel = new AbortController()
    await using server = await httpServer(() => cancel.abort())
    const targets = [targetOf(`http://slow.test:${server.port}`), targetOf('http://never.test')]
    const limits = { ...LIMITS, concurrency: 1 }
    const evidence = await sweep(targets, options({ limits, signal: cancel.signal }))
    expect(evidence.targets.map((t) => t.ending)).toEqual(['interrupted', 'interrupted'])
    expect(evidence.targets[0]?.observations.at(-1)?.failure?.code).toBe('interrupted')
  })

  test('begins nothing when it was cancelled before', async () => {
    const asked: string[] = []
    const lookup = async (name: string) => {
      asked.push(name)
      return ['127.0.0.1']
    }
    const signal = AbortSignal.abort()
    const evidence = await sweep([targetOf('http://app.test')], options({ signal }, { lookup }))
    expect(evidence.targets.map((t) => t.ending)).toEqual(['interrupted'])
    expect(evidence.targets[0]?.observations).toEqual([])
    expect(asked).toEqual([])
  })

  test('leaves no listener on the signal of its caller', async () => {
    const { signal } = new AbortController()
    const port = await closedPort()
    for (let n = 0; n < 3; n++)
      await sweep([targetOf(`tcp://app.test:${port}`)], options({ signal }))
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('takes a bug of the probe for no fault of the target, and goes on', async () => {
    const bugs: unknown[] = []
    await using server = await httpServer(respond(200))
    const network = stepContext().network
    const evidence = await sweep(
      [targetOf('http://one.test:1'), targetOf(`http://two.test:${server.port}`)],
      options(
        { onBug: (bug) => bugs.push(bug) },
        {
          dial: (address, port) => {
            if (port === 1) throw new Error('a bug')
            return network.dial(address, port)
          },
        },
      ),
    )
    expect(evidence.targets.map((t) => t.ending)).toEqual(['fault', 'done'])
    expect(bugs).toEqual([new Error('a bug')])
  })

  test('goes through a proxy by CONNECT, and leaves the name to it', async () => {
    const root = await mintRoot()
    await using server = await httpServer(
      respond(200),
      await mintLeaf(root, { names: ['app.test'] }),
    )
    const route = (authority: string) => (authority === 'app.test:443' ? server : null)
    await using proxy = await proxyServer(openTunnels(route, { credentials: 'Basic dTpw' }))
    const target = targetOf('https://app.test', {
      ca: [root.pem],
      pathKind: 'proxy',
      proxy: { scheme: 'http', host: '127.0.0.1', port: proxy.port, authorization: 'Basic dTpw' },
    })
    const unknown = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
    const evidence = await sweep([target], options({}, { lookup: unknown }))
    expect(steps(evidence.targets[0]?.observations ?? [])).toEqual([
      'resolve dns_nxdomain_error',
      'connect ok',
      'proxy ok',
      'handshake ok',
      'request ok',
    ])
    expect(JSON.stringify(evidence.targets[0]?.observations)).not.toContain('dTpw')
  })

  test('gives no credentials to a proxy whose certificate does not verify', async () => {
    const heads: string[] = []
    const identity = await mintLeaf(null, { names: ['127.0.0.1'] })
    await using proxy = await proxyServer((socket, head) => {
      heads.push(head)
      wantCredentials(socket, head)
    }, identity)
    const authorization = 'Basic dTpw'
    const target = targetOf('https://app.test', {
      proxy: { scheme: 'https', host: '127.0.0.1', port: proxy.port, authorization },
    })
    const evidence = await sweep([target], options())
    expect(heads).toEqual([])
    expect(evidence.targets[0]?.observations.at(-1)).toMatchObject({
      step: 'handshake',
      peer: 'proxy',
      failure: { code: 'ssl_unknown_authority' },
    })
  })

  test('asks an http target of a proxy in absolute form', async () => {
    const heads: string[] = []
    await using proxy = await proxyServer((socket, head) => {
      heads.push(head.split('\r\n')[0] ?? '')
      respond(200)(socket, head)
    })
    const target = targetOf('http://app.test/x?y', {
      proxy: wayThrough(proxy),
    })
    await sweep([target], options())
    expect(heads).toEqual(['GET http://app.test/x?y HTTP/1.1'])
  })

  test('leaves no socket and no timer behind, whatever the servers did', async () => {
    const before = { sockets: sockets(), timers: timers() }
    {
      await using hole = await blackhole()
      await using silent = await tcpServer(mute)
      await using ok = await httpServer(respond(200))
      const open = sockets()
      const targets = [
        targetOf(`tcp://a.test:${hole.port}`),
        targetOf(`tls://b.test:${silent.port}`),
        targetOf(`http://c.test:${silent.port}`),
        targetOf(`http://d.test:${ok.port}`),
      ]
      await sweep(targets, options({ limits: { ...LIMITS, step: SILENCE } }))
      expect(await socketsAfter(open)).toBeLessThanOrEqual(open)
    }
    expect(await socketsAfter(before.sockets)).toBe(before.sockets)
    expect(timers()).toBeLessThanOrEqual(before.timers)
  })
})
