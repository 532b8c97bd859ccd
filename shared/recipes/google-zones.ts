import { type GoogleDomain, googleDomain } from '../zone/google-domains.ts'
import { type Omitted, omitted } from './comment.ts'
import { GOOGLE_VIPS, isVip, type Vip } from './google-vips.ts'
import type { Need } from './need.ts'

/** One record set; names are full, with the final dot. */
export interface RecordSet {
  readonly name: string
  readonly type: 'A' | 'AAAA' | 'CNAME'
  readonly data: readonly string[]
}

/** A private zone that leads Google’s names to a VIP or an endpoint of Private Service Connect. */
export interface GoogleZone {
  readonly domain: string
  readonly records: readonly RecordSet[]
  readonly needs: readonly Need[]
  /** A private zone of this name answers already, and lacks the record. */
  readonly exists: boolean
}

const NOT_LED = 'Not led to a VIP or endpoint, so that it needs no zone of Google’s'
const NO_DOMAIN = 'Expected at a VIP, and in no domain that Google lists for it'
const DIRECTORY = 'Service Directory makes the zone p.googleapis.com with the endpoint'
const AZURE = 'No name of Google’s: --for dns-zones'
const OWN = 'Must be private, and no name of Google’s: the DNS that serves the name must answer'
const TWO_WAYS =
  'Expected at two VIPs or endpoints in one network, which cannot be: choose one, or ask for each with --only'

/** A name that must lead to a VIP or an endpoint, and the addresses that it must have. */
export interface GoogleName {
  readonly host: string
  readonly addresses4: readonly string[]
  readonly addresses6: readonly string[]
  readonly needs: readonly Need[]
}

/** What the zones lead, name by name: for what overrides single names. */
export function googleNamesLed(needs: readonly Need[]): {
  readonly names: readonly GoogleName[]
  readonly left: readonly Omitted[]
} {
  const { zones, left } = googleZones(needs)
  const led = zones.flatMap((zone) => zone.needs)
  const byHost = Map.groupBy(led, ({ host }) => host)
  const names = [...byHost].map(([host, same]) => ({ host, ...addressesOf(same[0]), needs: same }))
  return { names, left }
}

function addressesOf(need: Need | undefined): Pick<GoogleName, 'addresses4' | 'addresses6'> {
  if (need === undefined) return { addresses4: [], addresses6: [] }
  if (!isVip(need.leads)) {
    return { addresses4: need.addresses.map((a) => a.replace('/32', '')), addresses6: [] }
  }
  const { addresses4, address6 } = GOOGLE_VIPS[need.leads]
  return { addresses4, addresses6: [address6] }
}

/** The zones for what must resolve to a VIP or an endpoint, by domain. */
export function googleZones(needs: readonly Need[]): {
  readonly zones: readonly GoogleZone[]
  readonly left: readonly Omitted[]
} {
  const left: Omitted[] = []
  const byDomain = new Map<string, { domain: GoogleDomain; needs: Need[] }>()
  for (const need of needs.filter((n) => n.wants.resolve && n.action === 'allow')) {
    const place = placeOf(need)
    if (place === null) continue
    if (typeof place === 'string') {
      left.push(omitted(need, place))
      continue
    }
    const known = byDomain.get(place.name) ?? { domain: place, needs: [] }
    byDomain.set(place.name, { ...known, needs: [...known.needs, need] })
  }
  const found = [...byDomain.values()].toSorted((a, b) => (a.domain.name < b.domain.name ? -1 : 1))
  const zones = found.flatMap(({ domain, needs: mine }) => {
    const ways = new Set(mine.map(wayOf))
    if (ways.size === 1) return [zoneOf(domain, mine)]
    left.push(...mine.map((need) => omitted(need, TWO_WAYS)))
    return []
  })
  return { zones, left }
}

/** The domain of a need; a text says why there is none; null when no zone has to lead it. */
function placeOf(need: Need): GoogleDomain | string | null {
  const { kind, host, leads, addresses } = need
  if (kind !== 'name') return null
  const domain = googleDomain(host)
  if (isVip(leads)) return domain ?? NO_DOMAIN
  if (domain === null) return leads === 'private' ? notGoogle(need) : null
  if (leads !== 'private') return NOT_LED
  if (host.endsWith('.p.googleapis.com')) return DIRECTORY
  return isEndpoint(addresses) ? domain : NOT_LED
}

/** Whose DNS leads a private name that is none of Google’s. */
function notGoogle({ zones }: Need): string {
  return zones.length > 0 ? AZURE : OWN
}

/** Private Service Connect gives single IPv4 addresses. */
function isEndpoint(addresses: readonly string[]): boolean {
  return addresses.length > 0 && addresses.every((a) => /^[\d.]+(\/32)?$/.test(a))
}

function wayOf({ leads, addresses }: Need): string {
  return isVip(leads) ? leads : addresses.join(' ')
}

function zoneOf(domain: GoogleDomain, needs: readonly Need[]): GoogleZone {
  const [first] = needs
  const vip = first !== undefined && isVip(first.leads) ? GOOGLE_VIPS[first.leads] : null
  const addresses = addressesOf(first).addresses4
  const { name } = domain
  // googleapis.com has the VIP’s own name in it; other domains, and endpoints, answer at the apex.
  const inside = vip?.name.endsWith(`.${name}`) === true
  const target = inside && vip !== null ? vip.name : name
  const wildcard: RecordSet[] = domain.below
    ? [{ name: `*.${name}.`, type: 'CNAME', data: [`${target}.`] }]
    : []
  const records = [...hostRecords(target, vip, addresses), ...wildcard]
  return { domain: name, needs, records, exists: needs.some(({ wants }) => wants.record === true) }
}

function hostRecords(
  name: string,
  vip: Vip | null,
  addresses: readonly string[],
): readonly RecordSet[] {
  if (vip === null) return [{ name: `${name}.`, type: 'A', data: addresses }]
  return [
    { name: `${name}.`, type: 'A', data: vip.addresses4 },
    { name: `${name}.`, type: 'AAAA', data: [vip.address6] },
  ]
}
