import { describe, expect, test } from 'vitest'
import { addressBook } from '../../../shared/address/book.ts'
import { judgedReport } from '../../../shared/agent/judged-report.ts'
import type { Evidence } from '../../../shared/model/evidence.ts'
import type { Report } from '../../../shared/model/report.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { CAPABILITIES, VANTAGE as PLACE } from '../report/sample-place.ts'
import { cases, type Fate, type Queueing, SWEEP_MS, spread, targetsOf } from './spread.ts'

const NO_END = { signal: new AbortController().signal, deadline: null }
const KIND: Queueing = { delay: () => 1_000, fate: () => 'taken' }

function judged(evidence: Evidence): Report {
  return judgedReport(evidence, {
    ...{ kind: 'scheduled', vantage: PLACE, capabilities: CAPABILITIES, previous: null },
    knowledge: { book: addressBook({ privateRanges: [], owners: [] }) },
    newId: () => 'r',
  })
}

/** What a report concludes: all but times and the way to it. */
function concluded({ results, causes, summary, capabilities }: Report) {
  return {
    summary,
    capabilities,
    results: results.map(({ target, verdict, findings }) => ({
      id: target.id,
      verdict,
      findings: findings.map(({ code, subject, severity }) => ({ code, subject, severity })),
    })),
    causes: causes.map(({ code, subject, targets }) => ({ code, subject, targets })),
  }
}

describe('shardedMeasure()', () => {
  const some = cases(1_000)

  test('of no more targets than one instance takes measures here', async () => {
    using world = spread(some, KIND)
    await world.measure(1_000, 100)(targetsOf(some), NO_END)
    expect(world.sent).toEqual([])
    expect(world.measured).toHaveLength(1_000)
  })

  test('concludes as one machine does, whatever the queue does with its messages', async () => {
    const random = seeded(7)
    const fates: readonly Fate[] = ['taken', 'killed', 'killed after', 'doubled', 'taken']
    using world = spread(some, {
      delay: () => random() * 40_000,
      fate: () => fates[Math.floor(random() * fates.length)] ?? 'taken',
    })
    const evidence = await world.measure(999, 50)(targetsOf(some), NO_END)
    expect(evidence.targets.map(({ target }) => target.id)).toEqual(
      targetsOf(some).map(({ id }) => id),
    )
    const here = await world.alone(targetsOf(some), NO_END)
    expect(concluded(judged(evidence))).toEqual(concluded(judged(here)))
    expect(evidence.warmUp).toBe(0)
    expect(Object.keys(evidence.dns).toSorted()).toEqual(Object.keys(here.dns).toSorted())
    expect(world.log.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(await world.store.dropShards('prod')).toBe(0)
  })

  test('dates what another instance saw by when it saw it', async () => {
    using world = spread(some, KIND)
    const evidence = await world.measure(1, 500)(targetsOf(some), NO_END)
    const here = await world.alone(targetsOf(some), NO_END)
    const began = (of: Evidence) => of.targets[0]?.observations[0]?.t0 ?? Number.NaN
    expect(began(evidence) - began(here)).toBeCloseTo(1_000, 0)
  })

  test('a lost shard is inconclusive and said; the others are judged', async () => {
    const gone = new Set([1, 3])
    using world = spread(some, {
      delay: () => 1_000,
      fate: ({ shard }) => (gone.has(shard) ? 'killed' : 'taken'),
    })
    const report = judged(await world.measure(1, 100)(targetsOf(some), NO_END))
    const lost = report.results.filter(({ ending }) => ending === 'lost')
    expect(lost).toHaveLength(200)
    expect(new Set(lost.map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive']))
    expect(new Set(lost.map(({ findings }) => findings[0]?.code))).toEqual(
      new Set(['not-checked-in-time']),
    )
    expect(report.summary.pass + report.summary.fail + report.summary.warn).toBe(800)
    expect(world.log).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining('2 of 10 shards'),
        fields: { event: 'shards-lost', vantage: 'prod', lost: [1, 3] },
      }),
    )
    // It waited for them until the end, and no longer.
    expect(Date.parse(report.finishedAt) - Date.parse(report.startedAt)).toBe(SWEEP_MS)
  })

  test('what did not come by half of the time is sent once more', async () => {
    let swallowed = 0
    using world = spread(some, {
      delay: () => 1_000,
      fate: ({ shard }) => (shard === 2 && swallowed++ === 0 ? 'swallowed' : 'taken'),
    })
    const evidence = await world.measure(1, 100)(targetsOf(some), NO_END)
    expect(world.sent.map((tasks) => tasks.map(({ shard }) => shard))).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      [2],
    ])
    expect(evidence.targets.every(({ ending }) => ending === 'done')).toBe(true)
  })

  test.for([
    ['the longest that a sweep may last', null, 120_000, SWEEP_MS],
    ['its own end, which is nearer', 90_500, 46_000, 90_500],
    ['its own end, which is farther', SWEEP_MS + 1, 120_000, SWEEP_MS],
  ] as const)('asks twice and waits until %s', async ([, deadline, again, end]) => {
    using world = spread(cases(20), { delay: () => 0, fate: () => 'swallowed' })
    const began = world.clock.now()
    const { signal } = new AbortController()
    const evidence = await world.measure(1, 10)(targetsOf(cases(20)), { signal, deadline })
    expect({
      sent: world.sentAt.map((at) => at - began),
      until: Date.parse(world.sent[0]?.[0]?.until ?? '') - began,
      took: Date.parse(evidence.finishedAt) - Date.parse(evidence.startedAt),
    }).toEqual({ sent: [0, again], until: end, took: end })
  })

  test('measures here what it can hand to nobody, and says why', async () => {
    using world = spread(some, { ...KIND, refused: 'the queue answered 404' })
    const evidence = await world.measure(1, 100)(targetsOf(some), NO_END)
    expect(evidence.targets).toHaveLength(1_000)
    expect(world.measured).toHaveLength(1_000)
    expect(world.log[0]?.message).toContain('the queue answered 404')
  })

  test('that is told to end judges what came, and calls the rest interrupted', async () => {
    const ending = new AbortController()
    using world = spread(some, {
      delay: () => 1_000,
      fate: ({ shard }) => {
        if (shard < 4) return 'taken'
        ending.abort()
        return 'swallowed'
      },
    })
    const end = { signal: ending.signal, deadline: null }
    const evidence = await world.measure(1, 100)(targetsOf(some), end)
    const endings = Map.groupBy(evidence.targets, ({ ending: of }) => of)
    expect(endings.get('done')).toHaveLength(400)
    expect(endings.get('interrupted')).toHaveLength(600)
  })

  test('leaves nothing of a sweep whose instance was killed', async () => {
    using world = spread(some, KIND)
    await world.store.keepShard({ vantage: 'prod', sweep: 'dead', shard: 1 }, new Uint8Array(9))
    await world.measure(1, 500)(targetsOf(some), NO_END)
    expect(await world.store.shardsOf('prod', 'dead')).toEqual([])
  })
})
