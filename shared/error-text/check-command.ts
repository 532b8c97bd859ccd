import { hostInUrl } from '../address/authority.ts'
import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { VIP_NAMES } from '../address/special.ts'
import { SCHEMES, type Scheme } from '../model/scheme.ts'
import { redissUrl, serviceUrl } from '../target/client-url.ts'
import { schemeOfPort, serviceOf, WEB } from '../target/url-of-host.ts'
import { isPrivateLinkName } from '../zone/private-names.ts'
import { publicNameOf } from '../zone/public-name.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { Layer } from './meanings/meaning.ts'
import type { Peer } from './peer.ts'

/** What the words around the hosts tell of a call. */
export interface CallWords {
  readonly layer: Layer | null
  /** Whether the client spoke TLS, so that a check which only connects proves nothing of it. */
  readonly spokeTls: boolean
  /** The port of an address that is that of the name. */
  readonly addressPort: number | null
  /** The port that the words are of, whatever host they name. */
  readonly port: number | null
  /** The port that clients with such words call, where the host does not tell another. */
  readonly clientPort: number | null
}

/**
 * The one check that decides what a text leaves open, from where the failing client runs. A name goes before an
 * address, since DNS is part of the question; a name of a private link zone is asked for by its public one.
 */
export function checkCommand(peers: readonly Peer[], words: CallWords): string | null {
  const targets = peers.filter(
    ({ role, port }) => role === 'target' && !(port !== null && ONLY_UDP.has(port)),
  )
  const named = targets.find(({ host }) => parseIp(host) === null && host.includes('.'))
  const chosen = named ?? targets.find(({ host }) => parseIp(host) !== null)
  if (chosen === undefined) return null
  const host = hostInUrl(calledName(chosen))
  return `perimeter check --url ${urlOf(chosen, targets, host, words)}${expected(chosen.host, targets, words.layer)}`
}

/** IKE, its NAT traversal and WireGuard, which a connection says nothing of. */
const ONLY_UDP: ReadonlySet<number> = new Set([500, 4500, 51_820])

/** Whose certificate the answer has: a VIP of Google’s is called by its own name, never by its address. */
function calledName({ host }: Peer): string {
  const { kind } = classify(host, EMPTY_BOOK)
  return kind === 'google-restricted' || kind === 'google-private'
    ? VIP_NAMES[kind]
    : publicNameOf(host)
}

function urlOf(chosen: Peer, targets: readonly Peer[], host: string, words: CallWords): string {
  const same = targets.filter((peer) => peer.host === chosen.host)
  const schemes = same.map((peer) => peer.scheme)
  const written = WEB_SCHEMES.find((one) => schemes.includes(one))
  const given = same.find((peer) => peer.port !== null)?.port ?? null
  if (written !== undefined) return webUrl(written, host, given)
  const service = schemes.map((one) => serviceUrl(one, host, given)).find((one) => one !== null)
  if (service !== undefined) return service
  const port = given ?? words.addressPort ?? words.port
  if (schemes.includes('rediss')) return redissUrl(host, port)
  if (port !== null) return urlOfPort(host, port, words.spokeTls)
  // Some services answer both HTTP and what most of their clients speak.
  const spoken = words.layer === 'http' ? WEB : serviceOf(host)
  return spoken === WEB && words.clientPort !== null
    ? urlOfPort(host, words.clientPort, words.spokeTls)
    : urlAt(spoken.scheme, host, spoken.port)
}

/** The URL by which a check of that port proves most. */
export function urlOfPort(host: string, port: number, spokeTls = false): string {
  const scheme = schemeOfPort(port)
  return urlAt(spokeTls && scheme === 'tcp' ? 'tls' : scheme, host, port)
}

/** Without a port where the scheme has it. */
function urlAt(scheme: Scheme, host: string, port: number): string {
  return SCHEMES[scheme].port === port ? `${scheme}://${host}/` : `${scheme}://${host}:${port}`
}

/** What URLs of the web begin with; where a text has several of one host, the first of these is asked by. */
const WEB_SCHEMES = ['wss', 'ws', 'https', 'http'] as const

function webUrl(written: (typeof WEB_SCHEMES)[number], host: string, port: number | null): string {
  const isOther = port !== null && port !== SCHEMES[written].port
  // A port of the other scheme stands in what a client printed of its connection.
  if (isOther && (port === 443 || port === 80)) return `${schemeOfPort(port)}://${host}/`
  return isOther ? `${written}://${host}:${port}/` : `${written}://${host}/`
}

/** Where the text shows that a private endpoint is meant, the check must say so: a public answer is no pass then. */
function expected(host: string, targets: readonly Peer[], layer: Layer | null): string {
  const isMeant = targets.some((peer) => isPrivateLinkName(peer.host))
  return isMeant && (layer === 'dns' || zoneOf(publicNameOf(host)) !== null)
    ? ' --expect resolution=private'
    : ''
}
