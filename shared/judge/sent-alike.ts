import type { RequestObservation } from '../model/observation.ts'
import { siteOf } from '../zone/site.ts'
import { hostOf, wordsOf } from './answer/answer.ts'
import { isPage } from './answer/page-for-file.ts'
import { isSignIn, type Redirect, redirectIn } from './answer/redirect.ts'
import type { BareView } from './bare-view.ts'
import { isVendorHost } from './vendor-hosts.ts'

/** By the host that answers in clear lead to, or by the page that they are: the hosts that were asked. */
export type SentAlike = ReadonlyMap<string, ReadonlySet<string>>

/** Words in the addresses of pages that let people into a network. */
const LOGIN =
  /log-?[io]n|sign-?in|sign-?on|auth|sso|portal|welcome|accept|guest|session|redirect|proxy/i

/** Words of the pages themselves. */
const LETS_IN =
  /\b(?:log|sign)[- ]?[io]n\b|password|passcode|voucher|\bguest|\bterms (?:of|and)\b|\baccept\b|captive|portal|hotspot|wi-?fi|internet access|authenticat/i

/**
 * Where a request in clear was sent for now to another site, to let somebody in: a portal answers so for every name. What
 * moved for good (301, 308), and the protocols of identity providers, are a site's own. Source: RFC 8952, section 2.
 */
export function sentForNow(request: RequestObservation): Redirect | null {
  const { status, url } = request
  if (!url.startsWith('http:') || status === 301 || status === 308) return null
  const redirect = redirectIn(request)
  if (redirect === null || isSignIn(redirect.to.href)) return null
  const asked = URL.parse(url)?.hostname ?? ''
  const { href } = redirect.to
  return LOGIN.test(href) || (asked !== '' && href.includes(asked)) ? redirect : null
}

/**
 * The words of a page that came in clear with success and lets somebody in; null: it is none. A portal shows the same to
 * whoever asks, whatever name is asked for, but for the name itself.
 */
export function pageToLetIn(request: RequestObservation): string | null {
  const { status, url } = request
  if (!url.startsWith('http:') || status === null || status < 200 || status > 299) return null
  if (!isPage(request)) return null
  const words = wordsOf(request).replaceAll(hostOf(request), '')
  return LETS_IN.test(words) ? words : null
}

export function sentAlike(views: readonly BareView[]): SentAlike {
  const sent = new Map<string, Set<string>>()
  for (const { target, legs } of views) {
    for (const { request } of legs) {
      const to =
        request === null ? null : (sentForNow(request)?.to.hostname ?? pageToLetIn(request))
      if (to !== null) sent.set(to, (sent.get(to) ?? new Set()).add(target.host))
    }
  }
  return sent
}

/** Hosts of other sites among those that were answered alike. */
export function othersThan(
  host: string,
  alike: ReadonlySet<string> = new Set(),
): readonly string[] {
  return [...alike].filter((other) => siteOf(other) !== siteOf(host))
}

/** Whether nobody owns all of these hosts: they are of several sites, and one is a public vendor’s. */
export function areUnrelated(hosts: ReadonlySet<string>): boolean {
  return new Set([...hosts].map(siteOf)).size > 1 && [...hosts].some(isVendorHost)
}
