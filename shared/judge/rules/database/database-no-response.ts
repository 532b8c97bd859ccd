import type { FailureCode } from '../../../failure/table.ts'
import { answersElsewhere, greetingsOf } from '../../database/greetings.ts'
import { PROTOCOL_NAMES } from '../../database/refusal.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { after, duration, words } from '../../text.ts'

const NOT_MEANT: ReadonlySet<FailureCode> = new Set([
  'interrupted',
  'probe_fault',
  'unknown_failure',
  'database_invalid_response',
  'ssl_not_spoken',
])

/**
 * The port accepts, and the server says nothing in its protocol, or the connection ends in the middle of it.
 * A device on the way may have accepted in the place of the server. Source: RFC 9293, 3.5;
 * https://www.postgresql.org/docs/current/protocol-flow.html.
 */
export const databaseNoResponse: Rule = {
  code: 'database-no-response',
  ofFailures: true,
  judge(view) {
    const failing = greetingsOf(view).filter(
      ({ greet: { failure } }) => failure !== null && !NOT_MEANT.has(failure.code),
    )
    const [first] = failing
    if (first === undefined) return null
    const { greet } = first
    const elsewhere = answersElsewhere(view)
    const said =
      greet.phase === 'sent' ? 'said nothing' : 'began to answer, and the connection ended'
    return {
      severity: elsewhere ? 'warn' : 'fail',
      subject: view.target.host,
      summary: `${view.target.host} (${greet.address}) accepted the connection and as ${PROTOCOL_NAMES[greet.protocol]} ${said}: ${words(greet.failure)} ${after(duration(greet))}${elsewhere ? '; another address answers' : ''}`,
      evidence: cite(...failing.map((one) => one.greet)),
    }
  },
}
