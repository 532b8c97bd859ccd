import type { ExchangeObservation } from '../../../model/exchange-observation.ts'
import { exchangesOf, portText } from '../../exchanges.ts'
import { isUnsynchronised } from '../../ntp-words.ts'
import type { Rule } from '../../rule.ts'
import { cite, type Seen } from '../../seen.ts'
import { shown } from '../../text.ts'

/**
 * The NTP server answers, and says itself that its clock is not synchronised: leap 3, stratum 16, or stratum 0 with a
 * kiss code such as INIT. Clients do not use its time. A warning where another address gives time. Source: RFC 5905,
 * 7.3, 7.4 and appendix A.5.5.1.
 */
export const ntpNotSynchronised: Rule = {
  code: 'ntp-not-synchronised',
  judge(view) {
    const exchanges = exchangesOf(view)
    const off = exchanges.filter(isUnsynchronised)
    const [first] = off
    if (first === undefined) return null
    const good = exchanges.some((o) => o.ntp !== undefined && !isUnsynchronised(o))
    return {
      ...(good && { severity: 'warn' as const }),
      subject: view.target.host,
      summary: `${view.target.host} (${portText(off)}) answers and has no time to give: ${saysOf(first)}${good ? '; another address has' : ''}`,
      evidence: cite(...off),
    }
  },
}

function saysOf({ ntp }: Seen<ExchangeObservation>): string {
  if (ntp?.stratum === 0) return `stratum 0, kiss code ${shown(ntp.reference, 8)}`
  return `stratum ${ntp?.stratum}, leap indicator ${ntp?.leap}`
}
