import { describe, expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { metSilence, throughWarmUp } from '../../probes/warm-up.ts'
import { fail } from '../../shared/failure/failure.ts'
import { openingOf } from '../../shared/judge/opening.ts'
import type { TargetEvidence } from '../../shared/model/evidence.ts'
import type { Observation } from '../../shared/model/observation.ts'
import { blackhole } from '../fixtures/blackhole.ts'
import { PATIENT, SILENCE, stepContext } from '../fixtures/context.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { LIMITS, options, steps } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { closedPort } from '../fixtures/tcp-server.ts'

describe('throughWarmUp()', () => {
  const target = targetOf('tcp://late.test:443')

  /** What one try sees at a time of the sweep whose path opens at `opens`, in ms; a try that fails takes 5 s. */
  function tryAt(t0: number, opens: number): TargetEvidence {
    const silent = t0 < opens
    const failure = silent ? fail('generic_timeout_error', 'no end within 5000 ms') : null
    const times = { attempt: 1, t0, t: t0 + (silent ? 5000 : 12), failure }
    const at = { address: '10.0.0.1', port: 443, local: null }
    return {
      target,
      ending: 'done',
      observations: [{ step: 'connect', peer: 'target', ...times, ...at }],
    }
  }

  /** The whole warm-up in a time of its own, of a path that opens at `opens`. */
  async function warmed(opens: number, until: number, signal = new AbortController().signal) {
    let now = 5000
    const pauses: number[] = []
    const again = async () => {
      const seen = tryAt(now, opens)
      now = seen.observations[0]?.t ?? now
      return seen
    }
    const pause = async (ms: number) => {
      pauses.push(ms)
      now += ms
    }
    const first = tryAt(0, opens)
    const warmUp = { until, now: () => now, signal, again, pause }
    const [one] = await throughWarmUp([first], warmUp)
    const observations = one?.observations ?? []
    return { pauses, observations, opening: openingOf(observations, until) }
  }

  test('checks again until the path opens, and measures when it did', async () => {
    const { observations, opening } = await warmed(31_000, 120_000)
    expect(observations.map((o) => o.attempt)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(opening?.silent).toHaveLength(6)
    expect(opening?.first.t).toBe(36_012)
  })

  test('ends with the warm-up; what is silent then counts', async () => {
    const { observations, opening } = await warmed(Number.POSITIVE_INFINITY, 20_000)
    expect(observations.at(-1)?.t).toBeGreaterThan(20_000)
    expect(observations).toHaveLength(4)
    expect(opening).toBeNull()
  })

  test('does not begin a round at its very end', async () => {
    expect((await warmed(Number.POSITIVE_INFINITY, 11_000)).observations).toHaveLength(2)
  })

  describe('a target that must be blocked, whose packets never get an answer', () => {
    const blocked = targetOf('tcp://blocked.test:443', {
      expect: { reachability: 'blocked', resolution: 'any' },
    })

    /** How often each target is tried until the end of a warm-up of 60 s, in rounds of 6 s. */
    async function tries(opens: number) {
      let now = 5000
      const again = async (one: TargetEvidence) => ({
        ...tryAt(now, one.target === blocked ? Number.POSITIVE_INFINITY : opens),
        target: one.target,
      })
      const pause = async () => {
        now += 6000
      }
      const first = [tryAt(0, opens), { ...tryAt(0, Number.POSITIVE_INFINITY), target: blocked }]
      const signal = new AbortController().signal
      const seen = await throughWarmUp(first, {
        until: 60_000,
        now: () => now,
        signal,
        again,
        pause,
      })
      return seen.map(({ observations }) => observations.length)
    }

    test.for([
      {
        opens: 0,
        counts: [1, 2],
        why: 'once more: its try began before the path was known to be open',
      },
      { opens: 20_000, counts: [4, 5], why: 'once after another one got through' },
      {
        opens: Number.POSITIVE_INFINITY,
        counts: [11, 11],
        why: 'to the end, as nothing got through',
      },
    ])('is tried $why', async ({ opens, counts }) => {
      expect(await tries(opens)).toEqual(counts)
    })
  })

  describe('the path of a target that must be blocked', () => {
    const proxy = { scheme: 'http', host: 'p.test', port: 3128, authorization: null } as const
    const proxied = { proxy, pathKind: 'proxy' } as const
    const other = targetOf('tcp://other.test:443')
    const tunnel = { step: 'proxy', peer: 'target', proxy: 'http://p.test:3128' }
    const opened = { step: 'connect', peer: 'target', address: '10.0.0.2', port: 443 }

    /** How often it is tried in a warm-up of 60 s, beside another target of which one step ended well after 3 s. */
    async function tries(ofBlocked: object, of: TargetEvidence['target'], step: object) {
      const target = targetOf('tcp://blocked.test:443', {
        expect: { reachability: 'blocked', resolution: 'any' },
        ...ofBlocked,
      })
      const silent = (t0: number): TargetEvidence => ({ ...tryAt(t0, t0 + 1), target })
      const seen = { attempt: 1, t0: 2900, t: 3000, failure: null, ...step } as Observation
      let now = 5000
      const [one] = await throughWarmUp(
        [silent(0), { target: of, ending: 'done', observations: [seen] }],
        {
          ...{ until: 60_000, now: () => now, signal: new AbortController().signal },
          again: async () => silent(now),
          pause: async () => {
            now += 6000
          },
        },
      )
      return one?.observations.length
    }

    const behind = { ...other, ...proxied }
    const name = { step: 'resolve', peer: 'target', engine: 'getaddrinfo', name: 'other.test' }
    test.for([
      ['opens with a connection', {}, other, opened, 2],
      ['opens with a reply to a datagram', {}, other, { ...opened, step: 'exchange' }, 2],
      ['does not open with a name', {}, other, name, 11],
      ['does not open with a connection through a proxy', {}, behind, opened, 11],
      ['through a proxy opens with its tunnel', proxied, behind, tunnel, 2],
      ['through a proxy does not open with a direct connection', proxied, other, opened, 11],
    ] as const)('%s', async ([, ofBlocked, of, step, count]) => {
      expect(await tries(ofBlocked, of, step)).toBe(count)
    })
  })

  test('does nothing when the path is open, nor after the end of the sweep', async () => {
    expect((await warmed(0, 60_000)).pauses).toEqual([])
    expect((await warmed(31_000, 60_000, AbortSignal.abort())).pauses).toEqual([])
  })
})

describe('a fresh instance', () => {
  const limits = { ...LIMITS, step: SILENCE, warmUp: PATIENT }

  test('is checked again until its path opens; the evidence tells when', async () => {
    await using hole = await blackhole()
    await using server = await httpServer(respond(200))
    const network = stepContext().network
    let dials = 0
    const dial = () => network.dial('127.0.0.1', dials++ < 2 ? hole.port : server.port)
    const evidence = await sweep([targetOf('http://app.test')], options({ limits }, { dial }))
    const tries = evidence.targets[0]?.observations.map((o) => [o.step, o.attempt, o.failure?.code])
    expect(tries).toEqual([
      ['resolve', 1, undefined],
      ['connect', 1, 'generic_timeout_error'],
      ['connect', 2, 'generic_timeout_error'],
      ['connect', 3, undefined],
      ['request', 3, undefined],
    ])
    expect(evidence.warmUp).toBe(PATIENT)
  })

  test('asks a name again that met silence', async () => {
    await using server = await httpServer(respond(200))
    let lookups = 0
    const lookup = () =>
      lookups++ === 0 ? new Promise<never>(() => undefined) : Promise.resolve(['127.0.0.1'])
    const target = targetOf(`http://app.test:${server.port}`)
    const evidence = await sweep([target], options({ limits }, { lookup }))
    expect(steps(evidence.targets[0]?.observations ?? [])).toEqual([
      'resolve generic_timeout_error',
      'resolve ok',
      'connect ok',
      'request ok',
    ])
  })

  test('is not checked again for a refusal, nor after its warm-up', async () => {
    const port = await closedPort()
    const refused = await sweep([targetOf(`tcp://app.test:${port}`)], options({ limits }))
    expect(refused.targets[0]?.observations).toHaveLength(2)
    await using hole = await blackhole()
    const dropped = await sweep(
      [targetOf(`tcp://app.test:${hole.port}`)],
      options({ limits: { ...limits, warmUp: 50 } }),
    )
    expect(dropped.targets[0]?.observations).toHaveLength(2)
  })
})

describe('metSilence()', () => {
  const silent = fail('timed_out', 'ETIMEDOUT')
  const at = { peer: 'target', address: '10.0.0.1', port: 443 }
  const asked = { step: 'resolve', engine: 'dns', peer: 'target', server: '10.0.0.4:53', type: 'A' }
  const ofProxy = { step: 'proxy', peer: 'target', proxy: 'http://p.test:3128' }

  test.for([
    ['silence', [{ step: 'connect', ...at }], true],
    [
      'silence, then an answer',
      [
        { step: 'connect', ...at },
        { step: 'connect', ...at, failure: null },
      ],
      false,
    ],
    [
      'an answer of another address',
      [
        { step: 'connect', ...at },
        { step: 'connect', ...at, address: '10.0.0.2', failure: null },
      ],
      true,
    ],
    ['an answer of another type', [asked, { ...asked, type: 'AAAA', failure: null }], true],
    [
      'an answer of another server',
      [asked, { ...asked, server: '10.0.0.5:53', failure: null }],
      true,
    ],
    ['an answer to getaddrinfo', [asked, { ...asked, engine: 'getaddrinfo', failure: null }], true],
    ['an answer of the same server', [asked, { ...asked, failure: null }], false],
    ['records, and no addresses', [asked, { ...asked, step: 'query', failure: null }], true],
    ['a tunnel after a silent proxy', [ofProxy, { ...ofProxy, failure: null }], false],
    ['another proxy', [ofProxy, { ...ofProxy, proxy: 'http://q.test:3128', failure: null }], true],
    ['a refusal', [{ step: 'connect', ...at, failure: fail('connection_refused', 'x') }], false],
  ] as const)('of %s', ([, seen, met]) => {
    const observations = seen.map((o) => ({ failure: silent, ...o })) as unknown as Observation[]
    expect(metSilence({ observations })).toBe(met)
  })
})
