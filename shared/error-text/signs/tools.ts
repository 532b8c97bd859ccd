import type { SignTable } from './sign.ts'

/** What tools print that people are asked to run: Test-NetConnection, tcpping, nc, ping, azcmagent check, curl -v, traceroute. */
// biome-ignore format: one sign a line
export const TOOLS: SignTable = {
  family: 'test tools',
  source: 'https://learn.microsoft.com/powershell/module/nettcpip/test-netconnection',
  signs: [
    { test: /\bTcpTestSucceeded\s{0,20}: True\b/i, shows: 'connects only', misleads: 'True proves a TCP handshake alone: a firewall that filters by name completes it, too', source: 'https://learn.microsoft.com/azure/firewall/rule-processing' },
    { test: /\bTcpTestSucceeded\s{0,20}: False\b|\bWARNING: TCP connect to \([^)\n]{1,260}\) failed\b/i, shows: 'not connected', weight: 5 },
    { test: /\bWARNING: Name resolution of \S{1,253} failed\b/i, shows: 'name not resolved', weight: 5 },
    { test: /\bWARNING: Ping to \S{1,253} failed\b|\bPingSucceeded\s{0,20}: False\b/i, shows: null, weight: 0, misleads: 'Services of Azure and Google need not answer ping: its silence says nothing of TCP', source: 'https://learn.microsoft.com/powershell/module/nettcpip/test-netconnection', lookFor: 'TcpTestSucceeded' },
    { test: /\bConnection attempt failed: [^\n]{0,240}did not properly respond\b|\bConnection attempt failed: TCP connection timed out\b|\bComplete: 0\/\d{1,4} successful attempts\b/i, shows: 'connect timeout', weight: 5, source: 'https://learn.microsoft.com/troubleshoot/azure/app-service/troubleshoot-vnet-integration-apps' },
    { test: /\bComplete: [1-9]\d{0,3}\/\d{1,4} successful attempts \((?!100)\d{1,2}(?:\.\d{1,3})?%\)|\bTCP connect statistics for [^\n]{3,300}\n\s{0,8}Sent = \d{1,6}, Received = [1-9]\d{0,5}, Lost = [1-9]\d{0,5}\b/i, shows: 'connects at times', source: 'https://learn.microsoft.com/troubleshoot/azure/app-service/troubleshoot-vnet-integration-apps' },
    { test: /\bComplete: [1-9]\d{0,3}\/\d{1,4} successful attempts\b|\bConnected to \S{1,260}, time taken\b|\bTCP connect to \S{3,80}:\d{1,5}:[\s\S]{1,1500}?\bSent = \d{1,6}, Received = [1-9]\d{0,5}, Lost = 0\b/i, shows: 'connects only', source: 'https://learn.microsoft.com/troubleshoot/azure/app-service/troubleshoot-vnet-integration-apps' },
    { test: /\bConnection attempt failed: [^\n]{0,120}(?:No such host|host is known|not known)|\bHostname could not be resolved\b/i, shows: 'no such name', weight: 5, source: 'https://learn.microsoft.com/troubleshoot/azure/app-service/troubleshoot-vnet-integration-apps' },
    { test: /\bnc: connect to \S{1,260}[^\n]{0,40}failed: (?:Connection timed out|Operation timed out)|\bNcat: (?:Connection timed out|TIMEOUT)/i, shows: 'connect timeout', weight: 5, source: 'https://man.openbsd.org/nc.1' },
    { test: /\bConnection to \S{1,260}(?: \([^)\s]{1,60}\))? \d{1,5} port \[tcp\/\S{1,30}\] succeeded\b|\bNcat: Connected to\b/i, shows: 'connects only', source: 'https://man.openbsd.org/nc.1' },
    { test: /\b(?:tracert|traceroute|Tracing route to)(?:\.exe)? (?=[\w.:-]{3,253})/i, shows: null, weight: 4, misleads: 'Routers and appliances of clouds need not answer traceroute: a hop without an answer says nothing of TCP', source: 'https://man7.org/linux/man-pages/man8/traceroute.8.html', lookFor: 'a test of the TCP port' },
    { test: /\b100(?:\.0)?% packet loss\b|(?<!DNS )\bRequest timed out\.\s|\bDestination Host Unreachable\b/i, shows: null, weight: 0, misleads: 'Services of Azure and Google need not answer ping: its silence says nothing of TCP', source: 'https://www.rfc-editor.org/rfc/rfc792', lookFor: 'a test of the TCP port' },
    { test: /\bUnable to establish SSL connection\b/i, shows: 'TLS failed', weight: 4, source: 'https://www.gnu.org/software/wget/manual/wget.html' },
    { test: /\* Connected to [\s\S]{1,1100}?(?:Client hello|ClientHello)[\s\S]{0,400}?(?:Connection reset|SSL_ERROR_SYSCALL|unexpected eof|Recv failure)/i, shows: 'cut in handshake', source: 'https://curl.se/docs/manpage.html' },
    { test: /\* Connected to [\s\S]{1,1100}?(?:Client hello|ClientHello)[\s\S]{0,400}?(?:SSL connection timeout|Operation timed out|timed out)/i, shows: 'handshake timeout', source: 'https://curl.se/docs/manpage.html' },
    { test: /^< HTTP\/[\d.]{1,3} (?:2\d\d(?! Connection established)|304)\b|\bawaiting response\.\.\. 2\d\d\b/im, shows: 'answered', source: 'https://curl.se/docs/manpage.html' },
    { test: /\bVerify return code: 0 \(ok\)/i, shows: 'handshake done', source: 'https://docs.openssl.org/3.5/man1/openssl-s_client/' },
    { test: /\bIP6? (\S{3,52}) > (\S{3,52}): Flags \[S\][^\n]{0,200}\n(?:[^\n]{0,400}\n){0,3}?[^\n]{0,60}\bIP6? \1 > \2: Flags \[S\]/, shows: 'connect timeout', source: 'https://www.tcpdump.org/manpages/tcpdump.1.html' },
    { test: /\bFlags \[S\][^\n]{0,200}\n[^\n]{0,160}\bFlags \[R\.\][^\n]{0,80}\bwin 0\b/, shows: 'refused', source: 'https://www.tcpdump.org/manpages/tcpdump.1.html' },
    { test: /\bSYN[-_]SENT\b/, shows: 'connect timeout', weight: 3, source: 'https://man7.org/linux/man-pages/man8/ss.8.html' },
    { test: /\d ms {1,3}!(?:H|N)\b|\bms {1,3}!(?:H|N)\b/, shows: 'unreachable', weight: 5, source: 'https://man7.org/linux/man-pages/man8/traceroute.8.html' },
    { test: /\bms {1,3}!X\b/, shows: 'path dropped', source: 'https://man7.org/linux/man-pages/man8/traceroute.8.html' },
    { test: /\bhttps?:\/\/\S{1,260}[ \t]{0,80}\|[ \t]{0,8}false[ \t]{0,12}\|/i, shows: 'not connected', weight: 2, source: 'https://learn.microsoft.com/azure/azure-arc/servers/azcmagent-check' },
    { test: /\|false {1,12}\|(?:true|false|unknown|)\s{0,12}\|[^|\n]{0,20}\|set\b/i, shows: 'proxy trouble', weight: 5, source: 'https://learn.microsoft.com/azure/azure-arc/servers/azcmagent-check' },
    { test: /\bis not reachable\b|\b(?:is|was|are) unreachable\b|\bnot reachable\b/i, shows: null, weight: 1, lookFor: 'the error of the step that failed: "not reachable" names none' },
    { test: /\bSourceResourceNotFound|\bNextHopType\W{1,4}None\b/i, shows: 'path dropped', source: 'https://learn.microsoft.com/azure/network-watcher/next-hop-overview' },
    { test: /\bAccess\W{1,4}Deny\b[\s\S]{0,80}\b(?:UserRule_|DefaultRule_)\S{1,120}|\b(?:UserRule_|DefaultRule_Deny)\S{1,120}/i, shows: 'path dropped', source: 'https://learn.microsoft.com/azure/network-watcher/ip-flow-verify-overview' },
  ],
}
