import { wholeText } from '../../answer/answer.ts'
import { served } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { slowPattern } from '../../slow-pattern.ts'
import { shown } from '../../text.ts'

/** The body (its first bytes) does not hold what `expect.http.body` says. Source: the configuration. */
export const httpBodyUnexpected: Rule = {
  code: 'http-body-unexpected',
  judge(view) {
    const wanted = view.expect.http?.body
    if (wanted === undefined) return null
    const { patterns } = view.sweep
    const answers = served(view).map(({ request }) => {
      const text = wholeText(request)
      return { request, text, fits: patterns.fits(text, wanted) }
    })
    const wrong = answers.find(({ fits }) => fits !== true)
    if (wrong === undefined) return null
    const { request, text, fits } = wrong
    if (fits === 'too-slow')
      return slowPattern(view, { key: 'expect.http.body', wanted, text, request })
    const begins = shown(request.body, 60)
    const undecoded =
      request.undecoded === undefined
        ? ''
        : `; it could not be decompressed (${shown(request.undecoded, 60)})`
    const cut = request.bodyComplete ? '' : `; only the first ${request.bodyBytes} bytes were read`
    return {
      subject: view.target.host,
      summary: `The body of ${view.target.host} does not hold “${shown(wanted, 60)}”; it starts “${begins}”${cut}${undecoded}`,
      evidence: cite(request),
    }
  },
}
