import type { ExchangeObservation } from '../model/exchange-observation.ts'

/** The kiss codes that turn a client away (RFC 5905, 7.4); RATE asks it to come less often. */
const TURNS_AWAY: readonly string[] = ['DENY', 'RSTR', 'RATE']

/** Whether a reply is a denial in NTP. */
export function isDenied({ ntp }: Pick<ExchangeObservation, 'ntp'>): boolean {
  return ntp?.stratum === 0 && TURNS_AWAY.includes(ntp.reference)
}

/** Whether a server says itself that its time is not to be used (RFC 5905, 7.3: leap 3, stratum 0 and 16). */
export function isUnsynchronised(o: Pick<ExchangeObservation, 'ntp'>): boolean {
  const { ntp } = o
  if (ntp === undefined || isDenied(o)) return false
  return ntp.leap === 3 || ntp.stratum === 0 || ntp.stratum >= 16 || ntp.offset === null
}
