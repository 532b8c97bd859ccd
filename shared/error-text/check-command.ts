import { hostInUrl } from '../address/authority.ts'
import { parseIp } from '../address/ip.ts'
import { SCHEMES, type Scheme } from '../model/scheme.ts'
import { schemeOfPort, serviceOf, WEB } from '../target/url-of-host.ts'
import { isPrivateLinkName } from '../zone/private-names.ts'
import { publicNameOf } from '../zone/public-name.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { Layer } from './meanings/meaning.ts'
import type { Peer } from './peer.ts'

/**
 * The one check that decides what a text leaves open, from where the failing client runs. A name goes before an
 * address, since DNS is part of the question; a name of a private link zone is asked for by its public one.
 */
export function checkCommand(
  peers: readonly Peer[],
  layer: Layer | null,
  portOfWords: number | null = null,
): string | null {
  const targets = peers.filter(({ role }) => role === 'target')
  const named = targets.find(({ host }) => parseIp(host) === null && host.includes('.'))
  const chosen = named ?? targets.find(({ host }) => parseIp(host) !== null)
  if (chosen === undefined) return null
  const host = hostInUrl(publicNameOf(chosen.host))
  return `perimeter check --url ${urlOf(chosen, targets, host, { layer, port: portOfWords })}${expected(chosen.host, targets, layer)}`
}

function urlOf(
  chosen: Peer,
  targets: readonly Peer[],
  host: string,
  words: { readonly layer: Layer | null; readonly port: number | null },
): string {
  const same = targets.filter((peer) => peer.host === chosen.host)
  const written = same.map((peer) => peer.scheme).find((one) => one === 'https' || one === 'http')
  const given = same.find((peer) => peer.port !== null)?.port ?? null
  if (written !== undefined) return webUrl(written, host, given)
  // An address with a port is that of the name beside it.
  const port =
    given ??
    targets.find((peer) => peer.port !== null && parseIp(peer.host) !== null)?.port ??
    words.port
  if (port !== null) return urlOfPort(host, port)
  // Some services answer both HTTP and what most of their clients speak.
  const service = words.layer === 'http' ? WEB : serviceOf(host)
  return urlAt(service.scheme, host, service.port)
}

/** The URL by which a check of that port proves most. */
export function urlOfPort(host: string, port: number): string {
  return urlAt(schemeOfPort(port), host, port)
}

/** Without a port where the scheme has it. */
function urlAt(scheme: Scheme, host: string, port: number): string {
  return SCHEMES[scheme].port === port ? `${scheme}://${host}/` : `${scheme}://${host}:${port}`
}

function webUrl(written: 'https' | 'http', host: string, port: number | null): string {
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
