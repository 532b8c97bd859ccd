import type { Fetches } from '../runtime/refusing-app.ts'
import { problemAnswer } from '../shared/web/problem.ts'
import { secured } from '../shared/web/secure.ts'

/**
 * How long an answer may take, in ms: the front end hangs up after 230 s. What measures ends by itself long before.
 * https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout
 */
const ANSWER = 225_000

/** The same app, whose every answer begins in time. */
export function inTime(app: Fetches, ms: number = ANSWER): Fetches {
  return {
    async fetch(request) {
      const { promise: late, resolve } = Promise.withResolvers<Response>()
      const timer = setTimeout(() => {
        resolve(
          secured(
            problemAnswer(503, 'The answer took longer than the platform waits; retry later'),
          ),
        )
      }, ms)
      try {
        return await Promise.race([app.fetch(request), late])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
