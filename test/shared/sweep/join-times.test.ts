import { expect, test } from 'vitest'
import { nextTime } from '../../../shared/config/next-time.ts'
import { divide } from '../../../shared/sweep/due.ts'
import { joined } from '../../../shared/sweep/join.ts'
import { packShard, type ShardEvidence, unpackShard } from '../../../shared/sweep/shard-evidence.ts'
import { evidence, HEALTHY, ORDERS } from '../agent/world.ts'
import { reportAt } from '../alerts/sweeps.ts'
import { passing } from '../report/sample.ts'

const START = new Date(Date.UTC(2026, 10, 22))
const END = new Date(START.getTime() + 60_000)

/** What an instance saw of a host, whose shard began so many ms after the sweep. */
function shard(host: string, later: number, more: Partial<ShardEvidence> = {}): ShardEvidence {
  const made = evidence([passing(host)], new Date(START.getTime() + later))
  const kept = unpackShard(packShard(made))
  if (kept === null) throw new Error('The evidence did not come back')
  return { ...kept, ...more }
}

const of = (host: string) => passing(host).seen.target

test('the sweep has its own times, and all that the shards saw', async () => {
  const whole = await joined({
    targets: [of(ORDERS), of(HEALTHY), of('lost.example')],
    shards: [
      shard(HEALTHY, 1_500, { systemResolvers: ['10.0.0.4:53', '10.0.0.5:53'] }),
      shard(ORDERS, -2_000, { systemResolvers: ['10.0.0.5:53'] }),
    ],
    ...{ startedAt: START, finishedAt: END, missing: 'interrupted' },
  })
  const { startedAt, finishedAt, systemResolvers, warmUp } = whole
  expect({ startedAt, finishedAt, systemResolvers, warmUp }).toEqual({
    ...{ startedAt: START.toISOString(), finishedAt: END.toISOString(), warmUp: 0 },
    systemResolvers: ['10.0.0.4:53', '10.0.0.5:53'],
  })
  expect(Object.keys(whole.certificates).toSorted()).toEqual(
    Object.keys({ ...passing(HEALTHY).certificates, ...passing(ORDERS).certificates }).toSorted(),
  )
  const told = whole.targets.map(({ target, ending, observations }) => [
    ...[target.id, ending, observations[0]?.t0],
  ])
  expect(told).toEqual([
    // By a clock that is behind it began with the sweep, not before.
    [ORDERS, 'done', 1.1],
    [HEALTHY, 'done', 1501.1],
    ['lost.example', 'interrupted', undefined],
  ])
})

test.for([
  ['never again', () => null, 'a'],
  ['every day', (after: Date) => nextTime('0 0 0 * * *', after), ''],
] as const)('of a schedule that comes %s, what is due', ([, next, due]) => {
  const report = reportAt(0, { a: 'pass' })
  const divided = divide(
    [{ ...of(HEALTHY), id: 'a', interval: 48 * 3_600_000 }],
    { report, newest: null, inIncident: new Set() },
    { now: new Date('2026-11-22T00:05:00Z'), next },
    undefined,
  )
  expect(divided.due.map(({ id }) => id).join()).toBe(due)
})
