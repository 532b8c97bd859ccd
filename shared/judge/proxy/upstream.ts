import { type ProxyAnswer, pageWords, reasonOf } from './answer.ts'

/** Why a proxy did not reach a target, by its own words. */
export type UpstreamTrouble =
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'forwarding'
  | 'busy'
  | 'scanner'
  | 'unsaid'

/**
 * The words of squid (its error pages and X-Squid-Error, with the errno behind it), of Proxy-Status (RFC 9209, 2.3), and
 * of the system's own messages that Envoy, HAProxy, tinyproxy, mitmproxy, Go and Java proxies repeat.
 */
const WORDS: readonly (readonly [UpstreamTrouble, RegExp])[] = [
  ['scanner', /ERR_ICAP_FAILURE|\bICAP\b|\b(?:content|virus|antivirus|malware) scann(?:er|ing)\b/i],
  [
    'dns',
    /ERR_DNS_FAIL|dns_error|dns_timeout|destination_not_found|no such host|name or service not known|nodename nor servname|(could(\s?not|n[’']t)|can(\s?not|[’']t)) (be )?resolve|unable to (resolve|determine ip)|getaddrinfo|nxdomain|unknown ?host|host(name)? not found|dns[ _](resolution|lookup|failure|error)/i,
  ],
  [
    'refused',
    /ERR_CONNECT_FAIL (111|61)\b|connect error: (111|61)\b|connection[ _]refused|ECONNREFUSED/i,
  ],
  [
    'unreachable',
    /ERR_CONNECT_FAIL (101|113)\b|connect error: (101|113)\b|destination_ip_unroutable|no route to host|(network|host) is unreachable|E(HOST|NET)UNREACH/i,
  ],
  [
    'timeout',
    /ERR_CONNECT_FAIL 110\b|connect error: 110\b|ERR_READ_TIMEOUT|connection_(read_|write_)?timeout|timed[ -]?out|time-?out|ETIMEDOUT/i,
  ],
  ['tls', /ERR_SECURE_CONNECT_FAIL|tls_(protocol_error|certificate_error|alert_received)/i],
  ['forwarding', /ERR_CANNOT_FORWARD|destination_unavailable|no healthy upstream/i],
  ['busy', /ERR_SHUTTING_DOWN|ERR_LIFETIME_EXP|connection_limit_reached|overload|too many/i],
]

/** What the proxy says that stood between it and the target. A header goes before the page; a bare 504 is a time-out. */
export function upstreamTrouble(answer: ProxyAnswer): UpstreamTrouble {
  const page = `${pageWords(answer)} ${answer.body}`
  for (const text of [reasonOf(answer), page]) {
    const found = WORDS.find(([, words]) => words.test(text))
    if (found !== undefined) return found[0]
  }
  return answer.status === 504 ? 'timeout' : 'unsaid'
}
