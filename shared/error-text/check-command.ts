import { hostInUrl } from '../address/authority.ts'
import { parseIp } from '../address/ip.ts'
import { isPrivateLinkName } from '../zone/private-names.ts'
import { publicNameOf } from '../zone/public-name.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { Layer } from './meanings/meaning.ts'
import type { Peer } from './peer.ts'

const SCHEMES: Readonly<Record<number, string>> = { 443: 'https', 80: 'http' }

/**
 * The one check that decides what a text leaves open, from where the failing client runs. A name goes before an
 * address, since DNS is part of the question; a name of a private link zone is asked for by its public one.
 */
export function checkCommand(peers: readonly Peer[], layer: Layer | null): string | null {
  const targets = peers.filter(({ role }) => role === 'target')
  const named = targets.find(({ host }) => parseIp(host) === null && host.includes('.'))
  const chosen = named ?? targets.find(({ host }) => parseIp(host) !== null)
  if (chosen === undefined) return null
  const port =
    chosen.port ??
    targets.find((peer) => peer.port !== null && peer.host !== chosen.host)?.port ??
    443
  const host = hostInUrl(publicNameOf(chosen.host))
  const scheme = SCHEMES[port] ?? 'tcp'
  const url = scheme === 'tcp' ? `tcp://${host}:${port}` : `${scheme}://${host}/`
  return `perimeter check --url ${url}${expected(chosen.host, targets, layer)}`
}

/** Where the text shows that a private endpoint is meant, the check must say so: a public answer is no pass then. */
function expected(host: string, targets: readonly Peer[], layer: Layer | null): string {
  const isMeant = targets.some((peer) => isPrivateLinkName(peer.host))
  return isMeant && (layer === 'dns' || zoneOf(publicNameOf(host)) !== null)
    ? ' --expect resolution=private'
    : ''
}
