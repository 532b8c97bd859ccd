import { CATALOGS } from '../catalog/builtin.ts'
import { regionsOf } from '../zone/azure-regions.ts'
import { suffixes, words } from '../zone/suffixes.ts'

/** Domains below which every name is the vendor's own: the same for each of its customers. */
const OWN =
  'microsoft.com microsoftonline.com msftauth.net google.com github.com digicert.com pki.goog lencr.org'

/** Suffixes of services whose names customers choose, beside those of the catalogs and of Private Link. */
const SHARED =
  'azure.com azure.net windows.net azurewebsites.net trafficmanager.net cloudapp.net azurefd.net azureedge.net akadns.net akamaiedge.net googleapis.com run.app pkg.dev gcr.io cloudfunctions.net appspot.com goog'

/** Last labels of names; any other word with dots (`limits.sweep`, `perimeter.yaml`) is no host. */
const LAST =
  'com net org io dev app cloud local internal corp lan home arpa invalid test example goog ms us cn uk de fr jp kr in au br ca ch at nl eu intra private'

const HOST =
  /(?<![\w.%@-])(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9](?![\w-])/gi

/**
 * Replaces the labels of names that a customer chose, the same label by the same word everywhere; what is the vendor's
 * (`vault.azure.net`, a whole host of a catalog) stays, so that somebody at the vendor can still read the report.
 * `more`: last labels of names that are known to be hosts.
 */
export function hostReplacer(more: Iterable<string>): (text: string) => string {
  const labels = new Map<string, string>()
  const last = new Set([...words(LAST), ...more])
  const { hosts, tails, vocabulary } = vendorNames()

  const labelOf = (label: string): string => {
    const known = labels.get(label) ?? `name${labels.size + 1}`
    labels.set(label, known)
    return known
  }

  const replace = (host: string): string => {
    const name = host.toLowerCase()
    const parts = name.split('.')
    const ends = parts.map((_, i) => parts.slice(i).join('.'))
    const tail = ends.find((end) => tails.has(end))
    if (tail === undefined && !last.has(parts.at(-1) ?? '')) return host
    if (tail === name || hosts.has(name) || ends.some((end) => OWN_DOMAINS.has(end))) return host
    // Below a vendor's suffix the vendor's own words stay: privatelink, blob, a region.
    const kept = tail === undefined ? PRIVATE_SIDE : vocabulary
    const end = tail ?? parts.at(-1) ?? ''
    const own = parts.slice(0, parts.length - end.split('.').length)
    return [...own.map((label) => (kept.has(label) ? label : labelOf(label))), end].join('.')
  }
  return (text) => text.replace(HOST, replace)
}

const OWN_DOMAINS = new Set(words(OWN))
const PRIVATE_SIDE = new Set(['privatelink'])

/** From the catalogs and the zones of Private Link: whole hosts, and what follows a name that customers choose. */
function vendorNames() {
  const urls = CATALOGS.flatMap(({ endpoints }) => endpoints.map(({ url }) => url))
  const authorities = urls.flatMap((url) => /^\w+:\/\/([^/:]+)/.exec(url)?.[1] ?? [])
  const hosts = authorities.filter((host) => !host.includes('{'))
  const ofCatalogs = authorities.flatMap((host) => /\}\.([a-z0-9.-]+)$/.exec(host)?.[1] ?? [])
  const zones = suffixes().flatMap(({ text, zones: own }) => [text, ...own])
  const fixed = zones.flatMap((zone) => /(?:^|\}\.)([a-z0-9.-]+)$/.exec(zone)?.[1] ?? [])
  const tails = [...ofCatalogs, ...fixed, ...words(SHARED)].filter(isSuffix)
  const clouds = [...new Set(suffixes().map(({ cloud }) => cloud))]
  const own = [...hosts, ...tails].flatMap((name) => name.split('.'))
  const vocabulary = new Set([...own, ...clouds.flatMap(regionsOf), 'postgres', 'mysql', 'scm'])
  return { hosts: new Set(hosts), tails: new Set(tails), vocabulary }
}

function isSuffix(text: string): boolean {
  return text.includes('.') || text === 'goog'
}
