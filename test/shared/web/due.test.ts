import { expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { sweptSince } from '../../../shared/web/due.ts'

const due = new Date('2026-01-02T03:05:00.000Z')
const status = async () => ({ vantage: 'here', sweeping: false, last: null, spooled: [] })

const newest = [
  ['none', null, false],
  ['that of the slot before', '2026-01-02T03:00:00.400Z', false],
  ['that of this slot', '2026-01-02T03:05:00.400Z', true],
  ['that of this slot, by a clock that is late', '2026-01-02T03:04:59.900Z', true],
  ['a later one', '2026-01-02T03:10:00.400Z', true],
] as const

test.for(newest)('the newest sweep is %s: %j', async ([, startedAt, swept]) => {
  const report = startedAt && ({ id: 'r', startedAt } as Report)
  const latest = async (vantage?: string, kind?: string) =>
    vantage === 'here' && kind === 'scheduled' ? report : null
  const found = await sweptSince(due, { agent: { status }, store: { latest } } as never)
  expect(found).toBe(swept ? report : null)
})

test('a store that cannot say has no sweep; anything else is a fault', async () => {
  const failing = (error: Error) =>
    sweptSince(due, { agent: { status }, store: { latest: () => Promise.reject(error) } } as never)
  expect(await failing(new StoreError('gone', { problem: 'unreachable' }))).toBe(null)
  await expect(failing(new TypeError('a bug'))).rejects.toThrow(TypeError)
})
