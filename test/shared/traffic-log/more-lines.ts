import { NOTHING, UNKNOWN, UNREAD } from './lines.ts'

const ISO = '2026-11-20T10:00:00Z'
const NSG = (tuple: string) =>
  JSON.stringify({
    records: [
      {
        time: ISO,
        category: 'NetworkSecurityGroupFlowEvent',
        properties: {
          Version: 2,
          flows: [{ rule: 'UserRule_Deny', flows: [{ mac: '00', flowTuples: [tuple] }] }],
        },
      },
    ],
  })
const VNET = (tuple: string) =>
  JSON.stringify({
    records: [
      {
        time: ISO,
        flowLogVersion: 4,
        flowRecords: {
          flows: [{ aclID: 'a', flowGroups: [{ rule: 'DenyAll', flowTuples: [tuple] }] }],
        },
      },
    ],
  })
const google = (more: object) =>
  JSON.stringify({ timestamp: ISO, logName: 'projects/p/logs/x', ...more })
const PALO = (type: string, fields: Readonly<Record<number, string>>) => {
  const all = Array.from({ length: 60 }, (_, i) => fields[i] ?? '')
  return `Nov 20 09:12:41 pa01 1,2026/11/20 09:12:41,001234567890,${type},${all.slice(4).join(',')}`
}

const CEF = (head: string, extension: string) =>
  `<134>Nov 20 09:12:41 fw01 CEF:0|${head}|${extension}`
const EVE = (more: object) =>
  JSON.stringify({
    ...{ timestamp: '2026-11-20T10:00:00.123456+0000', flow_id: 586497171462735 },
    ...{ src_ip: '10.1.1.5', src_port: 50000, dest_ip: '20.1.2.3', dest_port: 443, proto: 'TCP' },
    ...more,
  })
const ZEEK = (log: string, protocol: string, state: string) =>
  [
    '#separator \\x09',
    `#path\t${log}`,
    '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tconn_state',
    `1764499201.500000\tC1\t10.1.1.5\t50000\t20.1.2.3\t443\t${protocol}\t-\t${state}`,
  ].join('\n')

/** Lines of the flow logs, firewalls and proxies besides, as each writes them: outcome, protocol, host, port. */
// biome-ignore format: one line a line
export const MORE_LINES: readonly (readonly [line: string, says: string])[] = [
  // NSG and VNet flow logs
  [NSG('1763629222,10.20.1.4,20.60.10.20,50001,443,T,O,D,B,,,,'), 'denied tcp 20.60.10.20:443'],
  [NSG('1763629222,10.20.1.4,20.60.10.20,50001,443,T,O,A'), 'allowed tcp 20.60.10.20:443'],
  [NSG('1763629222,20.60.10.20,10.20.1.4,50001,443,T,I,D,B,,,,'), NOTHING],
  [VNET('1763629222565,10.20.1.4,20.60.10.20,50001,443,6,O,D,NX,0,0,0,0'), 'denied tcp 20.60.10.20:443'],
  [VNET('1763629222565,10.20.1.4,10.0.0.53,50001,53,17,O,B,NX,0,0,0,0'), 'allowed udp 10.0.0.53:53'],
  // Traffic Analytics, also as an answer of the query API
  ['FlowStartTime,SrcIp,DestIp,DestPort,L4Protocol,FlowDirection,FlowStatus,AclRule,DestPublicIps\n2026-11-20T10:00:00Z,10.20.1.4,,443,T,Outbound,Denied,r,20.60.10.20|1|0', 'denied tcp 20.60.10.20:443'],
  [JSON.stringify({ tables: [{ name: 'PrimaryResult', columns: [{ name: 'TimeGenerated' }, { name: 'FQDN' }, { name: 'TargetPort' }, { name: 'Action' }, { name: 'count_' }], rows: [[ISO, 'pypi.org', 443, 'Deny', 7]] }] }), 'denied https pypi.org:443'],
  // DNS
  [JSON.stringify({ time: ISO, category: 'DnsResponse', properties: { QueryName: 'x.example.', ResponseCode: 3, ResolutionPath: 'PrivateDnsResolution' } }), 'failed dns x.example:53'],
  [JSON.stringify({ TimeGenerated: ISO, Type: 'DNSQueryLogs', QueryName: 'x.example.', ResponseCode: '0', ResolverPolicyRuleAction: 'Deny' }), 'denied dns x.example:53'],
  [google({ jsonPayload: { queryName: 'x.pkg.dev.', responseCode: 'NXDOMAIN', sourceIP: '10.8.0.7', target_type: 'private-zone' } }), 'failed dns x.pkg.dev:53'],
  [google({ jsonPayload: { queryName: 'x.pkg.dev.', responseCode: 'NOERROR' } }), 'allowed dns x.pkg.dev:53'],
  // VPC Service Controls
  [google({ protoPayload: { serviceName: 'storage.googleapis.com', metadata: { '@type': 'type.googleapis.com/google.cloud.audit.VpcServiceControlAuditMetadata', violationReason: 'NO_MATCHING_ACCESS_LEVEL' } } }), 'denied https storage.googleapis.com:443'],
  [google({ protoPayload: { serviceName: 'storage.googleapis.com' } }), UNREAD],
  // squid, with what is no host
  ['1763600002.123      1 10.1.1.5 TCP_DENIED/403 3890 CONNECT Error:rg:443 - HIER_NONE/- text/html', NOTHING],
  // FortiGate
  ['date=2026-11-20 time=09:12:41 devname="f" logid="0000000013" type="traffic" subtype="forward" srcip=10.1.1.5 dstip=20.1.2.3 dstport=443 proto=6 action="deny" policyid=0', 'denied tcp 20.1.2.3:443'],
  ['date=2026-11-20 time=09:12:41 logid="0316013056" type="utm" subtype="webfilter" srcip=10.1.1.5 dstip=20.1.2.3 dstport=443 proto=6 service="HTTPS" hostname="pypi.org" action="passthrough"', 'allowed https pypi.org:443'],
  // Zscaler
  ['2026-11-20 09:12:41\treason=Allowed\tprotocol=HTTPS\taction=Allowed\tproduct=NSS\tClientIP=10.1.1.5\turl=pypi.org:443\thostname=pypi.org', 'allowed https pypi.org:443 via proxy'],
  ['2026-11-20 09:12:41\treason=Not allowed\tprotocol=HTTPS\taction=Blocked\tproduct=NSS\tClientIP=10.1.1.5\turl=pypi.org/simple\thostname=pypi.org', 'denied https pypi.org:443 via proxy'],
  // Palo Alto
  [PALO('TRAFFIC', { 4: 'end', 7: '10.1.1.5', 8: '20.1.2.3', 11: 'out', 23: '1', 25: '443', 29: 'tcp', 30: 'allow' }), 'allowed tcp 20.1.2.3:443'],
  [PALO('THREAT', { 4: 'url', 7: '10.1.1.5', 8: '20.1.2.3', 25: '443', 29: 'tcp', 30: 'block-url', 31: 'pypi.org/', 33: 'computer' }), 'denied https pypi.org:443'],
  // ELFF
  ['#Fields: date time c-ip cs-method cs-host cs-uri-port s-action sc-status x-exception-id\n2026-11-20 09:12:41 10.1.1.5 CONNECT pypi.org 443 TCP_DENIED 403 policy_denied', 'denied https pypi.org:443 via proxy'],
  ['#Fields: date time c-ip cs-method cs-host cs-uri-port s-action sc-status x-exception-id\n2026-11-20 09:12:41 10.1.1.5 CONNECT pypi.org 443 TCP_TUNNELED 200 -', 'allowed https pypi.org:443 via proxy'],
  // squid with a logformat of one's own
  ['2026-11-20T09:12:41+0900 10.1.1.5 user TCP_DENIED/403 3890 CONNECT pypi.org:443 - HIER_NONE/- text/html', 'denied https pypi.org:443'],
  // Cisco
  ['Nov 20 2026 09:12:41 fw : %ASA-4-106023: Deny tcp src inside:10.1.1.5/50000 dst outside:20.1.2.3/443 by access-group "egress" [0x0, 0x0]', 'denied tcp 20.1.2.3:443'],
  ['%ASA-6-106100: access-list egress permitted tcp inside/10.1.1.5(50000) -> outside/20.1.2.3(443) hit-cnt 4 300-second interval', 'allowed tcp 20.1.2.3:443'],
  ['%ASA-6-302014: Teardown TCP connection 12 for outside:20.1.2.3/443 to inside:10.1.1.5/50000 duration 0:00:30 bytes 0 SYN Timeout', 'failed tcp 20.1.2.3:443'],
  ['%FTD-1-430003: AccessControlRuleAction: Block, SrcIP: 10.1.1.5, DstIP: 20.1.2.3, DstPort: 443, Protocol: tcp, AccessControlRuleName: out, URL: https://pypi.org/', 'denied tcp pypi.org:443'],
  ['%ASA-5-111008: User enable_15 executed the command', NOTHING],
  // iptables, nftables
  ['Nov 20 09:12:41 host kernel: [1234.5] [UFW BLOCK] IN= OUT=eth0 SRC=10.1.1.5 DST=20.1.2.3 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=50000 DPT=443 WINDOW=64240 SYN', 'denied tcp 20.1.2.3:443'],
  ['kernel: egress-drop: IN= OUT=eth0 SRC=10.1.1.5 DST=20.1.2.3 LEN=60 PROTO=UDP SPT=50000 DPT=53', 'denied udp 20.1.2.3:53'],
  ['kernel: [UFW BLOCK] IN=eth0 OUT= MAC=00 SRC=20.1.2.3 DST=10.1.1.5 LEN=60 PROTO=TCP SPT=1 DPT=22', NOTHING],
  // A line of another log with as many words as the header of ELFF names
  ['#Fields: date time c-ip cs-host s-action\ntime="2026-11-20 level=info msg="Get pypi.org now"', UNREAD],
  // pf
  ['rule 5/0(match): block out on em0: 10.1.1.5.50000 > 20.1.2.3.443: Flags [S], seq 1', 'denied tcp 20.1.2.3:443'],
  ['filterlog[123]: 5,,,1000000103,em0,match,block,out,4,0x0,,64,1,0,DF,6,tcp,60,10.1.1.5,20.1.2.3,50000,443,0,S,1,,64240,,', 'denied tcp 20.1.2.3:443'],
  ['filterlog[123]: 5,,,1000000103,igb1,match,block,in,4,0x0,,64,1,0,DF,6,tcp,60,10.1.1.5,20.1.2.3,50000,443,0,S,1,,64240,,', 'denied tcp 20.1.2.3:443'],
  ['filterlog[123]: 5,,,1000000103,igb1,match,block,in,4,0x0,,64,1,0,DF,6,tcp,60,10.9.1.5,10.1.2.3,50000,22,0,S,1,,64240,,', NOTHING],
  ['rule 5/0(match): block in on em1: 10.1.1.5.50000 > 20.1.2.3.443: Flags [S], seq 1', 'denied tcp 20.1.2.3:443'],
  // What came in at the inside of a Cisco
  ['%ASA-2-106001: Inbound TCP connection denied from 10.1.1.5/50000 to 20.1.2.3/1433 flags SYN  on interface inside', 'denied tcp 20.1.2.3:1433'],
  ['%ASA-2-106006: Deny inbound UDP from 10.1.1.5/50000 to 20.1.2.3/53 on interface inside', 'denied udp 20.1.2.3:53'],
  ['%ASA-2-106001: Inbound TCP connection denied from 20.1.2.3/50000 to 10.1.1.5/443 flags SYN  on interface outside', NOTHING],
  // Junos
  ['srx RT_FLOW: RT_FLOW_SESSION_DENY: session denied 10.1.1.5/50000->20.1.2.3/443 0x0 junos-https 6(0) deny-all trust untrust UNKNOWN UNKNOWN N/A(N/A) ge-0/0/1.0', 'denied tcp 20.1.2.3:443'],
  ['srx RT_FLOW: RT_FLOW_SESSION_DENY: session denied 10.1.1.5/50000->20.1.2.3/53 junos-dns-udp 17(0) deny-all trust untrust', 'denied udp 20.1.2.3:53'],
  ['srx RT_FLOW: RT_FLOW_SESSION_CREATE: session created 10.1.1.5/50000->20.1.2.3/443 0x0 junos-https 198.51.100.7/1024->20.1.2.3/443 0x0 source rule r1 N/A N/A 6 allow-out trust untrust 1234 N/A(N/A) ge-0/0/1.0', 'unknown tcp 20.1.2.3:443'],
  ['srx RT_FLOW: RT_FLOW_SESSION_CLOSE: session closed TCP FIN: 10.1.1.5/50000->20.1.2.3/443 0x0 junos-https 198.51.100.7/1024->20.1.2.3/443 0x0 source rule r1 N/A N/A 6 allow-out trust untrust 1234', 'allowed tcp 20.1.2.3:443'],
  ['1 2026-11-20T09:12:41Z srx RT_FLOW - RT_FLOW_SESSION_DENY [junos@2636.1.1.1.2.129 source-address="10.1.1.5" source-port="50000" destination-address="20.1.2.3" destination-port="443" service-name="junos-https" protocol-id="6" policy-name="deny-all"]', 'denied tcp 20.1.2.3:443'],
  // Azure Firewall
  ['HTTPS request from 10.0.8.4:49426 was denied. Reason: SNI TLS extension was missing.', 'denied https -:-'],
  [JSON.stringify({ category: 'AZFWFqdnResolveFailure', time: ISO, properties: { Fqdn: 'x.example', Error: 'No such host' } }), 'failed dns x.example:53'],
  ['TimeGenerated [UTC];Fqdn;DestinationPort;Action\n20.11.2026 09:00:01;pypi.org;443;Deny', 'denied https pypi.org:443'],
  ['| TimeGenerated | Fqdn | DestinationPort | Action |\n|---|:--|---|---|\n| 2026-11-20T09:00:01Z | pypi.org | 443 | Deny |', 'denied https pypi.org:443'],
  ['sep=;\nFqdn;DestinationPort;Action\npypi.org;443;Deny', 'denied https pypi.org:443'],
  [JSON.stringify({ category: 'AZFWFlowTrace', time: ISO, properties: { Protocol: 'TCP', SourceIp: '10.0.0.4', DestinationIp: '20.1.2.3', DestinationPort: 443, Flag: 'INVALID', Action: 'Log' } }), UNREAD],
  ['TimeGenerated,Fqdn,Action,count_\n2026-11-20T10:00:00Z,pypi.org:443,Deny,37', 'denied https pypi.org:443'],
  ['TimeGenerated [UTC]\tFQDN\tTargetPort\tAction\n11/20/2026, 9:00:01.100 AM\tpypi.org\t443\tDeny', 'denied https pypi.org:443'],
  // CEF, with the head of syslog and without
  [CEF('Palo Alto Networks|PAN-OS|11.1.0|end|TRAFFIC|1', 'rt=Nov 20 2026 09:12:41 GMT src=10.1.1.5 dst=20.1.2.3 spt=50000 dpt=443 proto=tcp app=incomplete act=drop reason=policy-deny cs1Label=Rule cs1=egress default'), 'denied tcp 20.1.2.3:443'],
  [CEF('Palo Alto Networks|PAN-OS|11.1.0|end|TRAFFIC|1', 'src=10.1.1.5 dst=20.1.2.3 dpt=443 proto=tcp act=allow'), 'allowed tcp 20.1.2.3:443'],
  [CEF('Palo Alto Networks|PAN-OS|11.1.0|url|THREAT|1', 'src=10.1.1.5 dst=20.1.2.3 dpt=443 proto=tcp app=ssl request=pypi.org/simple/?a\\=b act=block-url'), 'denied https pypi.org:443'],
  [CEF('Fortinet|Fortigate|v7.4.1|00013|traffic:forward deny|3', 'src=10.1.1.5 dst=20.1.2.3 dpt=8080 proto=6 act=deny app=HTTP-8080'), 'denied tcp 20.1.2.3:8080'],
  [CEF('Fortinet|Fortigate|v7.4.1|13056|utm:webfilter|4', 'src=10.1.1.5 dst=20.1.2.3 dpt=443 proto=6 app=HTTPS dhost=pypi.org act=passthrough'), 'allowed https pypi.org:443'],
  [CEF('Fortinet|Fortigate|v7.4.1|00013|traffic:forward server-rst|3', 'src=10.1.1.5 dst=20.1.2.3 dpt=443 proto=6 act=server-rst'), 'failed tcp 20.1.2.3:443'],
  [CEF('Check Point|VPN-1 & FireWall-1|Check Point|Log|https|Unknown', 'act=Drop deviceDirection=0 rt=1764499201000 dpt=443 dst=20.1.2.3 src=10.1.1.5 proto=6'), 'denied tcp 20.1.2.3:443'],
  [CEF('Check Point|VPN-1 & FireWall-1|Check Point|Log|https|Unknown', 'act=Accept dpt=53 dst=10.0.0.53 src=10.1.1.5 proto=17 cnt=7'), 'allowed udp 10.0.0.53:53'],
  [CEF('A|B|1|2|login|3', 'suser=someone outcome=success'), NOTHING],
  ...(
    [
      ['denied', 'Deny denied drop block reject reset-both prevent sinkhole'],
      ['failed', 'client-rst server-rst timeout ip-conn'],
      ['allowed', 'allow accept permit pass close alert detect'],
    ] as const
  ).flatMap(([outcome, acts]) =>
    acts.split(' ').map((act) => [CEF('A|B|1|2|x|3', `act=${act} src=10.1.1.5 dst=20.1.2.3 dpt=443 proto=6`), `${outcome} tcp 20.1.2.3:443`] as const),
  ),
  [CEF('A|B|1|2|in|3', 'act=Drop src=45.1.2.3 dst=10.1.1.5 dpt=22 proto=6'), NOTHING],
  ['CEF:0|A|B|1', UNKNOWN],
  // CommonSecurityLog
  [JSON.stringify({ TimeGenerated: ISO, DeviceVendor: 'Palo Alto Networks', DeviceAction: 'deny', DestinationIP: '20.1.2.3', DestinationPort: 443, Protocol: 'tcp', SourceIP: '10.1.1.5' }), 'denied tcp 20.1.2.3:443'],
  ['TimeGenerated [UTC],DeviceVendor,DeviceAction,SourceIP,DestinationIP,DestinationPort,Protocol,ApplicationProtocol,DestinationHostName\n2026-11-20T10:00:00Z,Fortinet,accept,10.1.1.5,20.1.2.3,443,6,HTTPS,pypi.org', 'allowed https pypi.org:443'],
  // Suricata
  [EVE({ event_type: 'drop', drop: { reason: 'rules' } }), 'denied tcp 20.1.2.3:443'],
  [EVE({ event_type: 'alert', alert: { action: 'blocked', signature: 'EGRESS pypi' } }), 'denied tcp 20.1.2.3:443'],
  [EVE({ event_type: 'alert', alert: { action: 'allowed', signature: 'x' } }), NOTHING],
  [EVE({ event_type: 'flow', flow: { pkts_toserver: 3, pkts_toclient: 0, state: 'new' } }), 'failed tcp 20.1.2.3:443'],
  [EVE({ event_type: 'flow', flow: { pkts_toclient: 1, state: 'closed' }, tcp: { tcp_flags_tc: '14' } }), 'failed tcp 20.1.2.3:443'],
  [EVE({ event_type: 'flow', flow: { pkts_toclient: 9, state: 'closed' }, tcp: { tcp_flags_tc: '1b' } }), 'allowed tcp 20.1.2.3:443'],
  [EVE({ event_type: 'flow', flow: { pkts_toclient: 9, state: 'established', action: 'drop' } }), 'denied tcp 20.1.2.3:443'],
  [EVE({ event_type: 'flow', proto: 'UDP', flow: { pkts_toclient: 0, state: 'new' } }), 'unknown udp 20.1.2.3:443'],
  [EVE({ event_type: 'tls', tls: { sni: 'pypi.org', version: 'TLS 1.3' } }), 'allowed https pypi.org:443'],
  [EVE({ event_type: 'dns', dns: { type: 'answer', rrname: 'x.example', rcode: 'NXDOMAIN' } }), 'failed dns x.example:53'],
  [EVE({ event_type: 'dns', dns: { type: 'query', rrname: 'x.example' } }), NOTHING],
  [EVE({ event_type: 'flow', src_ip: '45.1.2.3', dest_ip: '10.1.1.5', flow: { pkts_toclient: 0 } }), NOTHING],
  [JSON.stringify({ timestamp: ISO, event_type: 'stats', stats: { uptime: 9 } }), NOTHING],
  // Zeek
  [ZEEK('conn', 'tcp', 'S0'), 'failed tcp 20.1.2.3:443'],
  [ZEEK('conn', 'tcp', 'REJ'), 'failed tcp 20.1.2.3:443'],
  [ZEEK('conn', 'tcp', 'SF'), 'allowed tcp 20.1.2.3:443'],
  [ZEEK('conn', 'tcp', 'OTH'), 'unknown tcp 20.1.2.3:443'],
  [ZEEK('conn', 'udp', 'S0'), 'unknown udp 20.1.2.3:443'],
  [ZEEK('ssl', 'tcp', 'SF'), UNREAD],
  [JSON.stringify({ ts: 1764499201.5, uid: 'C1', 'id.orig_h': '10.1.1.5', 'id.orig_p': 50000, 'id.resp_h': '20.1.2.3', 'id.resp_p': 443, proto: 'tcp', conn_state: 'RSTO' }), 'allowed tcp 20.1.2.3:443'],
  [JSON.stringify({ ts: 1764499201.5, 'id.orig_h': '45.1.2.3', 'id.resp_h': '10.1.1.5', 'id.resp_p': 22, proto: 'tcp', conn_state: 'S0' }), NOTHING],
  [JSON.stringify({ ts: 1764499201.5, 'id.orig_h': '10.1.1.5', 'id.resp_h': '20.1.2.3', query: 'x.example' }), UNREAD],
  // Windows Firewall
  ['#Version: 1.5\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path\n2026-11-20 09:12:41 DROP TCP 10.1.1.5 20.1.2.3 50122 443 0 - 0 0 0 - - - SEND', 'denied tcp 20.1.2.3:443'],
  ['#Version: 1.5\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path\n2026-11-20 09:12:41 ALLOW TCP 10.1.1.5 20.1.2.3 50122 443 0 - 0 0 0 - - - SEND', 'allowed tcp 20.1.2.3:443'],
  // Logs Explorer
  ['insertId,jsonPayload.connection.dest_ip,jsonPayload.connection.dest_port,jsonPayload.connection.protocol,jsonPayload.disposition,jsonPayload.rule_details.direction,logName,timestamp\na,199.36.153.8,443,6,DENIED,EGRESS,projects/p/logs/compute.googleapis.com%2Ffirewall,2026-11-20T10:00:00.123Z', 'denied tcp 199.36.153.8:443'],
  ['logName,timestamp,textPayload,jsonPayload.message\nprojects/p/logs/run.googleapis.com%2Fstderr,2026-11-20T10:00:00.123Z,Error: getaddrinfo ENOTFOUND x.example,', 'failed dns x.example:53'],
  ['logName,jsonPayload.connection.dest_ip,timestamp\nprojects/p/logs/compute.googleapis.com%2Fvpc_flows,10.0.0.4,2026-11-20T10:00:00.123Z', UNREAD],
  // What came in
  [JSON.stringify({ time: ISO, operationName: 'ApplicationGatewayFirewall', properties: { clientIp: '203.0.113.9', action: 'Blocked', hostname: 'shop.example' } }), UNREAD],
  [JSON.stringify({ time: ISO, category: 'ApplicationGatewayFirewallLog', properties: { clientIp: '203.0.113.9', ruleSetType: 'OWASP', action: 'Blocked', hostname: 'shop.example' } }), UNREAD],
  [JSON.stringify({ time: ISO, category: 'FrontDoorAccessLog', properties: { requestUri: 'https://shop.example:443/', httpStatusCode: '503' } }), UNREAD],
  ['TimeGenerated [UTC],ClientIp,RequestUri,RuleSetType,Action,Hostname,TransactionId\n2026-11-20T10:00:00Z,203.0.113.9,/login,OWASP,Blocked,shop.example,abc', UNREAD],
  ['203.0.113.9 - - [20/Nov/2026:10:00:00 +0000] "GET /api HTTP/1.1" 502 157 "-" "Mozilla/5.0"', UNREAD],
  // Lines of programs
  ['2026/11/20 10:00:01 [error] 29#29: *12 connect() failed (110: Connection timed out) while connecting to upstream, client: 203.0.113.9, server: shop.example, request: "GET /api HTTP/1.1", upstream: "https://10.1.2.5:443/api", host: "shop.example"', 'failed https 10.1.2.5:443'],
  ['time="2026-03-31T11:42:29+09:00" level=fatal msg="Get \\"https://pypi.org/\\": dial tcp 151.101.0.223:443: i/o timeout"', 'failed https pypi.org:443'],
  ['[3/8/2026 8:50:17 AM] [WARNING] FAILURE: NODE01 https://aka.ms (The remote server returned an error: (407) Proxy Authentication Required.)', 'challenged https aka.ms:443'],
  ['TimeGenerated [UTC],LogEntry\n2026-11-20T10:00:00Z,"Error: getaddrinfo ENOTFOUND x.example"', 'failed dns x.example:53'],
  ['2026-11-20T10:00:00Z INFO all is well', UNREAD],
]
