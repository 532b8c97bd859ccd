import { hostInUrl } from '../address/authority.ts'
import { parseIp } from '../address/ip.ts'
import { SCHEMES, type Scheme } from '../model/scheme.ts'
import { isPrivateLinkName } from '../zone/private-names.ts'
import { publicNameOf } from '../zone/public-name.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { Layer } from './meanings/meaning.ts'
import type { Peer } from './peer.ts'

/** The scheme by which a port proves most; its own port is then left out. */
const BY_PORT: Readonly<Record<number, Scheme>> = {
  443: 'https',
  80: 'http',
  587: 'smtp',
  143: 'imap',
  1433: 'sqlserver',
  5432: 'postgres',
  3306: 'mysql',
}
/** Ports of services that speak TLS from the first byte. */
const TLS_PORTS = new Set([465, 636, 993, 3269, 5671, 6380, 8883, 9093, 10255, 10350])

/**
 * The one check that decides what a text leaves open, from where the failing client runs. A name goes before an
 * address, since DNS is part of the question; a name of a private link zone is asked for by its public one.
 */
export function checkCommand(
  peers: readonly Peer[],
  layer: Layer | null,
  wordsOf: number | null = null,
): string | null {
  const targets = peers.filter(({ role }) => role === 'target')
  const named = targets.find(({ host }) => parseIp(host) === null && host.includes('.'))
  const chosen = named ?? targets.find(({ host }) => parseIp(host) !== null)
  if (chosen === undefined) return null
  const host = hostInUrl(publicNameOf(chosen.host))
  return `perimeter check --url ${urlOf(chosen, targets, host, wordsOf)}${expected(chosen.host, targets, layer)}`
}

function urlOf(
  chosen: Peer,
  targets: readonly Peer[],
  host: string,
  wordsOf: number | null,
): string {
  const same = targets.filter((peer) => peer.host === chosen.host)
  const written = same.map((peer) => peer.scheme).find((one) => one === 'https' || one === 'http')
  const given = same.find((peer) => peer.port !== null)?.port ?? null
  if (written !== undefined) return webUrl(written, host, given)
  // An address with a port is that of the name beside it.
  const port =
    given ??
    targets.find((peer) => peer.port !== null && parseIp(peer.host) !== null)?.port ??
    wordsOf ??
    443
  return urlOfPort(host, port)
}

/** The URL by which a check of that port proves most. */
export function urlOfPort(host: string, port: number): string {
  const scheme = BY_PORT[port] ?? (TLS_PORTS.has(port) ? 'tls' : 'tcp')
  return SCHEMES[scheme].port === port ? `${scheme}://${host}/` : `${scheme}://${host}:${port}`
}

function webUrl(written: 'https' | 'http', host: string, port: number | null): string {
  const isOther = port !== null && port !== SCHEMES[written].port
  // A port of the other scheme stands in what a client printed of its connection.
  if (isOther && (port === 443 || port === 80)) return `${BY_PORT[port]}://${host}/`
  return isOther ? `${written}://${host}:${port}/` : `${written}://${host}/`
}

/** Where the text shows that a private endpoint is meant, the check must say so: a public answer is no pass then. */
function expected(host: string, targets: readonly Peer[], layer: Layer | null): string {
  const isMeant = targets.some((peer) => isPrivateLinkName(peer.host))
  return isMeant && (layer === 'dns' || zoneOf(publicNameOf(host)) !== null)
    ? ' --expect resolution=private'
    : ''
}
