import { headerOf } from '../../answer/answer.ts'
import { served } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { slowPattern } from '../../slow-pattern.ts'
import { list, shown } from '../../text.ts'

/** A header of the answer is absent or not as `expect.http.headers` says. Source: the configuration. */
export const httpHeaderUnexpected: Rule = {
  code: 'http-header-unexpected',
  judge(view) {
    const expected = Object.entries(view.expect.http?.headers ?? {})
    for (const { request } of served(view)) {
      const seen = expected.map(([name, wanted]) => {
        const value = headerOf(request, name.toLowerCase())
        return { name, wanted, value, fits: view.sweep.patterns.fits(value, wanted) }
      })
      const slow = seen.find(({ fits }) => fits === 'too-slow')
      const wrong = seen.filter(({ fits }) => fits === false)
      if (wrong.length === 0 && slow !== undefined) {
        const { name, wanted, value } = slow
        return slowPattern(view, {
          key: `expect.http.headers.${name}`,
          wanted,
          text: value,
          request,
        })
      }
      if (wrong.length === 0) continue
      const how = wrong.map(({ name, wanted, value }) => {
        return `${name} is ${value === '' ? 'absent' : `“${shown(value, 60)}”`}, expected “${shown(wanted, 60)}”`
      })
      return {
        subject: view.target.host,
        summary: `The answer of ${view.target.host} has other headers: ${list(how)}`,
        evidence: cite(request),
      }
    }
    return null
  },
}
