import { expect, test } from 'vitest'
import { sweptSince } from '../../../shared/agent/swept-since.ts'
import type { Report } from '../../../shared/model/report.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { MINUTE, world } from './world.ts'

const due = new Date('2026-01-02T03:05:00.000Z')
const now = new Date('2026-01-02T03:10:01.000Z')

const newest = [
  ['none', null, false],
  ['that of the slot before', '2026-01-02T03:00:00.400Z', false],
  ['that of this slot', '2026-01-02T03:05:00.400Z', true],
  ['that of this slot, by a clock that is late', '2026-01-02T03:04:59.900Z', true],
  ['that of this slot, by a clock that is 5 s late', '2026-01-02T03:04:55.000Z', true],
  ['one by a clock that is later', '2026-01-02T03:04:54.999Z', false],
  ['a later one', '2026-01-02T03:10:00.400Z', true],
  ['one by a clock that is 5 s ahead', '2026-01-02T03:10:06.000Z', true],
  ['one by a clock that was ahead', '2026-01-02T12:10:00.400Z', false],
] as const

test.for(newest)('the newest sweep is %s: %j', async ([, startedAt, swept]) => {
  const report = startedAt && ({ id: 'r', startedAt } as Report)
  const latest = async (vantage?: string, kind?: string) =>
    vantage === 'here' && kind === 'scheduled' ? report : null
  const found = await sweptSince({ due, now }, 'here', { latest } as never)
  expect(found).toBe(swept ? report : null)
})

test('a store that cannot say has no sweep; anything else is a fault', async () => {
  const failing = (error: Error) =>
    sweptSince({ due, now }, 'here', { latest: () => Promise.reject(error) })
  expect(await failing(new StoreError('gone', { problem: 'unreachable' }))).toBe(null)
  await expect(failing(new TypeError('a bug'))).rejects.toThrow(TypeError)
})

test('one that another instance ends before the lease is free is not made again', async () => {
  using at = world()
  const never = new AbortController().signal
  const run = { due: at.clock.date() }
  const store = new Proxy(at.store, {
    get(target, name: keyof ResultsStore) {
      if (name !== 'acquireLease') return target[name].bind(target)
      return async (...given: Parameters<ResultsStore['acquireLease']>) => {
        await at.agent().sweep('scheduled', never, run)
        return await target.acquireLease(...given)
      }
    },
  })
  const outcome = await at.agent({ store }).sweep('scheduled', never, run)
  const vantage = 'prod-japaneast'
  const made = await at.store.sweepsAfter(vantage, null, 9)
  expect(made).toHaveLength(1)
  expect(outcome).toMatchObject({ state: 'made', report: { id: made[0]?.id } })
  // The lease is given back.
  at.clock.pass(MINUTE)
  const next = { due: at.clock.date() }
  expect(await at.agent().sweep('scheduled', never, next)).toMatchObject({ state: 'done' })
})
