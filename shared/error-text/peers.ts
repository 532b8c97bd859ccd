import { parsePort } from '../address/authority.ts'
import { parseCidr } from '../address/cidr.ts'
import { canonicalIp, parseIp } from '../address/ip.ts'
import { portOfScheme, spokenScheme } from '../target/url-of-host.ts'
import { isHostName } from './host-name.ts'
import type { Peer, PeerRole } from './peer.ts'
import { namedInWords } from './peer-words.ts'

const URL =
  /\b([a-z][a-z0-9+._-]{1,30}):\/\/(?:[^\s/@"'<>]{1,200}@)?(\[[0-9a-f:.%]{2,60}\]|[\w.-]{1,253})(?::(\d{1,5}))?([/?#][^\s"'<>\\)\]]{0,2000})?/gi
const BARE =
  /(?<![\w.@\\-]|\d:|\bv(?:ersion)?[=: ]{1,3}v?|(?<!(?:^|[\s:([>]|\.[a-z]{2,15}))\/)(?:ipv[46]:(?:%5B)?)?(\[[0-9a-f:.]{2,45}\]|[\w-]{1,63}(?:\.[\w-]{1,63}){1,12})(?:\.)?\]?(?:[:#](\d{1,5}))?(?![\w-]|\.\w)/gi
const BARE_V6 =
  /(?<![\w.:[])((?:[0-9a-f]{1,4}:){2,7}[0-9a-f]{0,4}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w.:])/gi
const READ_MORE =
  /\b(?:refer|see(?! (?:the )?inner exception)|(?<!\b(?:tried|trying|attempt|attempted|permission|allowed) to )visit(?:ing)?|more (?:information|details|info)|documentation|learn more|help|troubleshoot\w{0,5}|read more|docs?|guide|instructions?|go to|details at)\b[^\n]{0,50}$/i
/** The issuer of a token, and the kind of a problem (RFC 9457, section 3.1.1), are URLs that nobody called. */
const NAMES_NOBODY = /(?:\biss["']?[=:] ?["']?|"type" ?: ?")$/i
const PAGES =
  /^(?:aka\.ms|go\.microsoft\.com|fwlink|(?:learn|docs|support)\.microsoft\.com|(?:docs\.)?cloud\.google\.com|developers\.google\.com|stackoverflow\.com|curl\.se|nodejs\.org|kubernetes\.io|pip\.pypa\.io|gh\.io|bit\.ly|docs\.[\w.-]+|www\.docker\.com|developer\.hashicorp\.com|go\.dev|man7\.org|schemas\.[\w.]+|www\.w3\.org)$/
/** What names end with, tokens are for, and types are named by (google.protobuf.Any): no host of its own. */
const SUFFIX_ALONE =
  /^(?:(?:(?:blob|file|queue|table|web|dfs)\.)?core\.(?:windows\.net|chinacloudapi\.cn|usgovcloudapi\.net)|vault\.azure\.net|database\.windows\.net|servicebus\.(?:windows|azure)\.net|azurecr\.io|type\.googleapis\.com)$/i
const ISSUE = /^\/[^/\s]{1,100}\/[^/\s]{1,100}\/(?:(?:issues|wiki|discussions|pull)\b|blob\/)/

/** Hosts and addresses, with ports, in the order of the text; each place once. Bounded: a text has at most `MOST`. */
export function peersIn(text: string): readonly Peer[] {
  const found = new Map<number, Peer>()
  const add = (peer: Peer | null) => {
    if (peer !== null && !found.has(peer.at) && found.size < MOST) found.set(peer.at, peer)
  }
  for (const named of namedInWords(text)) add(peer(named.host, named.port, named.role, named.at))
  const taken: (readonly [number, number])[] = []
  for (const match of text.matchAll(URL)) {
    taken.push([match.index, match.index + match[0].length])
    add(ofUrl(match, text))
  }
  const isFree = (at: number) => !taken.some(([from, to]) => at >= from && at < to)
  for (const match of text.matchAll(BARE)) if (isFree(match.index)) add(bare(match, text))
  for (const match of text.matchAll(BARE_V6)) {
    const [, host = ''] = match
    const end = match.index + host.length
    if (parseIp(host) === null || isPrefix(host, text.slice(end, end + 5))) continue
    if (isFree(match.index)) add(peer(host, undefined, 'target', match.index))
  }
  return settled([...found.values()], text).toSorted((a, b) => a.at - b.at)
}

/** What is known only of the whole: ports that stand elsewhere, proxies named elsewhere, names in certificates. */
function settled(peers: readonly Peer[], text: string): readonly Peer[] {
  const behind = peers.map((one) => ({ ...one, port: one.port ?? portBehind(one, text) }))
  const withPorts = behind.map((one) => ({ ...one, port: one.port ?? onlyPort(one, behind) }))
  const proxies = withPorts.filter(({ role }) => role === 'proxy')
  const resolvers = withPorts.filter(({ role }) => role === 'resolver')
  return withPorts.map((one) => {
    if (one.role !== 'target') return one
    if (isOfCertificate(one, text)) return { ...one, role: 'reference' }
    const isProxy = proxies.some(
      ({ host, port }) => host === one.host && (port ?? one.port) === (one.port ?? port),
    )
    if (isProxy) return { ...one, role: 'proxy' }
    // dig prints the address of its server twice.
    const isResolver =
      parseIp(one.host) !== null &&
      resolvers.some(({ host, port }) => host === one.host && port === 53 && one.port === 53)
    return isResolver ? { ...one, role: 'resolver' } : one
  })
}

/** The port that a host has wherever the text gives one. */
function onlyPort({ host, scheme }: Peer, peers: readonly Peer[]): number | null {
  const ports = new Set(peers.flatMap((one) => (one.host === host ? (one.port ?? []) : [])))
  const [port] = ports
  return scheme === null && ports.size === 1 && port !== undefined ? port : null
}

/** `host github.com port 22`, `at "db.contoso.com" (10.1.0.6), port 5432`, `Host=db.contoso.com;Port=6432`. */
const PORT_BEHIND =
  /^["'\u2019\])]{0,3}(?: \([^)\s]{1,60}\))?(?:[,;]?\s{1,8}|;)(?:on |-{1,2}|["'])?port["']?[ :=#]{1,2}["']?(\d{1,5})\b/i

function portBehind({ host, at }: Peer, text: string): number | null {
  const [, port] = PORT_BEHIND.exec(text.slice(at + host.length, at + host.length + 90)) ?? []
  return port === undefined ? null : parsePort(port)
}

/** The lines of openssl and curl that say who signed a certificate. */
const OF_AUTHORITY = /^(?:depth=[1-9]|[ \d]{0,4}i:|[ ]{0,3}[1-9] s:|[* ]{0,4}issuer\b ?[:=])/i
/** As far back the words stand that names in a certificate follow. */
const LONGEST_NAMES = 640
const CERTIFICATE_NAMES = /\bcertificate is valid for [^\n]{0,600}$/i

function isOfCertificate({ at }: Peer, text: string): boolean {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  if (OF_AUTHORITY.test(before)) return true
  const near = before.slice(-LONGEST_NAMES)
  return CERTIFICATE_NAMES.test(near) && !/, not (?:\[|\*\.)?$/.test(near)
}

const MOST = 2000

function ofUrl(match: RegExpMatchArray, text: string): Peer | null {
  const [, written = '', host = '', port, path = ''] = match
  const given = written.toLowerCase()
  // What stands before mongodb+srv:// is looked up, and no host that is called.
  const scheme = given.endsWith('+srv') ? given : spokenScheme(given)
  const at = (match.index ?? 0) + match[0].indexOf('://') + 3
  const before = text.slice(Math.max(0, (match.index ?? 0) - 70), match.index)
  const isPage =
    SUFFIX_ALONE.test(host) ||
    (PAGES.test(host.toLowerCase()) && path.length > 1) ||
    ISSUE.test(path)
  const role =
    isPage || READ_MORE.test(before) || NAMES_NOBODY.test(before) ? 'reference' : 'target'
  const made = peer(host, port, role, at)
  const isHost =
    made !== null && (parseIp(made.host) !== null || made.host.includes('.') || made.port !== null)
  return isHost ? { ...made, port: made.port ?? portOfScheme(scheme), scheme } : null
}

/** Packages of Go begin with the host that they come from, which nobody called. */
const GO_PACKAGE =
  /^(?:github\.com|(?:google\.)?golang\.org|(?:sigs\.)?k8s\.io|gopkg\.in|go\.[\w.]{3,60})\/[\w./~-]{1,200}?(?:@v\d|\.\(?\*?[A-Z]\w|\.[a-z]\w{0,40}[A-Z(])/

function bare(match: RegExpMatchArray, text: string): Peer | null {
  const [whole, host = '', port] = match
  const at = (match.index ?? 0) + whole.indexOf(host)
  const isAddress = parseIp(unbracketed(host)) !== null
  if (isAddress && isPrefix(host, text.slice(at + host.length, at + host.length + 5))) return null
  const isNobody = SUFFIX_ALONE.test(host) || GO_PACKAGE.test(text.slice(at, at + 260))
  const role = isNobody ? 'reference' : 'target'
  return isAddress || isHostName(host) ? peer(host, port, role, at) : null
}

/** `10.0.0.0/8` names many; `10.1.1.5/443` is an address and its port in the logs of some firewalls. */
function isPrefix(host: string, behind: string): boolean {
  const length = /^\/(\d{1,3})(?![\d.])/.exec(behind)?.[1]
  const prefix = length === undefined ? null : parseCidr(`${host}/${length}`)
  if (prefix === null || prefix.bits === 8 * prefix.bytes.length) return false
  return prefix.bytes.every((byte, i) => (byte & (0xff >> clamp(prefix.bits - 8 * i))) === 0)
}

const clamp = (bits: number) => Math.max(0, Math.min(8, bits))

function peer(host: string, port: string | undefined, role: PeerRole, at: number): Peer | null {
  const bareHost = trimmed(unbracketed(host))
  if (bareHost === '' || bareHost.length > 253) return null
  const name = parseIp(bareHost) === null ? bareHost.toLowerCase() : canonicalIp(bareHost)
  const known = port === undefined ? null : parsePort(port)
  // Where a program listens; nobody calls it.
  if (name === '::' || name === '0.0.0.0') return null
  const isDns = role === 'target' && known === 53 && parseIp(name) !== null
  return { host: name, port: known, scheme: null, role: isDns ? 'resolver' : role, at }
}

const unbracketed = (host: string) => host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')
const trimmed = (host: string) => host.replace(/(?<!\.)\.+$/, '')
