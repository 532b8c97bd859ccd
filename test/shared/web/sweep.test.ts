import { expect, test } from 'vitest'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { DEFAULT_WEB_LIMITS } from '../../../shared/web/ports.ts'
import { sweep } from '../../../shared/web/routes/sweep.ts'

test('the answer comes in time, however long the store took to say nothing', async () => {
  let now = 0
  const answer = await sweep.handle(
    new Request('http://probe/api/sweep', { method: 'POST' }),
    {
      agent: {
        status: async () => ({ vantage: 'here' }),
        sweep: () => new Promise(() => {}),
      },
      store: {
        latest: async () => {
          now += DEFAULT_WEB_LIMITS.deadline
          throw new StoreError('down', { problem: 'unreachable' })
        },
      },
      clock: { now: () => now },
      limits: DEFAULT_WEB_LIMITS,
      dueAt: () => new Date(0),
    } as never,
    { connection: null, caller: null },
  )
  expect(answer.status).toBe(202)
}, 5_000)
