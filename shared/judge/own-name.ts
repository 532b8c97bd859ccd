import type { HandshakeObservation } from '../model/observation.ts'
import { isGoogleName } from '../zone/google-domains.ts'
import { zoneOf } from '../zone/zone-of.ts'
import { chainOf } from './certificates.ts'
import type { TargetView } from './target-view.ts'

/** A name of one's own for a service of Azure: what answers there has a certificate for its own names only. */
export interface OwnName {
  /** The service, as Private Link's table calls it. */
  readonly service: string
  /** The names that its certificate holds. */
  readonly names: readonly string[]
  /** The service's own name, where the alias chain holds it; null where the zone has the address alone. */
  readonly publicName: string | null
}

/**
 * What a host outside every suffix of the table leads to, by a certificate for names inside one; null for a name of
 * the service itself, and for any other certificate.
 */
export function ownNameOf(
  view: TargetView,
  handshake: HandshakeObservation | null,
): OwnName | null {
  const { host } = view.target
  if (handshake === null || handshake.nameMatches !== false) return null
  if (zoneOf(host) !== null || isGoogleName(host)) return null
  const [leaf] = chainOf(handshake, view.certificates)
  const names = leaf?.names ?? []
  const service = names.map((name) => zoneOf(name.replace('*', 'any'))?.service).find(Boolean)
  if (service === undefined || host.includes('.privatelink')) return null
  const chain = view.names.wire.flatMap((w) => w.facts?.chain ?? [])
  const publicName = chain.map(({ target }) => target).find((name) => zoneOf(name) !== null)
  return { service, names, publicName: publicName ?? null }
}
