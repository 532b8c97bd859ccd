import { citeConnects, connectText, deadBy, subjectOf } from '../../dead.ts'
import type { Rule } from '../../rule.ts'
import { CUT } from '../../seen.ts'

/** The connection is cut while it is being opened, which a host does not do to itself. Source: RFC 9293, 3.10.7. */
export const tcpReset: Rule = {
  code: 'tcp-reset',
  ofFailures: true,
  judge(view) {
    const legs = deadBy(view, CUT)
    if (legs.length === 0) return null
    return {
      subject: subjectOf(legs),
      summary: `The connection to ${view.target.host} is cut while it opens: ${connectText(view, legs)}`,
      evidence: citeConnects(legs),
    }
  },
}
