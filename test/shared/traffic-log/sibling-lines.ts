import { entryOf, nat, violation } from './google-lines.ts'
import { row } from './lines.ts'

const ISO = '2026-11-20T10:00:00Z'

const palo = (type: string, fields: Readonly<Record<number, string>>, length = 60) =>
  `1,2026/11/20 09:12:41,001234567890,${type},${Array.from({ length }, (_, i) => fields[i] ?? '')
    .slice(4)
    .join(',')}`
const nsg = (tuple: string, rule?: string) =>
  JSON.stringify({
    category: 'NetworkSecurityGroupFlowEvent',
    properties: { flows: [{ rule, flows: [{ flowTuples: [tuple, 7] }] }] },
  })
const analytics = (more: object) =>
  JSON.stringify({ TimeGenerated: ISO, FlowStatus: 'Denied', DestinationPort: 443, ...more })
const squid = (tag: string, request: string) =>
  `1721278361.538 9 192.0.2.127 ${tag} 399 ${request} - HIER_DIRECT/203.0.113.10 -`
const forti = (pairs: string) =>
  `date=2026-11-20 time=09:12:41 tz="+0900" logid="1" type="traffic" srcip=10.1.1.5 ${pairs}`
const arc = (level: string, text: string) => `time=${ISO} level=${level} msg="${text}"`
const zscaler = (...pairs: string[]) => ['2026-11-20', 'product=NSS', ...pairs].join('\t')
const elff = (fields: string, values: string) => `#Fields: ${fields}\n${values}`
const gateway = (payload: object, request: object, more: object = {}) =>
  entryOf('networkservices.googleapis.com/gateway_requests', {
    jsonPayload: { enforcedGatewaySecurityPolicy: payload },
    httpRequest: request,
    ...more,
  })
const inspected = (log: string, payload: object) =>
  entryOf(`networksecurity.googleapis.com/${log}`, { jsonPayload: payload })
const dns = (payload: object) =>
  entryOf('dns.googleapis.com/dns_queries', {
    jsonPayload: { queryName: 'a.example.', ...payload },
  })
const firewall = (connection: object, more: object = {}) =>
  entryOf('compute.googleapis.com/firewall', {
    jsonPayload: {
      connection: { src_ip: '10.8.0.7', dest_ip: '20.1.2.3', ...connection },
      disposition: 'DENIED',
      rule_details: { direction: 'EGRESS' },
      ...more,
    },
  })

/**
 * Siblings of the lines of the other tables: other capitals, the other family of addresses, every action, every part
 * that may be absent, and both sides of each limit.
 */
// biome-ignore format: one line a line
export const SIBLING_LINES: readonly string[] = [
  // pf
  'rule 5/0(match): PASS OUT on em0: IP6 2001:db8::5.50000 > 2001:db8::9.53: UDP, length 3',
  'rule 5/0(match): match out on em0: 10.1.1.5.50000 > 20.1.2.3.443: Flags [S], seq 1',
  'rule 5/0(match): block in on em0: 20.1.2.3.443 > 10.1.1.5.50000: Flags [S], seq 1',
  'filterlog[9]: 5,,,1,em0,match,Block,OUT,6,0x00,0x00000,64,UDP,17,40,2001:db8::5,2001:db8::9,50000,53,20',
  'filterlog: 5,,,1,em0,match,pass,out,4,0x0,,64,1,0,DF,1,icmp,60,10.1.1.5,20.1.2.3,request,1,2',
  'filterlog: 5,,,1,em0,match,rdr,out,4,0x0,,64,1,0,DF,132,SCTP,60,10.1.1.5,20.1.2.3,1,2',
  'filterlog: 5,,,1,em0,match,block,in,4,0x0,,64,1,0,DF,6,tcp,60,20.1.2.3,10.1.1.5,50000,443,0,S',
  // iptables, nftables
  'kernel: [12.3] egress-accepted: IN= OUT=eth0 SRC=10.1.1.5 DST=20.1.2.3 LEN=60 PROTO=TCP SPT=1 DPT=443',
  'kernel: [12.3]   watch  IN= OUT=eth0 SRC=10.1.1.5 DST=20.1.2.3 LEN=60 PROTO=ICMP TYPE=8',
  'IN= OUT=eth0 SRC=10.1.1.5 DST=20.1.2.3 LEN=60',
  `${'deny '.repeat(60)}${'-'.repeat(200)} IN= OUT=eth0 SRC=10.1.1.5 DST=20.1.2.3 LEN=60 PROTO=TCP DPT=443`,
  `[UFW ALLOW]${' '.repeat(220)}IN= OUT=eth0 SRC=10.1.1.5 DST=20.1.2.3 LEN=60 PROTO=TCP DPT=443`,
  // Palo Alto
  palo('TRAFFIC', { 4: 'drop', 7: '10.1.1.5', 8: '20.1.2.3', 23: '7', 25: '53', 29: 'UDP', 30: 'Unknown' }),
  palo('TRAFFIC', { 4: 'end', 8: '20.1.2.3', 23: '0', 25: '443', 29: 'gre', 30: 'Alert' }, 31),
  palo('TRAFFIC', { 4: 'end', 8: '20.1.2.3', 25: '443', 29: 'tcp' }, 30),
  palo('THREAT', { 4: 'url', 8: '20.1.2.3', 11: 'out', 25: '80', 29: 'tcp', 30: 'RESET-both', 31: 'PyPI.org:80/', 33: 'computer' }),
  palo('THREAT', { 4: 'url', 8: '20.1.2.3', 25: '80', 30: 'alert', 31: '/' }),
  palo('THREAT', { 4: 'vulnerability', 8: '20.1.2.3', 25: '443', 29: 'tcp', 30: 'continue', 31: 'pypi.org/', 33: 'x' }),
  palo('TRAFFIC', { 4: 'url', 8: '20.1.2.3', 25: '443', 29: 'tcp', 30: 'allow', 31: 'pypi.org/', 33: 'x' }),
  `1,2026/11/20 09:12:41,001234567890,TRAFFIC,"end,x`,
  // FortiGate
  forti('subtype="forward" dstip=20.1.2.3 dstport=443 proto=17 action="Timeout"'),
  forti('subtype="forward" dstip=20.1.2.3 dstport=443 action="SERVER-RST" policyid=7'),
  forti('subtype="forward" dstip=20.1.2.3 dstport=443 proto=1 action="start"'),
  forti('subtype="forward" dstip=20.1.2.3 dstport=443 proto=6 action="invented"'),
  forti('subtype="webfilter" dstip=20.1.2.3 dstport=443 proto=6 hostname="PyPI.org" action="blocked" catdesc="Games"'),
  forti('subtype="webfilter" dstip=20.1.2.3 dstport=80 proto=6 service="HTTP" hostname="a.example" action="blocked" msg="no"'),
  forti('subtype="dns" dstip=10.0.0.53 dstport=53 qname="a.example" proto=17 action="pass" eventtime=1763629222'),
  forti('subtype="forward" dstip=20.1.2.3 dstport=443 proto=6'),
  forti('subtype="forward" action="deny"'),
  forti('subtype="system" eventtime=1763629222123456789 dstip=20.1.2.3 dstip=9.9.9.9 action=close'),
  'date=2026-11-20 time=09:12:41 tz="-0930" logid="1" type="traffic" dstip=20.1.2.3 action=deny',
  'date=2026-11-20 time=09:12:41 subtype="x" type="traffic" dstip=20.1.2.3 action=deny',
  'type="traffic" dstip=20.1.2.3 action=deny',
  forti('subtype="forward" dstip=20.1.2.3 action=deny policyid=7 msg="said" catdesc="Games"'),
  forti('subtype="forward" dstip=20.1.2.3 action=deny policyid=7 catdesc="Games"'),
  // Zscaler
  zscaler('protocol=HTTP', 'action=Allow', 'url=HTTP://PyPI.org/simple', 'clientip=10.1.1.5'),
  zscaler('protocol=http', 'action=BLOCKED', 'hostname=a.example', 'reason=Games'),
  zscaler('action=allowed', 'url=a.example:8443/x'),
  zscaler('action=allowed'),
  zscaler('url=a.example'),
  // Cisco
  '%ASA-4-106023: Deny protocol 47 src inside:10.1.1.5 dst outside:20.1.2.3 by access-group "egress"',
  '%ASA-4-106023: Deny TCP src inside:2001:db8::5/50000(who) dst outside:2001:db8::9/443 [0x0, 0x0]',
  '%ASA-6-106100: access-list egress DENIED udp inside/10.1.1.5(50000) -> outside/20.1.2.3(53)',
  '%ASA-6-106100: access-list egress denied tcp inside/10.1.1.5(50000) -> outside/20.1.2.3(443) hit-cnt 0 first hit',
  '%ASA-6-106100: access-list egress est-allowed tcp inside/10.1.1.5(50000) -> outside/20.1.2.3(443) hit-cnt 9 x',
  '%ASA-6-302013: Built outbound TCP connection 12 for outside:20.1.2.3/443 (20.1.2.3/443) to inside:10.1.1.5/50000 (x)',
  '%ASA-6-302013: Built OUTBOUND TCP connection 12 for outside:20.1.2.3/443 (20.1.2.3/443) to inside:10.1.1.5/50000 (x)',
  '%ASA-6-302013: Built inbound TCP connection 12 for outside:20.1.2.3/443 (20.1.2.3/443) to inside:10.1.1.5/50000 (x)',
  '%ASA-6-302014: Teardown TCP connection 12 for outside:20.1.2.3/443 to inside:10.1.1.5/50000 duration 0:00:30 bytes 0 TCP Reset-O ',
  '%ASA-6-302014: Teardown TCP connection 12 for outside:20.1.2.3/443 to inside:10.1.1.5/50000 duration 0:00:30 bytes 9 TCP Reset-O',
  '%ASA-6-302014: Teardown TCP connection 12 for outside:20.1.2.3/443 to inside:10.1.1.5/50000 duration 0:00:30 bytes 0 TCP FINs',
  '%FTD-1-430003: AccessControlRuleAction: Trust, DstIP: 20.1.2.3, DstPort: 443',
  '%FTD-1-430003: AccessControlRuleAction: Fastpath, SrcIP: 10.1.1.5, URL: http://A.example:8080/x, DstPort: 8080',
  '%FTD-1-430003: AccessControlRuleAction: Interactive Block, SrcIP: 10.1.1.5, Protocol: UDP',
  // ELFF
  elff('date time action protocol src-ip dst-ip dst-port path', '2026-11-20 09:12:41 DROP TCP 203.0.113.9 10.1.1.5 22 RECEIVE'),
  elff('date time action protocol src-ip dst-ip dst-port path', '2026-11-20 09:12:41 DROP UDP 10.1.1.5 10.1.0.4 53 SEND'),
  elff('date time action protocol src-ip dst-ip dst-port path', '2026-11-20 09:12:41 INFO-EVENTS-LOST - - - - -'),
  elff('date time c-ip cs-method cs-host s-action sc-status', '2026-11-20 09:12:41 10.1.1.5 CONNECT a.example:8443 TCP_TUNNELED 200'),
  elff('cs-method cs-host cs-uri-port s-action', 'CONNECT a.example 80 TCP_TUNNELED'),
  elff('cs-method cs-host cs-uri-port s-action', 'GET a.example 443 TCP_NC_MISS'),
  elff('cs-method cs(Host) r-port sc-filter-result sc-status', '"GET" "a.example" 8080 OBSERVED 407'),
  elff('cs-uri s-action x-exception-id cs-categories', 'http://a.example/x TCP_ERR_MISS dns_unresolved_hostname "Games"'),
  elff('cs-host s-action sc-status', 'a.example TCP_NC_MISS 502'),
  elff('cs-host s-action sc-status', 'a.example TCP_NC_MISS 505'),
  elff('cs-host r-host s-action sc-category', '- b.example TCP_AUTH_MISS Games'),
  elff('cs-host r-host s-action', '"" b.example BLOCKED'),
  elff('cs-host s-action', 'a.example -'),
  elff('cs-host s-action', 'a.example TCP_NC_MISS more'),
  elff('cs-host s-action', '#a.example TCP_NC_MISS'),
  // squid
  squid('TCP_TUNNEL/503', 'CONNECT a.example:443'),
  squid('TCP_TUNNEL/400', 'CONNECT a.example:8443'),
  squid('TCP_TUNNEL/399', 'CONNECT a.example:443'),
  squid('TCP_MISS/403', 'GET http://a.example/'),
  squid('TCP_MISS/400', 'GET FTP://a.example/'),
  squid('TCP_MISS/200', 'GET HTTPS://user@A.example/'),
  squid('TCP_MISS/200', 'GET cache_object://localhost/'),
  squid('TCP_MISS/000', 'CONNECT a.example:443'),
  '1763629222.250 TCP_DENIED/403 3890 CONNECT a.example:443 - HIER_NONE/- text/html',
  '[2026-11-20T09:12:41.5Z] from 2001:db8::5 UDP_DENIED/403 0 GET http://a.example/',
  '2026-11-20 09:12:41 10.1.1.5 NONE/403 0 GET http://a.example/',
  '2026-11-20 09:12:41 10.1.1.5 SOME_TAG/403 0 GET http://a.example/',
  // NSG and VNet flow logs, Traffic Analytics
  nsg('1763629222,10.20.1.4,20.60.10.20,50001,443,1,O,D'),
  nsg('1763629222,10.20.1.4,20.60.10.20,50001,443,U,O,A', 'r'),
  nsg('17636292225,10.20.1.4,20.60.10.20,50001,443,GRE,O,D', 'r'),
  nsg('176362922256,10.20.1.4,20.60.10.20,50001,443,6,O,D', 'r'),
  nsg('0,10.20.1.4,20.60.10.20,50001,443,6,O,D', 'r'),
  nsg('soon,10.20.1.4,20.60.10.20,50001,443,6,O,D', 'r'),
  nsg('1763629222,10.20.1.4,20.60.10.20,50001,443,T,X,D', 'r'),
  analytics({ DestinationIp: '20.1.2.3', Protocol: 'U', SourceIp: '10.1.1.5', AclRule: 'r', DeniedOutFlows: 3 }),
  analytics({ DestinationIp: '20.1.2.3', DeniedOutFlows: 0 }),
  analytics({ DestinationIp: '20.1.2.3', DeniedOutFlows: 1.5 }),
  analytics({ DestPublicIps: '20.1.2.3|1|0 20.1.2.4', FlowDirection: 'Outbound', FlowStatus: 'Allowed', AllowedOutFlows: '4', DeniedOutFlows: 9 }),
  analytics({ FlowDirection: 'Inbound', DestinationIp: '20.1.2.3' }),
  analytics({ FlowDirection: 'I', DestinationIp: '20.1.2.3' }),
  analytics({ FlowDirection: 'O' }),
  // Azure Firewall
  row({ Protocol: 'HTTPS', Fqdn: 'a.example', Action: ' DENY ', Count: 0 }),
  row({ Fqdn: 'a.example', DestinationPort: 443, Action: 'Allow', NetworkRuleCount: 3, Policy: 'p', Rule: 'r' }),
  row({ Fqdn: 'a.example', DestinationPort: 80, Action: 'Deny', Count: 2.5, ThreatDescription: 'Bot' }),
  row({ DestinationIp: '10.1.0.5', DestinationPort: 1433, Action: 'Deny', Count: -1 }),
  row({ TargetUrl: 'a.example/x', Protocol: 'HTTP', Action: 'Deny' }),
  row({ Fqdn: 'a.example', Action: 'toString' }),
  row({ Fqdn: 'a.example' }),
  row({ QueryName: 'a.example.', ResponseCode: 'NXDOMAIN', SourceIp: '10.0.0.4' }),
  row({ QueryName: 'a.example.' }),
  row({ QueryName: 'a.example.', ErrorMessage: 'i/o timeout' }),
  JSON.stringify({ category: 'Else', time: ISO, properties: { Fqdn: 'a.example' } }),
  JSON.stringify({ TimeGenerated: ISO, msg_s: 'TCP request from 10.0.0.4:1 to 10.1.0.5:1433. Action: Deny.' }),
  '2026-11-20T10:00:00Z DNS Request: 10.0.0.4:48197 - 15676 A IN a.example. udp 55 false 512 NOERROR qr,rd,ra 111 0.2s',
  '2026-11-20T10:00:00Z  Error: 2 a.example. A: read udp 10.0.1.5:49126->192.0.2.53:53: i/o timeout',
  row({ Fqdn: 'a.example', Action: 'Deny', ActionReason: 'Default Action', Policy: 'p', Rule: 'r' }),
  row({ Fqdn: 'a.example', Action: 'Deny', Policy: 'p', Rule: 'r', ThreatDescription: 'Bot' }),
  row({ Protocol: 'HTTPS', SourceIp: '10.0.0.4', Action: 'Deny' }),
  JSON.stringify({ Type: 'Else', Protocol: 'HTTPS', SourceIp: '10.0.0.4', Action: 'Deny' }),
  ...['{"Fqdn":"a.example","Action":"Deny"}', '{"Fqdn"'].map((properties) => JSON.stringify({ category: 'AZFWApplicationRule', time: ISO, properties })),
  // Two columns for one thing, in either order
  row({ Fqdn: 'a.example', TargetFqdn: 'b.example', Action: 'Deny', DestinationPort: 443 }),
  row({ TargetFqdn: 'b.example', Fqdn: 'a.example', Action: 'Deny', DestinationPort: 443 }),
  'Fqdn,TargetFqdn,Action\na.example,b.example,Deny',
  'Fqdn,TargetFqdn,Action\n,b.example,Deny',
  JSON.stringify({ tables: [{ columns: [{ ColumnName: 'Fqdn' }, { ColumnName: 'Action' }], rows: [['a.example', 'Deny'], 'x'] }] }),
  // Azure DNS
  JSON.stringify({ time: ISO, category: 'DnsResponse', properties: { QueryName: 'a.example.', ResponseCode: 0, SourceIp: '10.0.0.4' } }),
  JSON.stringify({ time: ISO, category: 'DnsResponse', properties: { QueryName: 'a.example.', ResponseCode: 0, SourceIpAddress: '10.0.0.4' } }),
  // arcproxy.log
  ...['WARN', 'ERROR', 'INFO'].map((level) => `${arc('INFO', 'P:2:C:14 127.0.0.1:50089 --> a.example:443 on HTTP-1.1')}\n${arc(level, 'P:2:C:14 in some words')}`),
  `${arc('INFO', 'P:2:C:14 127.0.0.1:50089 --> a.example:443 on HTTP-1.1')}\n${arc('ERROR', 'P:2:C:14 in some words').replace(/time=\S+/, 'time=not-any-time-at-all')}`,
  // Names of columns that are of Google's only together
  'logName,Fqdn,Action\nx,b.example,Deny',
  'jsonPayload.a,Fqdn,Action\nx,b.example,Deny',
  JSON.stringify({ time: ISO, category: 'DnsResponse', properties: { QueryName: 'a.example.', ResponseCode: 2 } }),
  JSON.stringify({ time: ISO, category: 'DnsResponse', properties: { QueryName: 'a.example.', ResponseCode: 0, ResolutionPath: 'x' } }),
  // Google
  firewall({ protocol: 1 }),
  firewall({ protocol: 58, dest_ip: '2001:db8::9' }),
  firewall({ protocol: 17, dest_port: 53 }, { remote_instance: { vm_name: 'db' }, remote_location: { country: 'usa' } }),
  firewall({ protocol: 6, dest_port: 65_535 }, { disposition: 'ALLOWED', rule_details: {} }),
  firewall({ protocol: 6, dest_port: 65_536 }),
  firewall({ protocol: 6, dest_port: 0 }),
  firewall({ protocol: 6, dest_port: 1.5 }),
  firewall({ protocol: 6, dest_port: true }),
  firewall({ protocol: 132 }, { disposition: 'LATER' }),
  nat('LATER'),
  nat('DROPPED', { gateway_identifiers: { gateway_name: 'nat', router_name: 'Router!' }, endpoint: {} }),
  nat('DROPPED', { gateway_identifiers: {} }),
  gateway({ hostname: 'a.example:8443', matchedRules: [{ action: 'ALLOWED', name: 'one' }, { action: 'DENIED', name: 'two' }, { action: 'DENIED', name: 'three' }] }, { requestUrl: 'HTTPS://b.example/', status: 200, remoteIp: '10.8.0.7:4000' }),
  gateway({ matchedRules: [{ action: 'ALLOWED', name: 'one' }] }, { requestUrl: 'b.example:80/x', status: 502 }),
  gateway({ hostname: 'a.example', matchedRules: [{ action: 'ALLOWED', name: 'one' }] }, { status: 504 }),
  gateway({ hostname: 'a.example', matchedRules: [{ action: 'ALLOWED', name: 'one' }] }, { requestUrl: 'http://a.example/', status: 501 }),
  gateway({ hostname: 'a.example', matchedRules: [{ action: 'ALLOWED', name: 'one' }] }, { status: 505 }),
  gateway({ hostname: 'a.example' }, { status: 403 }),
  gateway({ hostname: 'a.example' }, {}),
  gateway({}, { requestUrl: 'https://a.example/' }, { resource: { type: 'networkservices.googleapis.com/Gateway' } }),
  gateway({}, { requestUrl: 'https://a.example/' }, { resource: { type: '/Gateway/else' } }),
  gateway({ rule: 'x' }, {}),
  inspected('firewall_url_filter', { action: 'Reset', uriMatched: 'https://a.example/x', securityProfileGroupDetails: { securityProfileGroupId: 'g' }, connection: { clientIP: '10.8.0.7', serverIP: '20.1.2.3', serverPort: 80, protocol: 'UDP' } }),
  inspected('firewall_url_filter', { action: 'drop', sessionLayerDetails: { sni: 'a.example' }, connection: { serverPort: 443 } }),
  inspected('firewall_threat', { action: 'later', threatId: '39040', connection: { clientIp: '10.8.0.7', serverIp: '20.1.2.3', serverPort: 443 } }),
  inspected('firewall_threat', { action: 'deny', connection: { clientIp: '10.8.0.7', serverIp: '20.1.2.3', serverPort: 443, protocol: 17 } }),
  inspected('firewall_threat', { connection: { clientIp: '10.8.0.7', serverIp: '20.1.2.3' } }),
  inspected('firewall_threat', { action: 'deny', connection: {} }),
  violation({ dryRun: 'true', egressViolations: [], violationReason: undefined }),
  violation({ egressViolations: undefined, ingressViolations: [{ source: 'projects/1' }] }),
  violation({ egressViolations: undefined, ingressViolations: undefined, securityPolicyInfo: { servicePerimeterName: 'named' } }),
  violation({ egressViolations: undefined, vpcServiceControlsUniqueId: 'a b"c' }),
  violation({ egressViolations: [{ targetResource: 'projects/2' }] }, { authenticationInfo: {}, serviceName: undefined }),
  dns({ responseCode: 'NXDOMAIN', target_type: 'private-zone', target_name: 'corp' }),
  dns({ responseCode: 'NXDOMAIN', target_type: 'private-zone' }),
  dns({ responseCode: 'NXDOMAIN', target_type: 'public-zone' }),
  dns({ responseCode: 'SERVFAIL', target_type: 'forwarding-policy', target_name: 'p' }),
  dns({ responseCode: 'SERVFAIL', target_type: 'private-zone', target_name: 'p' }),
  dns({ responseCode: 'SERVFAIL' }),
  dns({ queryName: undefined, responseCode: 'NOERROR' }),
  dns({}),
  violation({ ingressViolations: [{ servicePerimeter: 'accessPolicies/1/servicePerimeters/other', source: 'projects/3' }] }),
  gateway({ hostname: 'a.example', matchedRules: [{ action: 'ALLOWED', name: 'one' }] }, { status: 403 }),
  inspected('firewall_url_filter', { action: 'deny', sessionLayerDetails: { sni: 'a.example' }, applicationLayerDetails: { uri: 'b.example/x' }, uriMatched: 'c.example', connection: { serverPort: 443 } }),
  inspected('firewall_url_filter', { action: 'deny', applicationLayerDetails: { uri: 'b.example/x' }, uriMatched: 'c.example', connection: { serverPort: 443 } }),
  // Output of programs
  entryOf('run.googleapis.com/stderr', { textPayload: 'ERROR Get "https://a.example/": connection refused' }),
  entryOf('run.googleapis.com/stderr', { jsonPayload: { message: 'Get "https://a.example/": connection refused' } }),
  entryOf('run.googleapis.com/stderr', { jsonPayload: { msg: 'Get "https://a.example/": connection refused' } }),
  entryOf('run.googleapis.com/stderr', { jsonPayload: { text: 'Get "https://a.example/": connection refused' } }),
  // BigQuery
  JSON.stringify({ logName: 'projects/p/logs/compute.googleapis.com%2Ffirewall', timestamp: '2026-11-20 10:00:00.5', jsonPayload_v1_firewall: { connection: { dest_ip: '20.1.2.3', dest_port: 443, protocol: 6 }, disposition: 'DENIED' } }),
  JSON.stringify({ logName: 'projects/p/logs/cloudaudit.googleapis.com%2Fpolicy', timestamp: 'soon', protopayload_auditlog: { serviceName: 'storage.googleapis.com' } }),
  JSON.stringify({ logName: 'projects/p/logs/x', protopayload_auditlog: { serviceName: 'a.example', metadataJson: '7' } }),
  // hosts
  squid('TCP_MISS/200', `GET http://${'a'.repeat(249)}.com/`),
  squid('TCP_MISS/200', `GET http://${'a'.repeat(250)}.com/`),
  squid('TCP_MISS/200', 'CONNECT [::ffff:10.0.0.1]:443'),
  squid('TCP_MISS/200', 'CONNECT a:b:443'),
]
