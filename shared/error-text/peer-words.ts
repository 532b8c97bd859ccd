import { parseIp } from '../address/ip.ts'
import { isHostName } from './host-name.ts'
import type { PeerRole } from './peer.ts'

const ADDRESS = String.raw`\[?[0-9A-Fa-f:.%]{2,60}\]?`
const NAME = String.raw`[a-z0-9_][\w-]{0,62}(?:\.[\w-]{1,63})*`

/** The first column of ss; of netstat it is the last, behind the protocol. */
const SOCKET_STATE =
  'SYN[-_]SENT|ESTAB(?:LISHED)?|(?:TIME|CLOSE)[-_]WAIT|FIN[-_]WAIT[-_][12]|LAST[-_]ACK'

interface Words {
  readonly role: PeerRole
  /** The groups h and p are host and port. */
  readonly pattern: RegExp
  /** Nothing but a host can stand there: a name without a dot is one, too. */
  readonly short?: true
  /** The text has the name of a resource, and this is what its host ends with. */
  readonly suffix?: string
}

/** Where the words around a host say what it is, in the order of trust. */
// biome-ignore format: one form a line
const IN_WORDS: readonly Words[] = [
  { role: 'source', pattern: new RegExp(String.raw`\b(?:read|write|dial) (?:tcp|udp)[46]? (?<h>${ADDRESS}):(?<p>\d{1,5})->`, 'gi') },
  { role: 'resolver', pattern: new RegExp(String.raw`\blookup \S{1,253} on (?<h>${ADDRESS}|[\w.-]{1,253}):(?<p>\d{1,5})`, 'gi') },
  { role: 'resolver', pattern: /\bread udp \S{1,80}->(?<h>[0-9a-f.:]{2,45}):(?<p>53)\b/gi },
  { role: 'resolver', pattern: /^\s{0,4}(?:Default )?Server:[ \t]{1,20}(?<h>[\w.:-]{1,253})[ \t]*\r?$/gim },
  { role: 'resolver', pattern: /^\s{0,4}(?:Default )?Server:[ \t]{1,20}\S{1,253}[ \t]*\r?\n\s{0,4}Address(?:es)?:[ \t]{1,20}(?<h>[0-9A-Fa-f.:]{2,45})/gim },
  { role: 'resolver', pattern: /\b(?:SERVER: |communications error to |Request to |Using domain server:\s{1,10}Name: )(?<h>[0-9A-Fa-f.:]{2,45})(?:#(?<p>\d{1,5}))?/gi },
  { role: 'resolver', pattern: /\b(?:nameserver|DNS server|resolver)s?(?: (?:at|is|address))?[ :=]{1,3}'?"?(?<h>[0-9A-Fa-f]{0,4}[0-9.:][0-9A-Fa-f.:]{2,43})/gi },
  { role: 'proxy', pattern: /\btunneling socket could not be established, cause=(?:connect|getaddrinfo|read) E[A-Z_]{4,15} (?<h>[\w.-]{1,253})(?::(?<p>\d{1,5}))?/gi, short: true },
  { role: 'proxy', pattern: /\bsocks connect (?:tcp|udp)[46]? (?<h>[\w.:-]{1,253}?):(?<p>\d{1,5})->/gi },
  { role: 'proxy', pattern: /\bproxyconnect tcp: dial tcp: lookup (?<h>[\w.-]{1,253})/gi, short: true },
  { role: 'proxy', pattern: /\b(?:proxyconnect tcp: dial tcp|(?:connect|connection) to (?:the )?proxy(?: server)?|via proxy|through proxy|proxy tunnel request to proxy '|resolve proxy:?|proxy (?:url|server|host|address)|(?<![\w-])proxy(?==)|https?_proxy|all_proxy|proxyAddress|\w{0,40}ProxyConnectException: https?, \w{1,12},)["' =:]{0,6}(?:https?:\/\/)?(?:[^\s@/]{1,100}@)?(?<h>[\w.-]{1,253}|\[[0-9a-f:]{2,45}\])(?::(?<p>\d{1,5}))?/gi },
  { role: 'source', pattern: /\b(?:originated from (?:client )?IP(?: address)?|client(?: with)? IP(?: address)?|client address|ClientIP|caller IP|source ?(?:ip|address)|SourceAddress)\b["' =:[\]]{0,20}(?<h>[0-9A-Fa-f.:]{3,45})/gi },
  { role: 'source', pattern: /\bx-ms-forbidden-ip["']?[ :=]{1,3}["']?(?<h>[0-9A-Fa-f.:]{3,45})/gi },
  { role: 'source', pattern: /\bclient: (?<h>[0-9A-Fa-f.:]{3,45}),/gi },
  { role: 'source', pattern: /\bfor user '[^'\n]{0,80}'@'(?<h>[0-9A-Fa-f.:]{3,45})'/gi },
  { role: 'source', pattern: /\bIP6? (?<h>[0-9a-f.:]{3,45})\.(?<p>\d{1,5}) > \S{3,52}: Flags \[S\]/gi },
  { role: 'target', pattern: /\bIP6? \S{3,52} > (?<h>[0-9a-f.:]{3,45})\.(?<p>\d{1,5}): Flags \[S\]/gi },
  { role: 'source', pattern: new RegExp(String.raw`^[ \t]{0,4}(?:tcp6?|${SOCKET_STATE})(?:[ \t]+\d{1,9}[ \t]+\d{1,9})?[ \t]+(?<h>[0-9a-f.]{3,15}|\[[0-9a-f:.%]{2,60}\]):(?<p>\d{1,5})[ \t]+\S{3,60}:\d{1,5}\b`, 'gim') },
  { role: 'source', pattern: /"type"\s{0,2}:\s{0,2}"Source",\s{0,20}"address"\s{0,2}:\s{0,2}"(?<h>[0-9A-Fa-f.:]{3,45})"/gi },
  { role: 'source', pattern: /"address"\s{0,2}:\s{0,2}"(?<h>[0-9A-Fa-f.:]{3,45})"[^{}]{0,300}"type"\s{0,2}:\s{0,2}"Source"/gi },
  { role: 'reference', pattern: /^[ \t]{0,4}\d{1,2}(?:[ \t]+(?:<?\d{1,5} ms|\*)){1,3}[ \t]+(?<h>[0-9a-f.:]{3,45})[ \t]*\r?$/gim },
  { role: 'source', pattern: /\bfrom (?<h>[0-9a-f.:]{3,45}):(?<p>\d{1,5}): \d{1,6}(?:\.\d{1,3})?ms\b/gi },
  { role: 'source', pattern: /\bsending packet: from (?<h>[0-9a-f.:]{3,45})\[(?<p>\d{1,5})\]/gi },
  { role: 'target', pattern: /\bsending packet: from \S{3,60} to (?<h>[0-9a-f.:]{3,45})\[(?<p>\d{1,5})\]/gi },
  { role: 'source', pattern: /\breceived packet: from \S{3,60} to (?<h>[0-9a-f.:]{3,45})\[(?<p>\d{1,5})\]/gi },
  { role: 'source', pattern: /^Address ?= ?(?<h>[0-9a-f.:]{3,45})(?=\/)/gim },
  { role: 'target', pattern: /^remote (?<h>[\w.-]{1,253}) (?<p>\d{1,5})(?: (?:udp|tcp)\w{0,12})?[ \t]*$/gim },
  { role: 'source', pattern: /\[client (?<h>[0-9a-f.]{3,15}|\[?[0-9a-f:.]{3,45}\]?)(?::(?<p>\d{1,5}))?\]/gi },
  { role: 'source', pattern: /\bAborted connection \d{1,12} to db: [^\n]{1,200} host: '(?<h>[\w.:-]{3,253})'/gi },
  { role: 'source', pattern: /\bfail2ban\b[^\n]{0,120}\b(?:Unban|Ban|Found) (?<h>[0-9a-f.:]{3,45})/gi },
  { role: 'source', pattern: /\bpg_hba\.conf [^\n"]{1,80} for (?:replication connection from )?host "(?<h>[0-9A-Fa-f.:]{3,45})"/gi },
  { role: 'source', pattern: /\bHost '(?<h>[\w.:-]{3,253})' is (?:not allowed to connect to this|blocked because of many)/gi },
  { role: 'source', pattern: /\b[Cc]lient host (?:rejected|blocked|denied|(?=\[))[^\n[]{0,120}(?<h>\[[0-9A-Fa-f.:]{7,45}\])/g },
  { role: 'source', pattern: /^[ \t]{0,8}User:\s{0,4}(?<h>[0-9A-Fa-f.:]{7,45})\s*$/gim },
  { role: 'source', pattern: /^(?<h>[0-9A-Fa-f.:]{3,45}) \S{1,80} \S{1,80} \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:/gm },
  { role: 'proxy', pattern: /\[IP: (?<h>[0-9A-Fa-f.:]{3,45}) (?<p>3128|8080|8118|8888|9480)\]/g },
  { role: 'target', pattern: /\[IP: (?<h>[0-9A-Fa-f.:]{3,45}) (?<p>\d{1,5})\]/g },
  { role: 'target', pattern: /\bVault: (?<h>[a-z][\w-]{1,23});location=(?!china|usgov|usdod)/gi, suffix: '.vault.azure.net' },
  { role: 'target', pattern: /\bCannot open server ['"](?<h>[a-z0-9][\w-]{0,62})['"] requested by the login/gi, suffix: '.database.windows.net' },
  { role: 'reference', pattern: /\bsource\(s\): (?<h>[\w.-]{1,253})/gi },
  { role: 'reference', pattern: /\bclient: [0-9A-Fa-f.:]{3,45}, server: (?<h>[\w.-]{1,253}),/gi },
  { role: 'reference', pattern: /, (?:upstream|request|subrequest): "[^"\n]{0,2000}", host: "(?<h>[\w.-]{1,253})(?::\d{1,5})?"/gi },
  { role: 'target', pattern: /\blookup (?<h>[\w.-]{1,253}?)(?: on |:|$| )/gim, short: true },
  { role: 'target', pattern: /\b(?:getaddrinfo|query[A-Za-z]{1,5}) (?:ENOTFOUND|EAI_AGAIN|ESERVFAIL|ENODATA|EREFUSED|ETIMEOUT|ECONNREFUSED) (?<h>[\w.-]{1,253})/gi, short: true },
  { role: 'target', pattern: /\bconnect E[A-Z]{4,15} (?<h>[0-9a-f]{0,4}:[0-9a-f:.]{1,40}):(?<p>\d{1,5})\b/gi },
  { role: 'target', pattern: /\bHTTPS?Connection(?:Pool)?\(host='(?<h>[^'\s]{1,253})', port=(?<p>\d{1,5})\)/gi, short: true },
  { role: 'target', pattern: /\b(?:[Ff]ailed to connect|[Cc]onnect(?:ion)?) to (?<h>[\w.-]{1,253}|\[[0-9a-f:]{2,45}\])(?: \([^)\s]{1,60}\))?,? port (?<p>\d{1,5})/g, short: true },
  { role: 'target', pattern: /\b[Cc]onnection to (?<h>[\w.-]{1,253})(?: \([^)\s]{1,60}\))? (?<p>\d{1,5}) port \[/g },
  { role: 'target', pattern: /\('(?<h>[0-9a-f.:]{3,45})', (?<p>\d{1,5})(?:, 0, 0)?\)/g },
  { role: 'target', pattern: /(?<![\w.-])(?<h>localhost):(?<p>\d{2,5})\b/gi, short: true },
  { role: 'target', pattern: /\bin connection to (?<h>[\w.-]{1,253}):(?<p>\d{1,5})/gi, short: true },
  { role: 'target', pattern: new RegExp(String.raw`\b(?:Could not resolve host|unable to resolve host address|translate host name|Unknown MySQL server host|MySQL server on|connection to server at|UnknownHostException|server can't find|nodename|hostname exists|Name resolution of|Failed to resolve|lookup)(?:: | )b?['"\u2018\x60]?(?<h>${NAME})(?::(?<p>\d{1,5}))?(?=[\s:;,.)'"\u2019\x60]|$)`, 'gim') },
  { role: 'target', pattern: new RegExp(String.raw`\b(?:Could not resolve host: |unable to resolve host address |translate host name "|Unknown MySQL server host '|MySQL server on '|connection to server at "|UnknownHostException: |server can't find |Failed to resolve '|host not found in upstream ")b?['"\u2018\x60]?(?<h>${NAME})(?::(?<p>\d{1,5}))?(?=[\s:;,.)'"\u2019\x60]|$)`, 'gim'), short: true },
  { role: 'target', pattern: /\b(?:ComputerName|RemoteAddress)\s{0,20}: (?<h>[\w.:-]{1,253})[ \t]*\r?\n(?:RemoteAddress[^\n]{0,80}\n)?RemotePort\s{0,20}: (?<p>\d{1,5})/gi },
  { role: 'target', pattern: /\btcp:(?<h>[\w-]{1,63}(?:\.[\w-]{1,63})+),(?<p>\d{2,5})\b/gi },
  { role: 'target', pattern: /(?:^|[>$#] ?)(?:telnet|nc(?:at)?(?: -\w{1,6}){0,4}|psping|tcping|tcpping)(?:\.exe)? (?<h>[\w.-]{1,253}) (?<p>\d{1,5})\b/gim },
  { role: 'target', pattern: /\bjdbc:oracle:thin:@(?:tcps?:)?(?:\/\/)?(?<h>[\w.-]{1,253}):(?<p>\d{1,5})\b/gi },
  { role: 'target', pattern: /\b(?:tracert|traceroute|Tracing route to|traceroute to)(?:\.exe)? (?<h>[\w.:-]{3,253})/gi },
  { role: 'target', pattern: /\bTCP connect to \((?<h>[\w.:-]{1,253}) : (?<p>\d{1,5})\)/gi },
  { role: 'target', pattern: /\b(?:ComputerName|RemoteAddress|hostname|host|server|fqdn|dstname|DestinationHost(?:Name)?)\b["']?\s{0,20}[:=]\s{0,3}["']?(?<h>[\w-]{1,63}(?:\.[\w-]{1,63})+)/gi },
  { role: 'target', pattern: /\bcertificate is valid for [^\n]{1,600}, not (?<h>[0-9A-Fa-f:.]{3,45}|[\w.-]{1,253})/gi },
  { role: 'target', pattern: /<<>> DiG [^\n]{1,60}<<>>(?: @\S{1,60})?(?: [+-]\S{1,30}){0,6} (?<h>[\w.-]{1,253})/gi },
  { role: 'target', pattern: /(?:^|[\s"'(])\/\/(?<h>[\w-]{1,63}(?:\.[\w-]{1,63}){1,10})\//g },
  { role: 'target', pattern: /\\{2,4}(?<h>[\w-]{1,63}(?:\.[\w-]{1,63})+)\\/g },
]

/** A host that the words around it name. */
export interface NamedInWords {
  readonly role: PeerRole
  readonly host: string
  readonly port: string | undefined
  readonly at: number
}

/** Hosts of which the words around them say what they are. */
export function namedInWords(text: string): readonly NamedInWords[] {
  return IN_WORDS.flatMap(({ role, pattern, short, suffix = '' }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const { h = '', p } = match.groups ?? {}
      if (!isPlausible(`${h}${suffix}`, short === true)) return []
      return [{ role, host: `${h}${suffix}`, port: p, at: match.index + match[0].lastIndexOf(h) }]
    }),
  )
}

function isPlausible(host: string, short: boolean): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/(?<=[\da-f])\.$/i, '')
  if (parseIp(bare) !== null) return true
  if (host.includes('.')) return isHostName(host.replace(/(?<!\.)\.+$/, ''))
  return short && /^[a-z][a-z0-9_-]{1,62}$/.test(host) && !PROSE.test(host)
}

/** Words that stand where a short name could. */
const PROSE =
  /^(?:the|this|that|a|an|your|any|all|host|name|server|proxy|address|remote|unknown|endpoint|dns|error|lookup|for|to|of|in|is|and|or|login|failed)$/
