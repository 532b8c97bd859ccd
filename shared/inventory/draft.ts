import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { CATALOGS } from '../catalog/builtin.ts'
import { isBelow } from '../zone/site.ts'
import { zoneOf } from '../zone/zone-of.ts'
import { hostIn } from './host-in.ts'
import type { Found, FoundCatalog, FoundTarget } from './part.ts'
import { type DraftEntry, sifted, soundCatalog } from './sound.ts'

/** A configuration before it is written. Every entry is one that the program accepts. */
export interface Draft {
  readonly ranges: readonly string[]
  readonly servicesRanges: readonly string[]
  readonly catalogs: readonly DraftEntry[]
  readonly targets: readonly DraftEntry[]
  readonly notes: readonly string[]
  /** Types that are not known, with how often each was seen. */
  readonly unknown: readonly (readonly [type: string, count: number])[]
}

/** What was found, as entries: each endpoint once, each system once, and nothing that would be refused. */
export function draftOf(found: Found): Draft {
  const targets = shortNames(proven(merged(inside(found))).map(targetEntry))
  const way = wayOf(found.googleWays)
  const catalogs = named(
    grouped(withWay(found)).map((one) => catalogEntry(one, way, found.targets)),
  )
  const sound = [
    ...catalogs.map((one) => soundCatalog(one)),
    ...targets.map((one) => sifted(one, 'targets')),
  ]
  const refused = sound.flatMap(({ refused }) => refused)
  const kept = (list: 'catalogs' | 'targets') =>
    sound.flatMap(({ draft, of }) => (draft !== null && of === list ? [draft] : []))
  return {
    ranges: unique(found.ranges),
    servicesRanges: unique(found.servicesRanges),
    ...{ catalogs: kept('catalogs'), targets: kept('targets') },
    notes: unique([...found.notes, ...wayNote(catalogs, way), ...refused]),
    unknown: counted(found.unknown),
  }
}

function inside({ targets, insideDomains }: Found): readonly FoundTarget[] {
  return targets.map((one) => {
    const host = hostIn(one.url)
    const isInside = host !== null && isBelow(host, insideDomains)
    return isInside ? { ...one, isPrivate: true } : one
  })
}

function merged(targets: readonly FoundTarget[]): readonly FoundTarget[] {
  return [...Map.groupBy(targets, ({ url }) => url).values()].map((same) => ({
    ...(same[0] as FoundTarget),
    what: unique(same.map(({ what }) => what))
      .slice(0, 3)
      .join('; '),
    isPrivate: same.some(({ isPrivate }) => isPrivate),
    hasEndpoint: same.some(({ hasEndpoint }) => hasEndpoint),
    addresses: unique(same.flatMap(({ addresses }) => addresses)),
  }))
}

/**
 * Of a resource whose private endpoints are known, only their names are private: a storage account with an endpoint for
 * files has public addresses for blobs, whether or not anybody may use them.
 */
function proven(targets: readonly FoundTarget[]): readonly FoundTarget[] {
  const known = new Set(targets.flatMap((one) => (one.hasEndpoint ? [one.resource] : [])))
  return targets.filter(
    ({ isPrivate, hasEndpoint, resource }) =>
      !isPrivate || hasEndpoint || resource === null || !known.has(resource),
  )
}

function targetEntry({ url, what, isPrivate, hasEndpoint, addresses }: FoundTarget): DraftEntry {
  const host = hostIn(url)
  const zones = host === null || !hasEndpoint ? [] : (zoneOf(host)?.zones ?? [])
  const ofOwn = addresses.length > 0 && addresses.every((ip) => classify(ip, EMPTY_BOOK).isPrivate)
  const expect = {
    ...((isPrivate || ofOwn) && host !== null && { resolution: 'private' }),
    ...(zones.length === 1 && { zone: zones[0] }),
    ...(addresses.length > 0 && host !== null && { addresses: addresses.map(asPrefix) }),
  }
  return { what, entry: { name: url, url, ...(Object.keys(expect).length > 0 && { expect }) } }
}

/** A target is called by its host, where no other has the same. */
function shortNames(drafts: readonly DraftEntry[]): readonly DraftEntry[] {
  const short = (draft: DraftEntry) =>
    String(draft.entry['url'])
      .replace(/^[a-z]+:\/\//, '')
      .replace(/(:\d+|\/)$/, '')
  const all = Map.groupBy(drafts, short)
  return drafts.map((draft) => {
    const name = short(draft)
    const isAlone = all.get(name)?.length === 1
    return isAlone ? { ...draft, entry: { ...draft.entry, name } } : draft
  })
}

function asPrefix(address: string): string {
  return `${address}/${parseIp(address)?.family === 6 ? 128 : 32}`
}

/** Uses of one catalog for one subject are one use, whose lists have what each names. */
function grouped(catalogs: readonly FoundCatalog[]): readonly FoundCatalog[] {
  const bySubject = Map.groupBy(catalogs, ({ use, subject }) => `${use} ${subject}`)
  return [...bySubject.values()].map((same) => {
    const keys = unique(same.flatMap((one) => Object.keys(one.with)))
    const values = keys.map((key) => {
      const given = same.map((one) => one.with[key])
      const isList = given.some((value) => Array.isArray(value))
      const first = given.find((value) => value !== undefined) ?? []
      return [key, isList ? unique(given.flatMap((value) => value ?? [])) : first] as const
    })
    return { ...(same[0] as FoundCatalog), with: Object.fromEntries(values) }
  })
}

type Way = FoundCatalog['with']

/** A way to Google's APIs that nothing else uses is checked by what every workload calls. */
function withWay({ catalogs, googleWays }: Found): readonly FoundCatalog[] {
  const isUsed = catalogs.some(({ use }) => parametersOf(use).includes('vip'))
  const apis = { use: 'google-apis', with: {}, subject: '', what: 'Google APIs' }
  return isUsed || googleWays.length === 0 ? catalogs : [...catalogs, apis]
}

/** An endpoint of one’s own comes before a VIP, the narrower VIP before the wider. */
function wayOf(ways: readonly Way[]): Way | null {
  const rank = ['psc', 'restricted', 'private', 'default']
  const sorted = ways.toSorted(
    (a, b) => rank.indexOf(String(a['vip'])) - rank.indexOf(String(b['vip'])),
  )
  return sorted[0] ?? null
}

function parametersOf(use: string): readonly string[] {
  return Object.keys(CATALOGS.find(({ name }) => name === use)?.parameters ?? {})
}

function wayNote(catalogs: readonly DraftEntry[], way: Way | null): readonly string[] {
  const asks = catalogs.some(({ entry }) => parametersOf(String(entry['use'])).includes('vip'))
  return asks && way === null
    ? [
        'nothing says how the network leads to Google’s APIs, so public addresses are expected: for a VIP give perimeter init --vip restricted or private',
      ]
    : []
}

function catalogEntry(
  { use, what, with: given }: FoundCatalog,
  way: Way | null,
  targets: readonly FoundTarget[],
): DraftEntry {
  const takes = parametersOf(use)
  const led = Object.entries(way ?? {}).filter(([key]) => takes.includes(key))
  const parts = privateParts(use, given, targets)
  const withAll = {
    ...given,
    ...Object.fromEntries(led),
    ...(parts.length > 0 && { privateEndpoints: parts }),
  }
  return { what, entry: { use, with: withAll } }
}

/** The parts of a catalog that have a private endpoint in what was found, besides those given. */
function privateParts(use: string, given: Way, targets: readonly FoundTarget[]): readonly string[] {
  const has = (begin: string) =>
    targets.some(
      ({ url, isPrivate }) => isPrivate && url.startsWith(`https://${begin.toLowerCase()}`),
    )
  const known = [given['privateEndpoints'] ?? []].flat()
  const own: Readonly<Record<string, boolean>> = {
    registry: use === 'azure-container-registry' && has(`${given['registry']}.azurecr.`),
    app:
      use === 'azure-functions' && has(`${given['host'] ?? `${given['app']}.azurewebsites.net`}/`),
  }
  return unique([...known, ...Object.keys(own).filter((part) => own[part])])
}

/** A catalog that is used again has a name of its own. */
function named(drafts: readonly DraftEntry[]): readonly DraftEntry[] {
  const taken = new Map<string, number>()
  const uses = Map.groupBy(drafts, ({ entry }) => entry['use'])
  return drafts.map((draft) => {
    const { use, ...rest } = draft.entry
    if ((uses.get(use)?.length ?? 0) < 2) return draft
    const count = (taken.get(String(use)) ?? 0) + 1
    taken.set(String(use), count)
    return { ...draft, entry: { use, as: `${use}-${count}`, ...rest } }
  })
}

function counted(types: readonly string[]): Draft['unknown'] {
  const groups = [...Map.groupBy(types, (type) => type)].map(
    ([type, all]) => [type, all.length] as const,
  )
  return groups.toSorted(([, a], [, b]) => b - a)
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
