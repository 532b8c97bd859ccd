import { coded } from './numbers.ts'
import type { SignTable } from './sign.ts'

const NGINX =
  'nginx asks the server of its own resolver directive, not the one of the machine: private zones are known only where it asks Azure DNS or the VPC resolver'
const NGINX_PAGE = 'https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver'

/** DNS: rcodes, and the words of resolvers and of programs that pass them on. */
// biome-ignore format: one sign a line
export const RESOLVERS: SignTable = {
  family: 'DNS',
  source: 'https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1',
  signs: [
    { test: /\bNXDOMAIN\b|\bNon-existent domain\b|\bDNS name does not exist\b|\b3\(NXDOMAIN\)|\bname does not exist\b/i, shows: 'no such name', weight: 5 },
    { test: /\bSERVFAIL\b|\bserver failed\b|\bDNS server failure\b|\b2\(SERVFAIL\)/i, shows: 'resolver failed' },
    { test: /\bDNSSEC validation failed\b/i, shows: 'resolver failed', misleads: 'The name may be right: systemd-resolved refuses answers that are not signed where it expects signatures, as those of private zones', source: 'https://www.freedesktop.org/software/systemd/man/latest/resolved.conf.html' },
    { test: /\b[Qq]uery refused\b|\b(?:status|rcode)?:? ?REFUSED\b(?!\W{0,3}connection)/, shows: 'resolver refused' },
    { test: /\bDNS operation refused\b|\b5\(REFUSED\)/i, shows: 'resolver refused' },
    { test: /\bno servers could be reached\b|\bcommunications error to [^\s]{1,60}: timed out|\bDNS request timed out\b|\bconnection timed out; no servers\b|\bRequest to \S{1,60} timed-out\b|\bno response from server\b|\bno responses from nameserver\b|\btimed out resolving '|\bAll attempts to contact name servers or networks failed\b/i, shows: 'resolver silent' },
    { test: /\bcommunications error to [^\s]{1,60}: (?:connection refused|network unreachable|host unreachable)|\bUDP setup with [^\n]{1,80} failed: (?:network|host) (?:is )?unreachable\b/i, shows: 'resolver not reached', source: 'https://bind9.readthedocs.io/en/stable/manpages.html' },
    { test: /\bThis operation returned because the timeout period expired\b/i, shows: 'any timeout', weight: 3, source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--1300-1699-' },
    { test: /\bResolve-DnsName\b[^\n]{0,300}\bThis operation returned because the timeout period expired\b/i, shows: 'resolver silent', weight: 4, misleads: 'Resolve-DnsName says so of a DNS server that does not answer; the host behind the name was not asked', source: 'https://learn.microsoft.com/powershell/module/dnsclient/resolve-dnsname' },
    { test: /\*\*\* Can't find server (?:name )?for address\b|\bDefault Server: +Unknown\b/i, shows: null, weight: 1, misleads: 'The DNS server works: nslookup only found no name for its address', source: 'https://learn.microsoft.com/windows-server/administration/windows-commands/nslookup', lookFor: 'the answer below this line' },
    { test: /\b(?:failed to|could ?n[o']t|unable to|cannot|can't) (?:be )?resolved?:? (?:the )?(?:remote )?(?:host(?: ?name)?|(?:SRV|A|AAAA|MX|CNAME) record|domain|dns|fqdn|server|address(?:es)?|ip|name|proxy|endpoint|url)\b|\b(?:host ?name|domain|server|address|proxy|remote name|name) ['"]?[\w.-]{0,253}['"]? ?(?:could ?n[o']t|cannot|can't) be resolved\b/i, shows: 'name not resolved' },
    { test: /\b(?:failed to|could ?n[o']t|unable to|cannot|can't) resolve:? ['"`(]{0,2}(?=[\w-]{1,63}\.)(?![\w.-]{1,200}:[a-z])|\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}['"`]? (?:could not|cannot|can't|couldn't) be resolved\b/i, shows: 'name not resolved', ofPeer: true },
    { test: /\b(?:DNS|name) (?:resolution|lookup|query)(?: for| of) ['"]?\S{1,253}['"]? (?:has )?(?:failed|timed out)\b|\b(?:DNS|name) resolution (?:has )?(?:failed|failure|error|timed out)\b|\bcould not translate host ?name\b|\bfailed to lookup address information\b|\bdns lookup failed\b|\bhost name (?:could not be|cannot be) (?:resolved|found)\b|\bdns error\b|\bresolution failure\b|\bgethostbyname\b[^\n]{0,40}fail/i, shows: 'name not resolved' },
    { test: /\bno valid (?:A|AAAA) records?\b|\bNODATA\b|\bNo records found\b|\bhas no (?:A|AAAA) record\b|\bNo answer\b(?=[\s\S]{0,40}\bserver\b)|\*\*\* No internal type for both IPv4 and IPv6\b/i, shows: 'no address' },
    { test: /\bcan't find [^\s:]{1,253}: No answer\b/i, shows: 'no address' },
    { test: coded(String.raw`\bdns_nxdomain|\bDNS_ERROR_RCODE_NAME_ERROR\b`, 9003), shows: 'no such name', source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--9000-11999-' },
    { test: coded(String.raw`\bDNS_ERROR_RCODE_SERVER_FAILURE\b`, 9002), shows: 'resolver failed', source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--9000-11999-' },
    { test: coded(String.raw`\bDNS_INFO_NO_RECORDS\b`, 9501), shows: 'no address', source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--9000-11999-' },
    { test: /\bno resolver defined\b|\bcould not be resolved \(\d{1,3}: [^)\n]{3,40}\)/i, shows: 'name not resolved', weight: 4, misleads: NGINX, source: NGINX_PAGE },
    { test: /\bcould not be resolved \(3: /i, shows: 'no such name', weight: 5, misleads: NGINX, source: NGINX_PAGE },
    { test: /\bcould not be resolved \(2: /i, shows: 'resolver failed', misleads: NGINX, source: NGINX_PAGE },
    { test: /\bcould not be resolved \(5: /i, shows: 'resolver refused', misleads: NGINX, source: NGINX_PAGE },
    { test: /\bcould not be resolved \((?:110|60): /i, shows: 'resolver silent', misleads: NGINX, source: NGINX_PAGE },
    { test: /\bhost not found in upstream\b/i, shows: 'name not resolved', weight: 5, source: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html' },
    { test: /\bplugin\/errors: 2 [^\s]{1,253} \w{1,8}: (?:unreachable backend: )?read udp [^\n]{1,80}i\/o timeout|\bHINFO: read udp [^\n]{1,80}i\/o timeout/i, shows: 'resolver silent', misleads: 'CoreDNS is not at fault: the server that it forwards to does not answer', source: 'https://coredns.io/plugins/errors/' },
    { test: /\bplugin\/errors: 2 [^\s]{1,253} \w{1,8}: (?:unreachable backend: )?(?:read|write|dial) (?:udp|tcp) [^\n]{1,80}(?:connection refused|no route to host|network is unreachable)/i, shows: 'resolver not reached', misleads: 'CoreDNS is not at fault, nor the host that was asked for: the server that it forwards to is not there', source: 'https://coredns.io/plugins/errors/' },
    { test: /\bresolve call failed: '[^'\n]{1,253}' not found\b/i, shows: 'no such name', weight: 5, source: 'https://www.freedesktop.org/software/systemd/man/latest/resolvectl.html' },
    { test: /\bresolve call failed\b[^\n]{0,120}(?:timed out|timeout)/i, shows: 'resolver silent', source: 'https://www.freedesktop.org/software/systemd/man/latest/resolvectl.html' },
    { test: /\bresolve call failed\b|\bcouldn't get address for '|\bcould not find host \S{1,253}|\bDNS lookup error\b/i, shows: 'name not resolved', source: 'https://www.freedesktop.org/software/systemd/man/latest/resolvectl.html' },
    { test: /\bLookupNoSuchHost\b|\bHostNotFound\b/i, shows: 'no such name' },
    { test: /\bNo such host\b/i, shows: 'no such name' },
  ],
}
