import { describe, expect, test } from 'vitest'
import { fail } from '../../../shared/failure/failure.ts'
import type { Report, TargetResult } from '../../../shared/model/report.ts'
import {
  baseOf,
  compactReport,
  EVIDENCE_AGE,
  holdersOf,
  MAX_HOLDERS,
  nextBase,
} from '../../../shared/report/compact.ts'
import { diffReports } from '../../../shared/report/diff.ts'
import { evidenceOf } from '../../../shared/report/evidence.ts'
import { evidenceAt, wholeReport, withEvidence } from '../../../shared/report/whole.ts'
import { type Case, expiresSoon, many, mixed, passing, sample } from './sample.ts'

const MINUTE = 60_000
const BEGAN = Date.UTC(2026, 10, 22)

/** The sweep that began so many ms after midnight. */
function sweep(offset: number, cases: readonly Case[] = mixed()): Report {
  const startedAt = new Date(BEGAN + offset).toISOString()
  return sample(cases, { id: `at-${offset}`, startedAt })
}

function changed(report: Report, change: (result: TargetResult) => void, index = 0): Report {
  const copy = structuredClone(report)
  const result = copy.results[index]
  if (result !== undefined) change(result)
  return copy
}

function answersIn({ results }: Report): readonly string[] {
  return results
    .flatMap((r) => r.observations)
    .flatMap((o) => (o.step === 'resolve' && o.answer !== null ? [o.answer] : []))
}

function chainsIn({ results }: Report): readonly string[] {
  return results
    .flatMap((r) => r.observations)
    .flatMap((o) => (o.step === 'handshake' ? o.chain : []))
}

const first = sweep(0)
const base = nextBase(first, new Map())
const NONE = new Map()

function briefs(report: Report): readonly string[] {
  return report.results.flatMap((r) => (r.evidenceIn === null ? [] : [r.target.id]))
}

describe('compactReport()', () => {
  test('keeps what failed or is inconclusive whole, and the rest brief', () => {
    const compacted = compactReport(sweep(MINUTE), base)
    const whole = compacted.results.filter((r) => r.evidenceIn === null).map((r) => r.verdict)
    expect(new Set(whole)).toEqual(new Set(['fail', 'inconclusive']))
    expect(briefs(compacted)).toEqual([
      'management.azure.com',
      'login.microsoftonline.com',
      'portal.contoso.com',
    ])
    expect(holdersOf(compacted)).toEqual([first.id])
  })

  test('a brief result has verdict, findings, addresses and timings of its own sweep', () => {
    const now = changed(sweep(MINUTE), (r) => Object.assign(r.timings, { total: 99.9 }))
    const [brief] = compactReport(now, base).results
    expect(brief).toEqual({
      ...now.results[0],
      observations: [],
      evidenceIn: first.id,
    })
    expect(brief?.addresses).toEqual(['20.37.158.0'])
  })

  test('facts stay only where an observation refers to them', () => {
    const compacted = compactReport(sweep(MINUTE, [passing()]), base)
    expect(compacted).toMatchObject({ dns: {}, certificates: {} })
  })

  test('the indexes of a warning point into the evidence that is kept', () => {
    const before = sweep(0, [expiresSoon()])
    const after = changed(sweep(MINUTE, [expiresSoon()]), (r) => {
      r.observations.unshift(...r.observations.splice(3, 1))
      Object.assign(r.findings[0] ?? {}, { evidence: [0], summary: 'One day less.' })
    })
    const [brief] = compactReport(after, nextBase(before, NONE)).results
    expect(brief?.findings[0]).toMatchObject({ evidence: [3], summary: 'One day less.' })
  })

  const differences: readonly [string, (r: TargetResult) => void][] = [
    ['a verdict', (r) => Object.assign(r, { verdict: 'warn' })],
    ['an ending', (r) => Object.assign(r, { ending: 'fault' })],
    [
      'another class of address',
      (r) => Object.assign(r.observations[0] ?? {}, { addresses: ['10.0.0.1'] }),
    ],
    ['another status', (r) => Object.assign(r.observations.at(-1) ?? {}, { status: 503 })],
    [
      'a first try that failed',
      (r) => {
        const connect = r.observations[2]
        if (connect === undefined) return
        r.observations.splice(2, 0, { ...connect, failure: fail('connection_reset', 'ECONNRESET') })
      },
    ],
  ]
  test.for(differences)('%s is worth its own evidence', ([, change]) => {
    const now = changed(sweep(MINUTE), change)
    expect(briefs(compactReport(now, base))).not.toContain('management.azure.com')
  })

  /** With a first try that failed. */
  const flaky = (report: Report, peer: 'target' | 'proxy' = 'target') =>
    changed(report, (r) => {
      const connect = r.observations[2]
      if (connect === undefined) return
      const failure = fail('connection_reset', 'ECONNRESET')
      r.observations.splice(2, 0, { ...connect, peer, failure })
    })
  const warned = (report: Report, severity: 'info' | 'warn') =>
    changed(report, (r) => {
      const [soon] = expiresSoon().findings
      if (soon !== undefined) r.findings.push({ ...soon, severity })
    })

  test.for<[string, Report, (now: Report) => Report, number]>([
    ['a failed try that the evidence has', flaky(first), flaky, 3],
    ['a failed try that is no more', flaky(first), (now) => now, 3],
    ['a failed try at the proxy', flaky(first, 'proxy'), (now) => flaky(now, 'proxy'), 3],
    ['one at the target instead', flaky(first, 'proxy'), flaky, 2],
    ['a warning as before', warned(first, 'warn'), (now) => warned(now, 'warn'), 3],
    ['a warning that was a remark', warned(first, 'info'), (now) => warned(now, 'warn'), 2],
  ])('%s', ([, before, now, expected]) => {
    const compacted = compactReport(now(sweep(MINUTE)), nextBase(before, NONE))
    expect(briefs(compacted)).toHaveLength(expected)
  })

  test.for([
    ['within a day', EVIDENCE_AGE - 1, 3],
    ['after a day', EVIDENCE_AGE, 0],
    ['of itself', 0, 0],
    ['of a later sweep', -MINUTE, 0],
  ] as const)('evidence %s: %s ms', ([, offset, expected]) => {
    expect(briefs(compactReport(sweep(offset), base))).toHaveLength(expected)
  })

  test('is pure and changes nothing the second time', () => {
    const now = sweep(MINUTE)
    const copy = structuredClone(now)
    const once = compactReport(now, base)
    expect(now).toEqual(copy)
    expect(compactReport(once, base)).toEqual(once)
  })

  test('keeps a report whole whose evidence would lie in too many others', () => {
    const cases = many(MAX_HOLDERS + 1)
    const scattered = new Map(
      cases.flatMap((_, i) => {
        const holder = sweep(i, cases)
        const id = holder.results[i]?.target.id ?? ''
        const known = nextBase(holder, NONE).get(id)
        return known === undefined ? [] : [[id, known] as const]
      }),
    )
    const now = sweep(MINUTE, cases)
    expect(scattered.size).toBe(MAX_HOLDERS + 1)
    expect(compactReport(now, scattered)).toBe(now)
    scattered.delete(cases[0]?.seen.target.id ?? '')
    expect(briefs(compactReport(now, scattered))).toHaveLength(MAX_HOLDERS)
  })
})

describe('the base', () => {
  test('goes on from sweep to sweep, and is the same when it is read from the store', () => {
    const reports = new Map([[first.id, first]])
    let known = base
    for (let minute = 1; minute < 5; minute++) {
      const now = changed(sweep(minute * MINUTE), (r) => {
        if (minute === 3) Object.assign(r.observations.at(-1) ?? {}, { status: 503 })
      })
      const compacted = compactReport(now, known)
      known = nextBase(compacted, known)
      reports.set(compacted.id, compacted)
      const holders = holdersOf(compacted).flatMap((id) => reports.get(id) ?? [])
      expect(baseOf(compacted, holders)).toEqual(known)
    }
    expect(known.get('management.azure.com')?.holder.id).toBe(`at-${4 * MINUTE}`)
    expect(known.get('login.microsoftonline.com')?.holder.id).toBe('at-0')
  })

  test('without a holder that is gone has the rest', () => {
    const compacted = compactReport(sweep(MINUTE), base)
    expect(baseOf(compacted, []).has('management.azure.com')).toBe(false)
    expect(baseOf(compacted, []).size).toBe(7)
  })
})

describe('the whole evidence', () => {
  const compacted = compactReport(sweep(MINUTE), base)
  const source = {
    get: async (id: string) => (id === first.id ? first : id === compacted.id ? compacted : null),
  }

  test('wholeReport() has every observation again, each with its facts', async () => {
    const whole = await wholeReport(source, compacted)
    expect(whole.results.map((r) => r.observations.length)).toEqual(
      first.results.map((r) => r.observations.length),
    )
    for (const key of answersIn(whole)) expect(whole.dns).toHaveProperty([key])
    for (const key of chainsIn(whole)) expect(whole.certificates).toHaveProperty([key])
    expect(answersIn(whole)).toHaveLength(answersIn(first).length)
    expect(whole.results[0]).toMatchObject({
      evidenceIn: first.id,
      timings: compacted.results[0]?.timings,
    })
  })

  test('diffReports() finds in whole reports what it finds in those that were measured', async () => {
    const later = changed(sweep(2 * MINUTE), (r) => {
      Object.assign(r.observations[3] ?? {}, { version: 'TLSv1.2' })
    })
    const whole = await wholeReport(source, compacted)
    expect(diffReports(whole, first)).toEqual([])
    expect(diffReports(whole, later)).toEqual(diffReports(sweep(MINUTE), later))
    expect(diffReports(whole, later)).toHaveLength(1)
  })

  test('an answer of another sweep does not take the place of that of this one', () => {
    const now = changed(sweep(MINUTE), () => undefined)
    const key = Object.keys(now.dns)[0] ?? ''
    const told = { ...compactReport(now, base) }
    const answer = { ...first.dns[key], rcode: 'NXDOMAIN' } as Report['dns'][string]
    const whole = withEvidence({ ...told, dns: { ...told.dns, [key]: answer } }, [first])
    const resolved = whole.results[0]?.observations[1]
    expect(resolved?.step === 'resolve' && whole.dns[resolved.answer ?? '']?.rcode).toBe('NOERROR')
  })

  test('evidenceOf() takes a whole report, and refuses one that refers to others', async () => {
    const whole = await wholeReport(source, compacted)
    expect(evidenceOf(whole).targets.every((t) => t.observations.length > 0)).toBe(true)
    expect(() => evidenceOf(compacted)).toThrow(
      `Cannot judge management.azure.com again: its evidence is in the report ${first.id}`,
    )
  })

  test.for([
    ['direct', null, null],
    ['proxy', 'http://proxy.corp:3128', 'proxy.corp'],
    ['gateway', 'http://127.0.0.1:40343', '127.0.0.1'],
  ] as const)('evidenceOf() takes the way of a target: %s', ([kind, via, host]) => {
    const report = sample([passing('a.example')])
    const results = report.results.map((result) => ({ ...result, path: { kind, via } }))
    const [seen] = evidenceOf({ ...report, results } as Report).targets
    expect([seen?.target.pathKind, seen?.target.proxy?.host ?? null]).toEqual([kind, host])
  })

  test('evidenceAt() follows the reference of one target', async () => {
    const at = await evidenceAt(source, compacted.id, 'management.azure.com')
    expect(at?.observedIn).toEqual({ id: first.id, startedAt: first.startedAt })
    expect(at?.result.observations).toEqual(first.results[0]?.observations)
    expect(Object.keys(at?.dns ?? {})).toHaveLength(1)
    expect(Object.keys(at?.certificates ?? {})).toHaveLength(2)
  })

  test('evidenceAt() of what failed is that of its own report', async () => {
    const failed = compacted.results.find((r) => r.verdict === 'fail')
    const at = await evidenceAt(source, compacted.id, failed?.target.id ?? '')
    expect(at?.observedIn.id).toBe(compacted.id)
    expect(at?.result).toEqual(failed)
  })

  test('evidenceAt() of what nobody knows is null', async () => {
    expect(await evidenceAt(source, 'none', 'management.azure.com')).toBeNull()
    expect(await evidenceAt(source, compacted.id, 'none')).toBeNull()
  })
})
