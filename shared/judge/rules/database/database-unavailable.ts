import { answersElsewhere, refusedBy } from '../../database/greetings.ts'
import { PROTOCOL_NAMES } from '../../database/refusal.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/** The server answers that it takes nobody now. No rule of a network is at fault. Source: the row of database/refusal.ts. */
export const databaseUnavailable: Rule = {
  code: 'database-unavailable',
  judge(view) {
    const refused = refusedBy(view, ['unavailable'])
    if (refused === null) return null
    const { greet, leg, refusal } = refused
    const { code, message } = greet.error ?? { code: '', message: '' }
    return {
      ...(answersElsewhere(view) && { severity: 'warn' as const }),
      subject: view.target.host,
      summary: `${PROTOCOL_NAMES[greet.protocol]} at ${view.target.host} (${leg.address}) takes no connections now: error ${code}: “${shown(message, 160)}”`,
      docs: refusal.source,
      evidence: cite(leg.connect, greet),
    }
  },
}
