import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list } from '../../text.ts'
import { connectTook, dnsTook, totalTook } from '../../took.ts'

/**
 * A step that succeeded took longer than `expect.latency` allows. `connect` is the slowest address; `total` is
 * the lookup and the slowest address to its last step. What failed has other findings. Source: the configuration.
 */
export const latencyExceeded: Rule = {
  code: 'latency-exceeded',
  judge(view) {
    const limits = view.expect.latency
    if (limits === undefined) return null
    const measured = [dnsTook(view), connectTook(view), totalTook(view)]
    const over = measured.flatMap((m) => {
      const limit = m === null ? undefined : limits[m.what]
      return m !== null && limit !== undefined && m.ms > limit ? [{ ...m, limit }] : []
    })
    if (over.length === 0) return null
    const how = over.map(
      ({ what, ms, limit }) => `${what} took ${Math.round(ms)} ms of ${limit} ms`,
    )
    return {
      subject: view.target.host,
      summary: `${view.target.host} is slower than expected: ${list(how)}`,
      evidence: cite(...over.flatMap((m) => m.seen)),
    }
  },
}
