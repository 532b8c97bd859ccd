import { authorityOf } from '../../../address/authority.ts'
import { greetingsOf } from '../../database/greetings.ts'
import { PROTOCOL_NAMES } from '../../database/refusal.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/** What came back is no message of the database protocol: another service, or a proxy that answers in HTTP. */
export const databaseNotSpoken: Rule = {
  code: 'database-not-spoken',
  ofFailures: true,
  judge(view) {
    const failing = greetingsOf(view).filter(({ greet: { failure } }) => {
      return failure?.code === 'database_invalid_response' || failure?.code === 'ssl_not_spoken'
    })
    const [first] = failing
    if (first === undefined) return null
    const { greet } = first
    return {
      subject: view.target.host,
      summary: `${authorityOf(view.target)} (${greet.address}) does not speak the protocol of ${PROTOCOL_NAMES[greet.protocol]}: what came back ${shown(greet.failure?.raw ?? '')}`,
      ...(/HTTP\//.test(greet.failure?.raw ?? '') && {
        cause: 'A web server, proxy or filter answers in HTTP on this port',
      }),
      evidence: cite(...failing.map((one) => one.greet)),
    }
  },
}
