import type { RequestObservation } from '../model/observation.ts'
import { isSignIn, type Redirect, redirectIn } from './answer/redirect.ts'
import type { BareView } from './bare-view.ts'

/** By the host that answers in clear lead to: those that they were asked of. */
export type SentAlike = ReadonlyMap<string, ReadonlySet<string>>

/** Words in the addresses of pages that let people into a network. */
const LOGIN =
  /log-?[io]n|sign-?in|sign-?on|auth|sso|portal|welcome|accept|guest|session|redirect|proxy/i

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

export function sentAlike(views: readonly BareView[]): SentAlike {
  const sent = new Map<string, Set<string>>()
  for (const { target, legs } of views) {
    for (const { request } of legs) {
      const redirect = request === null ? null : sentForNow(request)
      if (redirect === null) continue
      const { hostname } = redirect.to
      sent.set(hostname, (sent.get(hostname) ?? new Set()).add(target.host))
    }
  }
  return sent
}
