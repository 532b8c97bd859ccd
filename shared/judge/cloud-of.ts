import { SERVICES_OWNER } from '../address/book.ts'
import { CATALOGS } from '../catalog/builtin.ts'
import type { Cloud, CloudPlatform } from '../model/cloud.ts'
import type { Target } from '../model/target.ts'
import { cloudOfName } from '../zone/cloud-of-name.ts'
import type { TargetView } from './target-view.ts'

const GOOGLE_CATALOGS: ReadonlySet<string> = new Set(
  CATALOGS.filter(({ cloud }) => cloud === 'gcp').map(({ name }) => name),
)

/**
 * The cloud that a target belongs to: by its name, and for one of a catalog of Google Cloud by that. Catalogs of Azure
 * say nothing of it: some of what they list runs elsewhere (Arc).
 */
function cloudOfTarget({ host, catalog }: Pick<Target, 'host' | 'catalog'>): CloudPlatform | null {
  return cloudOfName(host) ?? (GOOGLE_CATALOGS.has(catalog ?? '') ? 'gcp' : null)
}

/** The resolver that a network of a cloud has (metadata server of Google Cloud, platform address of Azure). */
const RESOLVERS: Readonly<Record<string, CloudPlatform>> = {
  '169.254.169.254:53': 'gcp',
  '168.63.129.16:53': 'azure',
}

/**
 * The cloud of the network that the probe is in: what the platform says; else its resolver; else Google’s, where names
 * lead to a VIP, which exists only for networks of Google Cloud and those attached to one
 * (https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid).
 */
export function homeOf({ platform, sweep }: Pick<TargetView, 'platform' | 'sweep'>): Cloud {
  if (platform.cloud !== 'other') return platform.cloud
  const [own] = platform.resolvers.flatMap((server) => RESOLVERS[server] ?? [])
  return own ?? (sweep.google.vips.length > 0 ? 'gcp' : 'other')
}

/**
 * In whose words a target is told of. What leaves the network is decided where the probe runs; what lies inside one, at
 * a private address or a VIP, by the cloud that the target belongs to.
 */
export function cloudOf(view: TargetView): Cloud {
  const own = cloudOfTarget(view.target) ?? (isGooglesInside(view) ? 'gcp' : null)
  const home = homeOf(view)
  if (own === null) return home
  if (isInside(view)) return own
  return home === 'other' ? own : home
}

/** Whether it goes to what the sweep or the configuration knows as Google’s inside the network. */
function isGooglesInside({ legs, sweep }: TargetView): boolean {
  return legs.some(
    ({ address, about }) =>
      sweep.google.endpoints.has(address) ||
      sweep.google.services.has(address) ||
      about.owner === SERVICES_OWNER,
  )
}

function isInside({ names, legs }: TargetView): boolean {
  const places = [...names.application, ...legs].map(({ about }) => about.realm)
  return places.some((realm) => realm === 'private' || realm === 'vip')
}
