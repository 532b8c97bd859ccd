import { expect, test } from 'vitest'
import { DEFAULT_CONFIG } from '../../../shared/config/default-config.ts'
import { statusReader } from '../../../shared/web/status.ts'
import { openSqliteStore } from '../../../stores/sqlite/sqlite.ts'
import { at } from '../../stores/conformance/sweep.ts'

const MINUTE = 60_000

async function statusAfter(ms: number, schedule: string, kind: 'scheduled' | 'on-demand') {
  const store = openSqliteStore(':memory:')
  await store.append({ ...at(0, 'prod'), kind })
  const limits = { ...DEFAULT_CONFIG.limits, sweep: MINUTE }
  const now = new Date(Date.parse(at(0).startedAt) + ms)
  const { vantages } = await statusReader(store, { schedule, limits }).status(now)
  await store.close()
  return vantages[0]
}

// Two distances of the schedule and a sweep.
test.for([
  { ms: 11 * MINUTE, schedule: '0 */5 * * * *', silent: false },
  { ms: 11 * MINUTE + 1, schedule: '0 */5 * * * *', silent: true },
  { ms: 121 * MINUTE, schedule: '0 0 * * * *', silent: false },
  { ms: 121 * MINUTE + 1, schedule: '0 0 * * * *', silent: true },
  { ms: 1e11, schedule: '0 0 0 30 2 *', silent: false },
])('$ms ms after a sweep by $schedule a vantage is silent: $silent', async (given) => {
  const status = await statusAfter(given.ms, given.schedule, 'scheduled')
  expect(status).toMatchObject({
    ...{ name: 'prod', silent: given.silent, ageMs: given.ms },
    ...{ lastSweepAt: at(0).startedAt, latest: { id: at(0, 'prod').id } },
  })
})

test('what is checked on demand alone is neither silent nor of any age', async () => {
  expect(await statusAfter(1e11, '0 */5 * * * *', 'on-demand')).toMatchObject({
    ...{ silent: false, ageMs: null, lastSweepAt: null, latest: { kind: 'on-demand' } },
  })
})
