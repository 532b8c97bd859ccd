import { refusedBy } from '../../database/greetings.ts'
import { callerIn, PROTOCOL_NAMES } from '../../database/refusal.ts'
import { databaseRemedy, isOfAzure } from '../../database/remedy.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/**
 * The database server itself turns this host away before it knows a user; the path to it works. PostgreSQL chooses the
 * line of pg_hba.conf by user and database as well, so that on a server of one’s own its no is said to the probe’s user
 * and is a warning; Azure makes these lines from the network settings, for all users alike.
 * Source: the row of database/refusal.ts that matched.
 */
export const databaseDenied: Rule = {
  code: 'database-denied',
  judge(view) {
    const refused = refusedBy(view, ['network', 'public-off', 'locked-out'])
    if (refused === null) return null
    const { greet, leg, refusal } = refused
    const { code, message } = greet.error ?? { code: '', message: '' }
    const caller = callerIn(message)
    const saw = caller === null ? '' : `; it saw the caller as ${caller}`
    const mayBeUser = greet.protocol === 'postgresql' && !isOfAzure(view)
    return {
      ...(mayBeUser && { severity: 'warn' as const }),
      subject: view.target.host,
      summary: `${PROTOCOL_NAMES[greet.protocol]} at ${view.target.host} (${leg.address}) denies this host before a login: error ${code}${saw}: “${shown(message, 160)}”`,
      ...databaseRemedy(view, refused),
      docs: refusal.source,
      evidence: cite(leg.connect, greet),
    }
  },
}
