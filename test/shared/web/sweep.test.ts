import { expect, test } from 'vitest'
import { DEFAULT_WEB_LIMITS } from '../../../shared/web/ports.ts'
import { sweep } from '../../../shared/web/routes/sweep.ts'

test('the answer comes in time, however long the sweep and the store before it take', async () => {
  const answer = await sweep.handle(
    new Request('http://probe/api/sweep', { method: 'POST' }),
    {
      agent: { sweep: () => new Promise(() => {}) },
      limits: { ...DEFAULT_WEB_LIMITS, deadline: 1 },
    } as never,
    { connection: null, caller: null },
  )
  expect(answer.status).toBe(202)
}, 5_000)
