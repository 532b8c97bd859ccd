import { expect, test } from 'vitest'
import { joined } from '../../../shared/sweep/join.ts'
import { packShard, type ShardEvidence, unpackShard } from '../../../shared/sweep/shard-evidence.ts'
import { evidence, HEALTHY, ORDERS } from '../agent/world.ts'
import { passing } from '../report/sample.ts'

const START = new Date(Date.UTC(2026, 10, 22))

function shard(host: string, addresses: readonly string[]): ShardEvidence {
  const one = passing(host)
  const answers = one.answers.map((answer) => ({
    ...answer,
    addresses: addresses.map((address) => ({ address, ttl: 60 })),
  }))
  const made = unpackShard(packShard(evidence([{ ...one, answers }], START)))
  if (made === null) throw new Error('The evidence did not come back')
  return made
}

const of = (host: string) => passing(host).seen.target

test('answers that differ stay apart, and each observation cites its own', async () => {
  const first = shard(HEALTHY, ['10.0.0.1'])
  const second = { ...shard(ORDERS, []), dns: shard(HEALTHY, ['10.0.0.2']).dns }
  // The second shard asked the question of the first, too, and was told something else.
  const cited = Object.keys(first.dns)[0] ?? ''
  const moved = second.targets.map((one) => ({
    ...one,
    observations: one.observations.map((o) =>
      o.step === 'resolve' && o.answer !== null ? { ...o, answer: cited } : o,
    ),
  }))
  const { targets, dns } = await joined({
    targets: [of(HEALTHY), of(ORDERS)],
    shards: [first, { ...second, targets: moved }],
    ...{ startedAt: START, finishedAt: START, missing: 'lost' },
  })
  const told = targets.map(({ observations }) =>
    observations.flatMap((o) =>
      o.step === 'resolve' && o.answer === cited ? [] : o.step === 'resolve' ? [o.answer] : [],
    ),
  )
  expect(dns[cited]).toMatchObject({ addresses: [{ address: '10.0.0.1' }] })
  expect(dns[`${cited} (shard 1)`]).toMatchObject({ addresses: [{ address: '10.0.0.2' }] })
  expect(told[1]).toContain(`${cited} (shard 1)`)
})

test('answers that are alike stand once', async () => {
  const { dns } = await joined({
    targets: [of(HEALTHY)],
    shards: [shard(HEALTHY, ['10.0.0.1']), shard(HEALTHY, ['10.0.0.1'])],
    ...{ startedAt: START, finishedAt: START, missing: 'lost' },
  })
  expect(Object.keys(dns).filter((key) => key.includes('shard'))).toEqual([])
})

test('no target is kept with its evidence: it may hold credentials', () => {
  const one = passing(HEALTHY)
  const target = { ...one.seen.target, sent: { headers: { authorization: 'Basic c2VjcmV0' } } }
  const seen = { ...one.seen, target: target as never }
  const kept = unpackShard(packShard(evidence([{ ...one, seen }], START)))
  expect(JSON.stringify(kept)).not.toContain('c2VjcmV0')
  expect(kept?.targets.map(({ id }) => id)).toEqual([HEALTHY])
})

test('bytes that are no evidence are told from those that are', () => {
  const whole = packShard(evidence([passing(HEALTHY)], START))
  expect(unpackShard(whole)).not.toBeNull()
  expect(unpackShard(whole.subarray(0, whole.length - 9))).toBeNull()
  expect(unpackShard(new Uint8Array([1, 2, 3]))).toBeNull()
})
