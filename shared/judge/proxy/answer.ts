import type { ProxyObservation, RequestObservation } from '../../model/observation.ts'
import { headerOf } from '../answer/answer.ts'
import { shown } from '../text.ts'

/** What of an answer tells who gave it and why. */
export type ProxyAnswer = Pick<ProxyObservation | RequestObservation, 'status' | 'headers' | 'body'>

/**
 * What an answer to CONNECT means. `auth`, `login`: who asks must prove who they are; `denied`, `page`: no; `limited`: not
 * so often; `no-proxy`: no forward proxy answers like that; `wants-tls`: it is to be spoken to in TLS; `upstream`: it
 * tried, or failed itself.
 */
export type Answered =
  | 'opened'
  | 'auth'
  | 'login'
  | 'denied'
  | 'page'
  | 'limited'
  | 'no-proxy'
  | 'wants-tls'
  | 'upstream'

const LOGIN =
  /log-?[io]n|sign-?in|auth|sso|saml|adfs|captive|portal|gateway\.zscaler|idp|[?&]orig(inal)?_?url=/i
/** Servers that got a request in clear at their TLS port: nginx, Apache, Go, Node and Java have one of these. */
const IN_CLEAR =
  /plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server|speaking plain HTTP to an SSL|requires TLS|combination of host and port requires TLS/i
const POLICY = /ERR_(CACHE_)?ACCESS_DENIED|destination_ip_prohibited|http_request_denied/

/**
 * Reads the answer to CONNECT by its status (RFC 9110, 15; RFC 6585 for 429 and 511) and the proxy's own words, which go
 * before the status: squid and others deny with a 503, too.
 */
export function answered(answer: ProxyAnswer, failed: boolean): Answered {
  const { status } = answer
  if (!failed) return 'opened'
  if (status === null || status < 300) return 'page'
  if (IN_CLEAR.test(answer.body) || wantsTls(answer)) return 'wants-tls'
  // Squid names a 407, too, an access denied.
  if (status !== 407 && POLICY.test(reasonOf(answer))) return 'denied'
  if (status < 400) return LOGIN.test(headerOf(answer, 'location')) ? 'login' : 'denied'
  return BY_STATUS[status] ?? (status >= 500 ? 'upstream' : 'denied')
}

const BY_STATUS: Readonly<Record<number, Answered>> = {
  400: 'no-proxy',
  401: 'no-proxy',
  404: 'no-proxy',
  405: 'no-proxy',
  407: 'auth',
  421: 'no-proxy',
  426: 'no-proxy',
  429: 'limited',
  501: 'no-proxy',
  505: 'no-proxy',
  511: 'login',
}

function wantsTls(answer: ProxyAnswer): boolean {
  return answer.status === 426 && /\bTLS\b/i.test(headerOf(answer, 'upgrade'))
}

/** What a proxy says of its own failure: X-Squid-Error, Proxy-Status (RFC 9209), squid's code in the page; else empty. */
export function reasonOf(answer: ProxyAnswer): string {
  const header = headerOf(answer, 'x-squid-error') || headerOf(answer, 'proxy-status')
  return shown(header === '' ? (/\bERR_[A-Z_]{3,40}\b/.exec(answer.body)?.[0] ?? '') : header)
}

/** The product, as it calls itself: `Server: Zscaler/6.2`; empty when it does not. */
export function productOf(answer: ProxyAnswer): string {
  const server = headerOf(answer, 'server')
  const via = headerOf(answer, 'via')
  if (server !== '') return `Server: ${shown(server, 60)}`
  return via === '' ? '' : `Via: ${shown(via, 60)}`
}

/** The page's own words: its title, else its first heading, else what is in it; empty when there is none. */
export function pageWords(answer: ProxyAnswer): string {
  const { body } = answer
  const part =
    /<title[^<>]*>([^<]{2,300})/i.exec(body)?.[1] ?? /<h[1-3][^<>]*>([^<]{2,300})/i.exec(body)?.[1]
  if (part !== undefined && !/^\s*error\s*:?\s*$/i.test(part)) return shown(part, 80)
  return shown(body.replace(/<(style|script)[\s\S]*?(<\/\1>|$)|<[^<>]*>/gi, ' '), 80)
}

/** Status and words in one piece: `403 (ERR_ACCESS_DENIED 0; Server: squid/5.7; “Access denied”)`. */
export function answerText(answer: ProxyAnswer): string {
  const location = headerOf(answer, 'location')
  const page = pageWords(answer)
  const said = [
    reasonOf(answer),
    productOf(answer),
    location === '' ? '' : `Location: ${shown(location, 80)}`,
    page === '' ? '' : `“${page}”`,
  ].filter((part) => part !== '')
  return said.length === 0 ? `${answer.status}` : `${answer.status} (${said.join('; ')})`
}
