import { authorityOfIssuer } from '../judge/certificates.ts'
import type { NetworkObject } from '../model/network-object.ts'
import type { Report } from '../model/report.ts'
import { addressReplacer } from './sanitize-addresses.ts'
import { hostReplacer } from './sanitize-hosts.ts'

const GUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi
const FINGERPRINT = /\b[0-9a-f]{64}\b/gi
const MAIL = /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{1,63}/g

/** Where a word of somebody's own may stand alone. Elsewhere `tls` or `egress` is a word of the report. */
const NAMED = new Set(
  'id name rule collection place what app targets capabilities examples blockedBy dependsOn discoveredBy cause subject issuer symptom facts values'.split(
    ' ',
  ),
)
/** Tables by names; the keys of all other objects are the report's own. */
const TABLES = new Set(['dns', 'certificates', 'paths'])

/** In a sentence a word is replaced that cannot be an everyday one. */
const TELLING = /^(?=.*[\d_/ =-]).{6,}$/

/** Keys whose text is the program’s own: pages of vendors and RFCs. */
const OURS = new Set(['docs'])
/** Keys whose text is a server's or somebody's own from end to end. */
const REMOVED = new Set(['body', 'page', 'serial', 'hash'])

/**
 * The report as it may be sent to somebody outside: names, addresses and ids that tell whose network it is are replaced,
 * the same by the same everywhere, and bodies are removed. What is the vendor's stays: suffixes of services, hosts of
 * catalogs, Google's VIPs. Sentences may still quote what a server said of itself.
 */
export function sanitized(report: Report): Report {
  const own = ownWords(report)
  const telling = longestFirst([...own.keys()].filter((word) => TELLING.test(word)))
  const inText =
    telling.length === 0
      ? null
      : new RegExp(telling.map((word) => RegExp.escape(word)).join('|'), 'g')
  const hosts = hostReplacer(lastLabels(report))
  const addresses = addressReplacer()
  const numbered = { guid: numbering(guid), print: numbering(print), mail: numbering(mail) }

  const text: Replace = (given, key) => {
    const whole = own.get(given)
    if (whole !== undefined && NAMED.has(key)) return whole
    const named = inText === null ? given : given.replace(inText, (word) => own.get(word) ?? word)
    const marked = named
      .replace(MAIL, numbered.mail)
      .replace(GUID, numbered.guid)
      .replace(FINGERPRINT, numbered.print)
    return addresses(hosts(marked))
  }
  const clean = walk(withoutHolders(report), text) as Report
  // The id holds the name of the vantage, whatever its length.
  const { name } = report.vantage
  return { ...clean, id: text(report.id.replaceAll(name, own.get(name) ?? name), 'id') }
}

/** What replaces a text that stands at this key. */
type Replace = (given: string, key: string) => string

function walk(value: unknown, text: Replace, key = ''): unknown {
  if (typeof value === 'string') {
    if (OURS.has(key)) return value
    return REMOVED.has(key) && value !== ''
      ? `[${value.length} characters removed]`
      : text(value, key)
  }
  if (Array.isArray(value)) return value.map((one) => walk(one, text, key))
  if (value === null || typeof value !== 'object') return value
  const named = TABLES.has(key)
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      named ? text(name, 'name') : name,
      walk(one, text, key === 'facts' ? key : name),
    ]),
  )
}

/** The words that somebody chose, each with what replaces it: of the vantage, the targets, and what they are for. */
function ownWords(report: Report): ReadonlyMap<string, string> {
  const { vantage, results, capabilities, certificates } = report
  const own = results.filter(({ target }) => target.catalog === null)
  const kinds = {
    vantage: [vantage.name, vantage.app, ...Object.values(vantage.facts)],
    target: own.flatMap(({ target }) => [target.id, target.name]),
    path: own.flatMap(({ target }) => pathOf(target.url)),
    capability: capabilities
      .filter((c) => c.catalog === null)
      .flatMap((c) => [c.id, c.name, c.symptom]),
    object: objectsOf(report).flatMap(({ id, name, rule, collection }) => [
      id,
      name,
      rule,
      collection,
    ]),
    place: [report.network?.place ?? null],
    authority: [
      ...Object.values(certificates).flatMap((c) => [
        c.subject,
        c.issuer,
        authorityOfIssuer(c.issuer),
      ]),
      ...results.flatMap(({ target }) => target.expect.pinned?.issuer ?? []),
    ].filter(isOwnAuthority),
  }
  // A target that is named for its host is called what the host is called.
  const hosts = new Set(hostsOf(report))
  const words = new Map<string, string>()
  for (const [kind, given] of Object.entries(kinds)) {
    const unique = new Set(given.filter((word) => word && !/^\d+$/.test(word) && !hosts.has(word)))
    for (const word of unique as Set<string>) {
      if (!words.has(word))
        words.set(word, kind === 'path' ? `/path-${words.size + 1}` : `${kind}-${words.size + 1}`)
    }
  }
  return words
}

function objectsOf({ results, causes, network }: Report): readonly NetworkObject[] {
  const hops = network?.configured?.hops ?? []
  const found = [...results.flatMap(({ findings }) => findings), ...causes, ...hops]
  return found.flatMap(({ object }) => object ?? [])
}

/** The rules beside those of the paths explain nothing to somebody outside. */
function withoutHolders(report: Report): Report {
  const { network } = report
  if (network?.configured === undefined) return report
  return { ...report, network: { ...network, configured: { ...network.configured, holders: [] } } }
}

function pathOf(url: string): readonly string[] {
  const path = /^\w+:\/\/[^/]+(\/.+)$/.exec(url)?.[1]
  return path === undefined ? [] : [path]
}

/** Names of certificates of public authorities say nothing of whose network it is; their leaves are named by hosts. */
const PUBLIC_AUTHORITY =
  /Microsoft|DigiCert|GlobalSign|Google Trust|Let.s Encrypt|ISRG|Sectigo|Entrust|Amazon|Baltimore|GTS /i

function isOwnAuthority(name: string): boolean {
  return !PUBLIC_AUTHORITY.test(name)
}

/** Of every name that is known to be a host. */
function lastLabels(report: Report): ReadonlySet<string> {
  return new Set(hostsOf(report).flatMap((host) => /\.([a-z][a-z0-9-]*)$/.exec(host)?.[1] ?? []))
}

function hostsOf({ results, dns }: Report): readonly string[] {
  return [
    ...results.map(({ target }) => URL.parse(target.url)?.hostname ?? ''),
    ...Object.values(dns).flatMap(({ name, chain }) => [
      name,
      ...chain.map(({ target }) => target),
    ]),
  ]
}

/** Gives each text a number of its own, the same for the same. */
function numbering(make: (n: number) => string): (text: string) => string {
  const numbers = new Map<string, number>()
  return (text) => {
    const key = text.toLowerCase()
    const n = numbers.get(key) ?? numbers.size + 1
    numbers.set(key, n)
    return make(n)
  }
}

const guid = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`
const print = (n: number) => n.toString(16).padStart(64, '0')
const mail = (n: number) => `user${n}@example.invalid`

function longestFirst(words: readonly string[]): readonly string[] {
  return [...words].sort((a, b) => b.length - a.length)
}
