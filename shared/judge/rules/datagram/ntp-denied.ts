import { exchangesOf, portText } from '../../exchanges.ts'
import { isDenied } from '../../ntp-words.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/**
 * The NTP server turns this client away with a kiss code: DENY and RSTR by its access rules, RATE since it is asked too
 * often, which says nothing of its time: inconclusive. Source: RFC 5905, 7.4.
 */
export const ntpDenied: Rule = {
  code: 'ntp-denied',
  judge(view) {
    const denied = exchangesOf(view).filter(isDenied)
    const [first] = denied
    if (first === undefined) return null
    const code = first.ntp?.reference ?? ''
    const rate = code === 'RATE'
    return {
      ...(rate && { severity: 'inconclusive' as const, ...TOO_OFTEN }),
      subject: view.target.host,
      summary: `${view.target.host} (${portText(denied)}) ${rate ? 'asks to be asked less often' : 'refuses this client'}: kiss code ${code}`,
      evidence: cite(...denied),
    }
  },
}

const TOO_OFTEN = {
  cause:
    'The server limits how often one address may ask: this probe with others behind one public address, or attempts in a row',
  fix: 'Ask it in fewer sweeps, and with limits: { attempts: 1 }; or ask a server of your own',
}
