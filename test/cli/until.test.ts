import { describe, expect, test } from 'vitest'
import type { Io } from '../../cli/io.ts'
import { waitProgress } from '../../cli/progress.ts'
import { sweepUntil } from '../../cli/until.ts'
import type { Report } from '../../shared/model/report.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { reportAt, type Sweep } from '../shared/alerts/sweeps.ts'
import { call, folder } from './call.ts'

const LIMITS = 'limits: { step: 20s, target: 40s, sweep: 60s, attempts: 1 }\nproxy: none\n'

function reportWith(fail: number, inconclusive = 0): Report {
  return { summary: { pass: 0, warn: 1, fail, inconclusive }, results: [] } as unknown as Report
}

/** A wait in which sweeps take a second each and give these reports in turn, the last one for ever. */
async function wait(
  reports: readonly Report[],
  limit: number,
  abortIn: 'sweep' | 'pause' | null = null,
) {
  let now = 5_000
  const pauses: number[] = []
  const misses: number[] = []
  let sweeps = 0
  const aborted = new AbortController()
  const last = await sweepUntil(
    async () => {
      now += 1_000
      sweeps++
      if (abortIn === 'sweep') aborted.abort()
      return reports[Math.min(sweeps, reports.length) - 1] ?? reportWith(1)
    },
    {
      limit,
      pause: 10_000,
      clock: { now: () => now, date: () => new Date(0) },
      sleep: async (ms) => {
        pauses.push(ms)
        now += ms
        if (abortIn === 'pause') aborted.abort()
      },
      signal: aborted.signal,
      onMiss: (_, elapsed) => misses.push(elapsed),
    },
  )
  return { last, sweeps, pauses, misses }
}

describe('sweepUntil()', () => {
  test('sweeps once when all is as expected', async () => {
    expect(await wait([reportWith(0)], 60_000)).toMatchObject({ sweeps: 1, pauses: [] })
  })

  test('waits for what fails and for what could not be found out', async () => {
    const got = await wait([reportWith(1), reportWith(0, 1), reportWith(0)], 60_000)
    expect(got).toMatchObject({ sweeps: 3, pauses: [10_000, 10_000], misses: [1_000, 12_000] })
  })

  test('starts no sweep after the time, and gives the last report', async () => {
    const got = await wait([reportWith(2), reportWith(1)], 15_000)
    expect(got).toMatchObject({ sweeps: 3, pauses: [10_000, 3_000], last: reportWith(1) })
  })
})

describe('the end of sweepUntil()', () => {
  test('comes with its last ms, and no pause is longer than what is left', async () => {
    expect(await wait([reportWith(1)], 1_000)).toMatchObject({ sweeps: 1, pauses: [] })
    expect(await wait([reportWith(1)], 1_001)).toMatchObject({ sweeps: 2, pauses: [1] })
  })

  test('comes with an interruption, in a sweep or in a pause', async () => {
    const failing = [reportWith(1)]
    expect(await wait(failing, 60_000, 'sweep')).toMatchObject({ sweeps: 1, pauses: [] })
    expect(await wait(failing, 60_000, 'pause')).toMatchObject({ sweeps: 1, pauses: [10_000] })
  })
})

/** What a log gets: a line when the outcome is another one. */
test.for<[terminal: boolean, reports: readonly Sweep[], lines: readonly string[]]>([
  [false, [{ a: 'fail tcp-dropped p', b: 'pass' }], ['1 of 2 not as expected (a)']],
  [
    false,
    [{ a: 'warn tls-expires-soon e', b: 'inconclusive not-checked-in-time b' }],
    ['1 of 2 not as expected (b)'],
  ],
  [
    false,
    [
      { a: 'fail tcp-dropped p', b: 'inconclusive not-checked-in-time b', c: 'pass' },
      { a: 'fail tcp-dropped p', b: 'inconclusive not-checked-in-time b', c: 'pass' },
      { a: 'pass', b: 'fail tcp-dropped p', c: 'pass' },
    ],
    ['2 of 3 not as expected (a, …)', '1 of 3 not as expected (b)'],
  ],
  [
    true,
    [{ a: 'fail tcp-dropped p' }, { a: 'fail tcp-dropped p' }],
    ['1 of 1 not as expected (a)', '1 of 1 not as expected (a)'],
  ],
])(
  'a wait says what is missing, at a terminal (%s) after each sweep',
  ([terminal, reports, lines]) => {
    const said: string[] = []
    const io = { err: (text: string) => void said.push(text), terminal: { err: terminal } } as Io
    const miss = waitProgress(io)
    for (const sweep of reports) miss(reportAt(0, sweep), 65_000)
    expect(said).toEqual(lines.map((line) => `${line} after 1 min 5 s; sweeping again\n`))
  },
)

describe('perimeter check --until pass', () => {
  /** Answers 503 so many times, and 200 from then on. */
  async function recovering(times: number) {
    let requests = 0
    const server = await httpServer((request, response) => {
      requests++
      respond(requests > times ? 200 : 503, { body: 'x' })(request, response)
    })
    const place = await folder({
      'perimeter.yaml': `${LIMITS}targets:\n  - { name: one, url: 'http://127.0.0.1:${server.port}', expect: { http: { status: [200] } } }\n`,
    })
    return {
      cwd: place.path,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await place[Symbol.asyncDispose]()
      },
    }
  }

  test('prints the one report that passes, and ends with 0', async () => {
    await using at = await recovering(3)
    const got = await call(['check', '--until', 'pass', '--format', 'json'], at)
    expect(got.status).toBe(0)
    expect((JSON.parse(got.out) as Report).summary.pass).toBe(1)
    // A log gets a line when the outcome changes, not one a sweep.
    expect(got.err).toMatch(/^1 of 1 not as expected \(one\) after \d+ s; sweeping again\n$/)
  })

  test('ends with 1 when the time is up', async () => {
    await using at = await recovering(1e6)
    const got = await call(['check', '--until', 'pass', '--for', '1ms', '--format', 'json'], at)
    expect(got.status).toBe(1)
    expect((JSON.parse(got.out) as Report).summary.fail).toBe(1)
  })

  test.for([
    [['--for', '5m'], '--for says how long --until waits: add --until pass'],
    [['--until', 'pass', '--for', 'soon'], 'is not a valid duration'],
    [['--until', 'fail'], 'Allowed choices are pass'],
  ] as const)('refuses %j', async ([args, message]) => {
    await using at = await recovering(0)
    const got = await call(['check', ...args], at)
    expect(got.status).toBe(2)
    expect(got.err).toContain(message)
  })
})
