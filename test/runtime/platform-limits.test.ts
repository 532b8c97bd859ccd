import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inTime } from '../../azure/in-time.ts'
import { Drain } from '../../runtime/drain.ts'

const SECOND = 1000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** When something happens, in ms from now, by a clock that the test advances. */
function timed() {
  const begin = Date.now()
  let at = Number.NaN
  return {
    now: () => {
      at = Date.now() - begin
    },
    at: () => at,
  }
}

test('an end is over before Cloud Run kills, and leaves time to set a report aside', async () => {
  // https://cloud.google.com/run/docs/container-contract#instance-shutdown
  const killed = 10 * SECOND
  const drain = new Drain()
  drain.enter()
  const [told, ended] = [timed(), timed()]
  drain.late.addEventListener('abort', told.now)
  const end = drain.end().then((orderly) => {
    ended.now()
    return orderly
  })
  await vi.advanceTimersByTimeAsync(killed)
  expect(await end).toBe(false)
  expect(ended.at()).toBeLessThanOrEqual(killed - 2 * SECOND)
  expect(ended.at() - told.at()).toBeGreaterThanOrEqual(2 * SECOND)
})

test('an answer begins before the front end of Azure hangs up', async () => {
  // https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout
  const hangsUp = 230 * SECOND
  const app = inTime({ fetch: () => new Promise<Response>(() => undefined) })
  const begun = timed()
  const answer = Promise.resolve(app.fetch(new Request('http://app.test/'))).then((given) => {
    begun.now()
    return given
  })
  await vi.advanceTimersByTimeAsync(hangsUp)
  expect((await answer).status).toBe(503)
  expect(begun.at()).toBeLessThanOrEqual(hangsUp - 5 * SECOND)
  // Nor so early that what is measured in time is thrown away.
  expect(begun.at()).toBeGreaterThan(hangsUp - 15 * SECOND)
  expect(vi.getTimerCount()).toBe(0)
})
