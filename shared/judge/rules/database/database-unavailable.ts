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
      ...(refusal.because === undefined ? {} : BECAUSE[refusal.because]),
      docs: refusal.source,
      evidence: cite(leg.connect, greet),
    }
  },
}

/** What the code says, where it says which. No rule of a network is at fault in either. */
const BECAUSE = {
  full: {
    cause:
      'The server is at its limit: connections that clients do not pool or do not give back, or its load',
    fix: 'Compare the connections in use and the load with the limits of the server; no rule of the network is at fault',
  },
  'not-up': {
    cause: 'The server or the database is paused, starts, stops, fails over or recovers',
    fix: 'Look at the state of the server and of the database; no rule of the network is at fault',
  },
} as const
