import { describe, expect, test as plain } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { judge } from '../../shared/judge/judge.ts'
import type { Target } from '../../shared/model/target.ts'
import { SILENCE, stepContext } from '../fixtures/context.ts'
import { type Identity, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { openTunnels, proxyServer, wayThrough } from '../fixtures/proxy-server.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { mute, type TestServer, tcpServer } from '../fixtures/tcp-server.ts'
import {
  alertAfterHello,
  cutAfterHello,
  loseLargeHello,
  type Misbehaviour,
  onlyShortAnswers,
  silentAfterHello,
  tlsServer,
} from '../fixtures/tls-server.ts'
import { BOOK } from '../shared/judge/evidence.ts'

interface Pki {
  readonly ca: readonly string[]
  readonly leaf: Identity
}

const test = plain.extend<{ pki: Pki }>({
  pki: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest wants the pattern
    async ({}, use) => {
      const root = await mintRoot()
      await use({ ca: [root.pem], leaf: await mintLeaf(root, { names: ['app.test'] }) })
    },
    { scope: 'file' },
  ],
})

const limits = { ...LIMITS, step: SILENCE, attempts: 2 }

async function seen(
  server: TestServer,
  ca: readonly string[],
  over: Partial<Target> = {},
  signal?: AbortSignal,
) {
  const target = targetOf(`tls://app.test:${server.port}`, { ca, ...over })
  const network = {
    lookup: async () => ['20.2.2.2'],
    dial: (_: string, port: number) => stepContext().network.dial('127.0.0.1', port),
  }
  const evidence = await sweep([target], options({ limits, signal }, network))
  const [judgement] = judge(evidence, { book: BOOK })
  const hellos = (evidence.targets[0]?.observations ?? [])
    .filter((o) => o.step === 'handshake')
    .map((o) => `${o.hello ?? 'full'} ${o.phase}`)
  const findings = judgement?.findings ?? []
  const [first] = findings
  const says = `${first?.summary}. ${first?.cause}. ${first?.fix}`
  return { hellos, codes: findings.map((f) => f.code), says, verdict: judgement?.verdict, evidence }
}

const FULL = 'full sent'

describe('a ClientHello without an answer is followed by others', () => {
  test.for(['silence', 'reset'] as const)('a large one is lost: %s', async (act, { pki }) => {
    await using server = await tlsServer(pki.leaf, { misbehave: loseLargeHello(1400, act) })
    const { hellos, codes, says } = await seen(server, pki.ca)
    expect(hellos).toEqual([FULL, FULL, 'small done', FULL])
    expect(codes).toEqual(['tls-large-hello-dropped'])
    for (const text of ['3 attempts', 'Schannel', 'Node.js 24', 'OpenSSL 3.5']) {
      expect(says).toContain(text)
    }
  })

  test('through a proxy, too', async ({ pki }) => {
    const misbehave = loseLargeHello(1400, 'reset')
    await using server = await tlsServer(pki.leaf, { misbehave })
    await using proxy = await proxyServer(openTunnels(() => server))
    const via = wayThrough(proxy)
    const { hellos, codes } = await seen(server, pki.ca, { proxy: via, pathKind: 'proxy' })
    expect(hellos).toEqual([FULL, FULL, 'small done', FULL])
    expect(codes).toEqual(['tls-large-hello-dropped'])
  })

  test('large packets of the server are lost', async ({ pki }) => {
    await using server = await tlsServer(pki.leaf, { misbehave: onlyShortAnswers() })
    const { hellos, codes, says } = await seen(server, pki.ca)
    expect(hellos).toEqual([FULL, FULL, 'small sent', 'refusable answered'])
    expect(codes).toEqual(['path-mtu-black-hole'])
    expect(says).toContain('alert 40 handshake_failure')
  })

  test('a mute server is no matter of size', async ({ pki }) => {
    await using server = await tcpServer(mute)
    const { hellos, codes, says } = await seen(server, pki.ca)
    expect(hellos).toEqual([FULL, FULL, 'small sent', 'refusable sent'])
    expect(codes).toEqual(['tls-blocked-by-name'])
    expect(says).toContain('a small ClientHello (')
    expect(says).not.toContain('MTU')
  })

  test.for<[string, Misbehaviour, string[]]>([
    ['reset', cutAfterHello(['app.test']), [FULL, FULL, 'small sent']],
    ['silence', silentAfterHello(['app.test']), [FULL, FULL, 'small sent', 'refusable sent']],
  ])('a filter of names takes no account of the size: %s', async ([, misbehave, said], { pki }) => {
    await using server = await tlsServer(pki.leaf, { misbehave })
    const { hellos, codes } = await seen(server, pki.ca)
    expect(hellos).toEqual(said)
    expect(codes).toEqual(['tls-blocked-by-name'])
  })

  const REFUSED = 'full answered'
  test.for([
    ['unexpected message', 10, [REFUSED, REFUSED, 'small answered', REFUSED]],
    ['illegal parameter', 47, [REFUSED, REFUSED, 'small answered', REFUSED]],
    ['decode error', 50, [REFUSED, REFUSED, 'small answered', REFUSED]],
    ['no protocol of those offered', 120, [REFUSED, REFUSED, 'h2 answered']],
    ['no parameters in common', 40, [REFUSED, REFUSED]],
    ['no such name', 112, [REFUSED, REFUSED]],
  ] as const)('so is one that is refused for %s', async ([, alert, said], { pki }) => {
    await using server = await tlsServer(pki.leaf, { misbehave: alertAfterHello(alert) })
    expect((await seen(server, pki.ca)).hellos).toEqual(said)
  })

  test('what the end of the sweep breaks off is not told', async ({ pki }) => {
    const end = new AbortController()
    let met = 0
    const misbehave: Misbehaviour = (_, socket) => {
      met += 1
      if (met > 2) end.abort()
      else socket.resetAndDestroy()
      return
    }
    await using server = await tlsServer(pki.leaf, { misbehave })
    const { hellos } = await seen(server, pki.ca, {}, end.signal)
    expect([hellos, met]).toEqual([[FULL, FULL], 3])
  })

  test('a path that loses some connections is none that loses large hellos', async ({ pki }) => {
    let met = 0
    const misbehave: Misbehaviour = (_, socket) => {
      met += 1
      if (met > 2) return 'serve'
      socket.resetAndDestroy()
      return
    }
    await using server = await tlsServer(pki.leaf, { misbehave })
    const { hellos, codes } = await seen(server, pki.ca)
    expect(hellos).toEqual([FULL, FULL, 'small done', 'full done'])
    expect(codes).not.toContain('tls-large-hello-dropped')
    expect(codes).not.toContain('tls-blocked-by-name')
  })

  test('one that is answered is followed by none', async ({ pki }) => {
    await using server = await tlsServer(pki.leaf)
    const { hellos, verdict } = await seen(server, pki.ca)
    expect(hellos).toEqual(['full done'])
    expect(verdict).toBe('pass')
  })

  test('a target that must be blocked is not, where a small one passes', async ({ pki }) => {
    await using server = await tlsServer(pki.leaf, { misbehave: loseLargeHello(1400, 'reset') })
    const expect_ = { ...targetOf('tls://a.test').expect, reachability: 'blocked' } as const
    const { codes } = await seen(server, pki.ca, { expect: expect_ })
    expect(codes).toEqual(['reachable-but-must-be-blocked'])
  })
})
