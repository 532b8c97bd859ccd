import type { Classification } from '../../address/classify.ts'
import { takesDefaultRoute } from '../../address/default-route.ts'
import { googleDomain, isGoogleName } from '../../zone/google-domains.ts'
import type { BareView } from '../bare-view.ts'
import type { Connection, Connections } from '../connections.ts'
import { CUT, hasFailed, SILENT } from '../seen.ts'

/** Names that Cloud SQL and AlloyDB give to instances behind an endpoint in the client’s own network. */
const PUBLISHED_NAME = /\.(sql|alloydb-psc)\.goog$/

/** Whether a name is one that the cloud gives out and puts into no zone that a network gets by itself. */
export function isPublishedName(host: string): boolean {
  return PUBLISHED_NAME.test(host)
}

/** Whether a target is a published service behind a Private Service Connect endpoint, by its name or its catalog. */
export function isPublishedService({ host, capabilities }: BareView['target']): boolean {
  return isPublishedName(host) || capabilities.some((id) => /\bpsc-path$/.test(id))
}

/** The ways that a name of Google’s APIs can be led to inside a network. */
type Way = 'google-restricted' | 'google-private' | 'endpoint'

/** What a name of a domain leads to. */
export interface Led {
  readonly way: Way
  /** The name that showed it, and its address. */
  readonly host: string
  readonly address: string
}

/** What the sweep shows of how this network leads to Google’s APIs. */
export interface GoogleFacts {
  /** By domain (`googleapis.com`): where a name of it leads to. Absent: none leads to a VIP or an endpoint. */
  readonly led: ReadonlyMap<string, Led>
  /** Names that lead to a VIP. */
  readonly vips: readonly string[]
  /** By private address that a name of Google’s APIs leads to: that name. */
  readonly endpoints: ReadonlyMap<string, string>
  /** Private addresses of managed services, by the catalogs of Google Cloud that list them. */
  readonly services: ReadonlySet<string>
  /** Public addresses that names of Google’s APIs lead to. */
  readonly front: ReadonlySet<string>
  /** What was dialled of the internet besides Google: whether any of it answered, and what met a loss. */
  readonly internet: {
    readonly reached: boolean
    readonly hosts: readonly string[]
    readonly addresses: readonly string[]
  }
}

interface Found extends Pick<Led, 'host' | 'address'> {
  readonly way: Way | 'front' | null
  /** The domain of Google’s that the name lies in; null: the name is somebody else’s. */
  readonly domain: string | null
}

/** Source: https://docs.cloud.google.com/vpc/docs/private-access-options (the ways there are). */
export function googleFacts(views: readonly BareView[], connections: Connections): GoogleFacts {
  const found = views.flatMap(foundBy)
  const ofGoogle = found.filter(({ domain }) => domain !== null)
  const led = ofGoogle.flatMap(({ domain, host, address, way }) =>
    domain === null || way === null || way === 'front'
      ? []
      : [[domain, { way, host, address }] as const],
  )
  const addressesBy = (way: Found['way']) => ofGoogle.filter((f) => f.way === way)
  const front = new Set(addressesBy('front').map(({ address }) => address))
  return {
    // The first name of a domain stands for it.
    led: new Map(led.toReversed()),
    vips: [...new Set(found.filter(({ way }) => isVip(way)).map(({ host }) => host))],
    endpoints: new Map(addressesBy('endpoint').map(({ address, host }) => [address, host])),
    services: servicesOf(views),
    front,
    internet: internetFacts(views, connections, front),
  }
}

/** Catalogs of services whose instances private services access leads to; a cluster’s control plane is led to otherwise. */
const OF_SERVICES: ReadonlySet<string | null> = new Set(['cloud-sql', 'alloydb', 'memorystore'])

/** What such a catalog lists at a private address, and is no name of Google’s APIs, is an instance. */
function servicesOf(views: readonly BareView[]): ReadonlySet<string> {
  const ours = views.filter(
    ({ target }) =>
      OF_SERVICES.has(target.catalog) &&
      googleDomain(target.host) === null &&
      !isPublishedService(target),
  )
  const places = ours.flatMap(({ names, legs }) => [...names.application, ...legs])
  return new Set(places.filter(({ about }) => about.isPrivate).map(({ address }) => address))
}

function internetFacts(
  views: readonly BareView[],
  connections: Connections,
  front: ReadonlySet<string>,
): GoogleFacts['internet'] {
  const [any] = views
  const out = [...connections]
    .filter(
      ([address]) =>
        any !== undefined && !front.has(address) && takesDefaultRoute(any.classify(address)),
    )
    .flatMap(([address, ports]) => [...ports.values()].map((tally) => ({ address, tally })))
    .map(({ address, tally }) => ({
      address,
      lost: tally.lost.filter(isOfInternet).filter(({ opening }) => hasFailed(opening, SILENT)),
      alive: [...tally.opened, ...tally.lost].filter(isOfInternet).some(isSignOfLife),
    }))
  const lost = out.filter(({ lost: of }) => of.length > 0)
  return {
    reached: out.some(({ alive }) => alive),
    hosts: [...new Set(lost.flatMap(({ lost: of }) => of.map(({ host }) => host)))],
    addresses: lost.map(({ address }) => address),
  }
}

function isOfInternet({ host }: Connection): boolean {
  return !isGoogleName(host)
}

/** Accepted, refused or cut: somebody out there said so. */
function isSignOfLife({ opening }: Connection): boolean {
  const { failure } = opening
  return failure === null || failure.code === 'connection_refused' || hasFailed(opening, CUT)
}

function foundBy({ target: { host }, names }: BareView): readonly Found[] {
  const domain = googleDomain(host)?.name ?? null
  return names.application.map(({ address, about }) => ({
    host,
    domain,
    address,
    way: wayOf(about),
  }))
}

function wayOf({ kind, realm, isPrivate }: Classification): Found['way'] {
  if (kind === 'google-restricted' || kind === 'google-private') return kind
  if (isPrivate) return 'endpoint'
  return realm === 'public' ? 'front' : null
}

function isVip(way: Found['way']): boolean {
  return way === 'google-restricted' || way === 'google-private'
}
