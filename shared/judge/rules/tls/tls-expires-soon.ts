import type { Certificate } from '../../../model/facts.ts'
import { chainOf, pathOf, validity } from '../../certificates.ts'
import { DAY, whose } from '../../dates.ts'
import { handshakesOf } from '../../handshakes.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { capital } from '../../text.ts'

/** Three weeks leave time for a change window. */
const DEFAULT_DAYS = 21

/**
 * A certificate on the way to the root ends within `expect.tls.expiresInDays`; without it within 21 days, the leaf’s
 * within a third of its life when that is shorter, since short-lived certificates are renewed then. A certificate
 * that is presented and not on the way is used by nobody. Source: RFC 5280, 4.1.2.5; RFC 9773, 4.2 (renew after two
 * thirds of the lifetime).
 */
export const tlsExpiresSoon: Rule = {
  code: 'tls-expires-soon',
  judge(view) {
    for (const handshake of handshakesOf(view)) {
      const way = wayOf(view, handshake)
      const at = way.findIndex((c, depth) => endsSoon(view, c, depth === 0))
      const ending = way[at]
      if (ending === undefined) continue
      const { host } = view.target
      const whole = { handshake, certificate: ending, isLeaf: at === 0 }
      return {
        subject: host,
        summary: `${capital(whose(whole, host))} expires in ${timeLeft(daysLeft(view, ending))} (${ending.notAfter.slice(0, 10)})`,
        ...(at === 0 ? {} : AUTHORITY),
        evidence: cite(handshake),
      }
    }
    return null
  },
}

const AUTHORITY = {
  cause:
    'The certificate of an authority ends before that of the server, and with it every certificate below it',
  fix: 'Let the server send the authority’s new certificate, or have its own certificate issued by the new authority; where a root ends, add the new one to the trust stores first',
} as const

/** The way to the root; where it is not known, the leaf, which every client uses. */
function wayOf(view: TargetView, handshake: Parameters<typeof pathOf>[0]) {
  const leafAlone = chainOf(handshake, view.certificates).slice(0, 1)
  return pathOf(handshake, view.certificates) ?? leafAlone
}

function endsSoon(view: TargetView, certificate: Certificate, isLeaf: boolean): boolean {
  const left = daysLeft(view, certificate)
  const byDefault = isLeaf ? defaultLimit(certificate) : DEFAULT_DAYS
  return left >= 0 && left < (view.expect.tls?.expiresInDays ?? byDefault)
}

function daysLeft({ startedAt }: TargetView, certificate: Certificate): number {
  return (validity(certificate).until - startedAt) / DAY
}

/** Whole days, and hours on the last two. */
function timeLeft(days: number): string {
  if (days >= 2) return `${Math.floor(days)} days`
  const hours = Math.floor(days * 24)
  return hours < 1 ? 'less than an hour' : hours === 1 ? '1 hour' : `${hours} hours`
}

function defaultLimit(leaf: Certificate): number {
  const { from, until } = validity(leaf)
  const life = (until - from) / DAY
  return Math.min(DEFAULT_DAYS, life / 3)
}
