import { parseIp } from '../../address/ip.ts'
import { isBelow, siteOf } from '../../zone/site.ts'
import { type Answer, headerOf, hostOf } from './answer.ts'
import { vendorAt } from './vendors.ts'

/** Where an answer sends the caller. */
export interface Redirect {
  readonly to: URL
  /** Whose page it is, when it is known for a block page or a portal. */
  readonly block: string | null
}

/** Words that addresses of block pages and portals hold. */
const BLOCK =
  /block(?:ed)?[-_.]?page|\/(?:url)?block(?:ed)?(?:[/.?]|$)|urlblock|url-?filter|web-?filter|content-?filter|access-?denied|captive|walled-?garden|hotspot|wifi-?(?:login|portal)|guest-?(?:login|portal)|\bdenied\.|sslinspect|policy-?(?:violation|denied)|\/\/(?:block|deny|filter|captive|webfilter)(?:ed|ing)?[.-]/i

/** What portals of networks put into their redirects about the caller and its access point. */
const PORTAL =
  /[?&](?:orig_?url|userurl|switch_url|client_?mac|ap_?mac|wlan|ssid|uamip|dst)=|[?&](?:action=cwa|opcode=cp_generate)\b|fgtauth/i

/** What a sign-in puts into its redirects, besides the page to come back to. */
const SIGN_IN = /[?&](?:client_id|response_type|redirect_uri|SAMLRequest|wtrealm|wa|state)=/

/** The redirect of an answer to another site; null when it has none, or stays with its own. */
export function redirectIn(answer: Answer): Redirect | null {
  const host = hostOf(answer)
  const location = locationOf(answer)
  if (location === '' || host === '') return null
  const to = URL.parse(location, answer.url)
  if (to === null || !/^https?:$/.test(to.protocol)) return null
  const target = to.hostname.replace(/^\[|\]$/g, '')
  if (target === host || siteOf(target) === siteOf(host)) return null
  return { to, block: blockAt(to, answer.url ?? '', target, host) }
}

/** A header, or a page that holds nothing but the way to another: in a short body, by `meta` or script. */
function locationOf(answer: Answer): string {
  const { status, body } = answer
  if (status === null) return ''
  if (status >= 300 && status < 400) return headerOf(answer, 'location')
  const refresh = /^\d{1,3}\s{0,3};\s{0,3}url=["']?(.{1,500}?)["']?$/i.exec(
    headerOf(answer, 'refresh'),
  )
  if (refresh?.[1] !== undefined) return refresh[1]
  if (body.length > 1500 || answer.page !== undefined) return ''
  const meta = /http-equiv=["']?refresh["']?[^>]{1,40}url=["']?([^"'>\s]{1,400})/i.exec(body)
  const script =
    /location(?:\.href)?\s{0,3}=\s{0,3}["']([^"']{1,400})["']|location\.(?:replace|assign)\(["']([^"']{1,400})["']/.exec(
      body,
    )
  return meta?.[1] ?? script?.[1] ?? script?.[2] ?? ''
}

function blockAt(to: URL, from: string, target: string, host: string): string | null {
  const where = to.href.slice(0, 1000)
  const vendor = vendorAt(where)
  if (vendor !== null) return vendor
  if (SIGN_IN.test(where)) return null
  if (BLOCK.test(where) || PORTAL.test(where)) return 'a captive portal or block page'
  // From plain HTTP to an address inside: what a portal does, and no site of its own accord. Inside TLS it is the site.
  const inClear = [URL.parse(from)?.protocol, to.protocol].every((scheme) => scheme === 'http:')
  const inside = parseIp(target) !== null && parseIp(host) === null && inClear
  return inside ? 'a captive portal or block page' : null
}

/** Whether an address is one to sign in at, by what identity providers need to come back (OAuth, SAML, WS-Federation). */
export function isSignIn(url: string): boolean {
  return SIGN_IN.test(url)
}

/** Whether a redirect leads to where the service itself sends its callers. */
export function isOwn({ to }: Redirect, redirects: readonly string[]): boolean {
  return isBelow(to.hostname, redirects)
}
