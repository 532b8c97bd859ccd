const ISO = '2026-11-20T10:00:00.1234567Z'

/** A structured record of Azure Firewall in the envelope of a diagnostic setting. */
export function row(columns: Record<string, unknown>): string {
  return JSON.stringify({ category: 'AZFWApplicationRule', time: ISO, properties: columns })
}

function google(payload: object, more: object = {}): string {
  return JSON.stringify({
    timestamp: ISO,
    logName: 'projects/p/logs/x',
    jsonPayload: payload,
    ...more,
  })
}

function connection(dest_ip: string, dest_port: number, protocol = 6): object {
  return { src_ip: '10.128.0.2', src_port: 40_000, dest_ip, dest_port, protocol }
}

const EGRESS = { reference: 'network:vpc/firewall:deny', direction: 'EGRESS' }
export const NOTHING = 'ignored'
export const UNKNOWN = 'malformed'
export const UNREAD = 'unread'

/** Lines of every format and what they say: outcome, protocol, host, port. */
// biome-ignore format: one line a line
export const LINES: readonly (readonly [line: string, says: string])[] = [
  // Azure Firewall, text
  ['HTTPS request from 10.0.0.4:50000 to oryx-cdn.microsoft.io:443. Action: Deny. No rule matched. Proceeding with default action', 'denied https oryx-cdn.microsoft.io:443'],
  ['2026-11-20T10:00:00Z HTTPS request from 10.0.0.4:50000 to PyPI.org.:443. Action: Allow. Rule Collection: build. Rule: python', 'allowed https pypi.org:443'],
  ['HTTP  request from 10.0.0.4:50776 to ocsp.example.com:80. Url: ocsp.example.com/MFQ=. Action: Allow. Policy: p1. Rule Collection Group: g. Rule Collection: c. Rule: r, HTTP', 'allowed http ocsp.example.com:80'],
  ['HTTPS request from 10.0.0.4:1 to a.example:443. Action: Deny. Policy: p1. Rule Collection Group: g. Rule Collection: c. Rule: r. Web Category: Games', 'denied https a.example:443'],
  ['HTTPS request from 10.0.0.4:1 to a.example:443. Action: Deny. Failed to resolve address a.example:443: lookup a.example on 10.0.0.53:53: no such host', 'denied https a.example:443'],
  ['HTTPS request from 10.0.0.4:6065. Action: Deny. Reason: SNI TLS extension was missing.', 'denied https -:-'],
  ['TCP request from 10.0.0.4:50000 to 10.1.0.5:1433. Action: Deny.', 'denied tcp 10.1.0.5:1433'],
  ['TCP request from 10.0.0.4:50000 to 10.1.0.5:1433. Action: Allow. Policy: p1. Rule Collection Group: g. Rule Collection: c. Rule: r', 'allowed tcp 10.1.0.5:1433'],
  ['TCP request from 10.0.0.4:1 to 10.1.0.5:443. Action: drop. Signature: 2028816. IDS: Possible. Priority: 3. Classification: Unknown', 'denied tcp 10.1.0.5:443'],
  ['TCP request from 10.0.0.4:1 to 10.1.0.5:443. Action: alert. Signature: 2028816. IDS: Possible. Priority: 3.', NOTHING],
  ['HTTP request from 10.0.0.4:1 to bad.example:80. Url: bad.example. Action: Deny. ThreatIntel: Bot Networks', 'denied http bad.example:80'],
  ['UDP request from 10.0.0.4:59960 to 8.8.8.8:53. Action: Deny.', 'denied udp 8.8.8.8:53'],
  ['ICMP Type=8 request from 10.0.0.4 to 10.1.0.5. Action: Deny.', 'denied icmp 10.1.0.5:-'],
  ['ICMP Type=8 request from 10.0.0.4: to 10.1.0.5:. Action: Deny.', 'denied icmp 10.1.0.5:-'],
  ["TCP request from 203.0.113.9:5000 to 20.1.2.3:443 was DNAT'ed to 10.0.0.4:443", NOTHING],
  ['DNS Request: 10.0.0.4:48197 - 15676 AAAA IN st.blob.core.windows.net. udp 55 false 512 NOERROR qr,rd,ra 111 0.2s', 'allowed dns st.blob.core.windows.net:53'],
  ['DNS Request: 10.0.0.4:48197 - 15676 A IN nothing.example. udp 55 false 512 NXDOMAIN qr,rd 111 0.2s', 'failed dns nothing.example:53'],
  ['DNS Request: 10.0.0.4:48197 - 15676 A IN slow.example. udp 55 false 512 NOERROR - 0 2.0003s', 'failed dns slow.example:53'],
  [' Error: 2 slow.example. A: read udp 10.0.1.5:49126->192.0.2.53:53: i/o timeout', 'failed dns slow.example:53'],
  // Azure Firewall, structured
  [row({ Protocol: 'HTTPS', SourceIp: '10.0.0.4', DestinationPort: 443, Fqdn: 'pypi.org', TargetUrl: '', Action: 'Deny', ActionReason: 'Default Action' }), 'denied https pypi.org:443'],
  [row({ Protocol: 'TCP', SourceIp: '10.0.0.4', DestinationPort: 1433, DestinationIp: '10.1.0.5', Action: 'Allow', Rule: 'r' }), 'allowed tcp 10.1.0.5:1433'],
  [row({ Protocol: 'HTTPS', SourceIp: '10.0.0.4', DestinationPort: 443, Fqdn: '', Action: 'Deny', ActionReason: 'SNI TLS extension was missing' }), 'denied https -:443'],
  [row({ QueryName: 'pypi.org.', QueryType: 'A', Protocol: 'udp', ResponseCode: 'NOERROR', SourceIp: '10.0.0.4' }), 'allowed dns pypi.org:53'],
  [row({ QueryName: 'pypi.org.', QueryType: 'A', ResponseCode: 'SERVFAIL', ErrorMessage: 'i/o timeout' }), 'failed dns pypi.org:53'],
  [row({ msg: 'HTTPS request from 10.0.0.4:1 to pypi.org:443. Action: Deny. No rule matched. Proceeding with default action' }), 'denied https pypi.org:443'],
  [JSON.stringify({ TimeGenerated: ISO, Type: 'AZFWApplicationRule', Protocol: 'HTTPS', Fqdn: 'pypi.org', DestinationPort: '443', Action: 'Allow' }), 'allowed https pypi.org:443'],
  [JSON.stringify({ category: 'AZFWNatRule', time: ISO, properties: { TranslatedIp: '10.0.0.4' } }), NOTHING],
  // squid
  ['1721278361.538   2187 192.0.2.127 TCP_TUNNEL/200 20436 CONNECT gw.example.com:443 - HIER_DIRECT/203.0.113.10 -', 'allowed https gw.example.com:443'],
  ['2024/07/18 04:52:41 1721278361.538   2187 192.0.2.127 TCP_TUNNEL/200 20436 CONNECT gw.example.com:443 - HIER_DIRECT/203.0.113.10 -', 'allowed https gw.example.com:443'],
  ['1721278361.538      0 192.0.2.127 TCP_DENIED/403 3999 CONNECT aka.ms:443 - HIER_NONE/- text/html', 'denied https aka.ms:443'],
  ['1721278361.538      0 192.0.2.127 TCP_DENIED/407 3999 CONNECT aka.ms:443 - HIER_NONE/- text/html', 'challenged https aka.ms:443'],
  ['1721278361.538  60000 192.0.2.127 TCP_TUNNEL/503 0 CONNECT aka.ms:443 - HIER_NONE/- -', 'failed https aka.ms:443'],
  ['1721278361.538  60000 192.0.2.127 TCP_MISS/502 0 GET http://c.pki.goog/ - HIER_NONE/- -', 'failed http c.pki.goog:80'],
  ['1721278361.538  60000 192.0.2.127 TCP_MISS/504 0 GET http://c.pki.goog/ - HIER_NONE/- -', 'failed http c.pki.goog:80'],
  ['1721278361.538  60000 192.0.2.127 TCP_MISS/505 0 GET http://c.pki.goog/ - HIER_DIRECT/203.0.113.10 -', 'allowed http c.pki.goog:80'],
  ['1721278361.538  60000 192.0.2.127 TCP_MISS/501 0 GET http://c.pki.goog/ - HIER_DIRECT/203.0.113.10 -', 'allowed http c.pki.goog:80'],
  ['1721278361.538      9 192.0.2.127 TCP_MISS/403 3999 CONNECT aka.ms:443 - FIRSTUP_PARENT/192.0.2.9 text/html', 'denied https aka.ms:443'],
  ['1721278361.538      9 192.0.2.127 TCP_MISS/404 399 GET http://c.pki.goog/r/x.crl user HIER_DIRECT/203.0.113.10 text/html', 'allowed http c.pki.goog:80'],
  ['1721278361.538      9 192.0.2.127 TCP_DENIED/403 399 GET http://[2001:DB8::1]:8080/ - HIER_NONE/- text/html', 'denied http 2001:db8::1:8080'],
  ['1721278361.538      9 192.0.2.127 TCP_MISS_ABORTED/000 0 GET http://slow.example/ - HIER_DIRECT/203.0.113.10 -', 'failed http slow.example:80'],
  ['1721278361.538      9 192.0.2.127 NONE/400 399 NONE error:invalid-request - HIER_NONE/- text/html', NOTHING],
  ['192.0.2.127 - - [18/Jul/2024:04:52:41 +0900] "CONNECT aka.ms:443 HTTP/1.1" 403 3999 "-" "curl/8" TCP_DENIED:HIER_NONE', 'denied https aka.ms:443'],
  ['192.0.2.127 - - [18/Jul/2024:04:52:41 +0900] "GET http://c.pki.goog/ HTTP/1.1" 200 39 TCP_MISS:HIER_DIRECT', 'allowed http c.pki.goog:80'],
  // Google
  [google({ connection: connection('199.36.153.5', 443), disposition: 'DENIED', rule_details: EGRESS }), 'denied tcp 199.36.153.5:443'],
  [google({ connection: connection('8.8.8.8', 53, 17), disposition: 'ALLOWED', rule_details: EGRESS, remote_location: { country: 'usa' } }), 'allowed udp 8.8.8.8:53'],
  [google({ connection: connection('10.0.0.4', 22), disposition: 'DENIED', rule_details: { direction: 'INGRESS' } }), NOTHING],
  [google({ connection: connection('10.0.0.4', 22), bytes_sent: '1' }), UNREAD],
  [google({ enforcedGatewaySecurityPolicy: { hostname: 'pypi.org', matchedRules: [{ action: 'DENIED', name: 'r' }] } }, { httpRequest: { requestMethod: 'CONNECT', requestUrl: 'pypi.org:443', status: 403 } }), 'denied https pypi.org:443'],
  [google({ enforcedGatewaySecurityPolicy: { hostname: 'c.pki.goog:80', matchedRules: [{ action: 'ALLOWED', name: 'r' }] } }, { httpRequest: { requestUrl: 'http://c.pki.goog/x', status: 200 } }), 'allowed http c.pki.goog:80'],
  [google({}, { resource: { type: 'networkservices.googleapis.com/Gateway' }, httpRequest: { requestUrl: 'https://pypi.org/simple', status: 403 } }), 'denied https pypi.org:443'],
  // none of them
  ['hello', UNKNOWN],
  ['{"a": 1}', UNKNOWN],
  ['{"a": ', UNKNOWN],
  ['192.0.2.1 - - [18/Jul/2024:04:52:41 +0900] "GET / HTTP/1.1" 200 39 "-" "curl/8"', UNREAD],
  ['# a comment', NOTHING],
]
