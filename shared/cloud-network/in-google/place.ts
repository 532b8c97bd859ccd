import { type Ip, parseIp } from '../../address/ip.ts'
import { inRange, type ServiceTags } from '../match.ts'
import type { GoogleNetwork } from './model.ts'

/** Where the probe stands in the configuration. */
export interface GooglePlace {
  readonly google: GoogleNetwork
  readonly subnet: GoogleNetwork['subnets'][number]
  readonly network: GoogleNetwork['networks'][number]
  /** null: not known, it is any address of the subnet. */
  readonly source: Ip | null
  /** Network tags of the revision or the machine; null: not known. */
  readonly tags: readonly string[] | null
  /** The service account; null: not known. */
  readonly account: string | null
  /** null: not known. Cloud Run by Direct VPC egress has none. */
  readonly hasExternalAddress: boolean | null
  /** Published ranges by owner in lower case. */
  readonly owners: ServiceTags
}

/** What is known of the place of the probe. */
export interface GoogleStanding
  extends Pick<GooglePlace, 'tags' | 'account' | 'hasExternalAddress' | 'owners'> {
  /** The subnet that the configuration names: its path, its name, or `region/name`; null: not said. */
  readonly subnet: string | null
  readonly addresses: readonly string[]
}

/** The place of the probe in Google Cloud: the subnet that is named, else the one that holds an address of the host. */
export function googlePlace(google: GoogleNetwork, standing: GoogleStanding): GooglePlace | null {
  const { subnet: named, addresses, ...known } = standing
  const ips = addresses.flatMap((address) => parseIp(address) ?? [])
  const fitting = google.subnets.filter((subnet) =>
    named === null ? ips.some((ip) => within(subnet.prefixes, ip)) : isNamed(subnet, named),
  )
  const [subnet, ...others] = fitting
  if (subnet === undefined || others.length > 0) return null
  const network = google.networks.find(({ id }) => id === subnet.network)
  const source = ips.find((ip) => within(subnet.prefixes, ip)) ?? null
  return { google, subnet, network: network ?? bare(subnet.network), source, ...known }
}

function isNamed({ id, name, region }: GoogleNetwork['subnets'][number], named: string): boolean {
  return [id, name, `${region}/${name}`].includes(named)
}

/** A network of which only its subnets are in the export. */
export function bare(id: string): GoogleNetwork['networks'][number] {
  return { id, name: id.split('/').at(-1) ?? id, policiesFirst: false, peerings: [] }
}

/** Whether an address lies in one of the prefixes. */
export function within(prefixes: readonly string[], ip: Ip): boolean {
  return prefixes.some((prefix) => inRange(prefix, ip) === true)
}
