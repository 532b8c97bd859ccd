import { areOnInternet } from '../../../address/internet-servers.ts'
import type { Realm } from '../../../address/realm.ts'
import { zoneOf } from '../../../zone/zone-of.ts'
import { byInternetServer } from '../../internet-server.ts'
import { answersA, decisive, unique, type WireAnswer } from '../../names.ts'
import { recordsDisagree } from '../../records-disagree.ts'
import { calledIn, classesOf, inHostsFile, realmOfAll, wantsPrivate } from '../../resolution.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { deadLegs, type TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'
import { searchedName } from './dns-search-list-used.ts'

/**
 * Two resolvers answer one question in ways that matter: addresses of unlike kinds, two private sets without a common
 * address, a name that exists for one only, or addresses of which the ones in use fail and the others accept. Rotating
 * public addresses are no difference. Between resolvers of the system it makes failures come and go: a warning. Against a
 * resolver asked for comparison it is the rule for private names: said, not warned of. Where one server alone is asked,
 * it contradicts itself: https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration.
 */
export const dnsResolversDisagree: Rule = {
  code: 'dns-resolvers-disagree',
  judge(view) {
    if (view.queries.length > 0) return recordsDisagree(view)
    const parties = [...partiesOf(view)]
    const pair = tried(view, parties) ?? differing(parties)
    if (pair === null || searchedName(view) !== null) return null
    const [a, b] = pair
    const { host } = view.target
    return {
      severity: a.system && b.system ? 'warn' : 'info',
      subject: host,
      summary: `${a.who()} answers ${host} with ${a.text()}, ${b.who()} with ${b.text()}`,
      ...(otherWorks(view, pair) ??
        oneServer(view, pair) ??
        oneOutside(view, pair) ??
        platform(view, pair)),
      evidence: cite(...a.seen, ...b.seen, ...view.others.map((leg) => leg.connect)),
    }
  },
}

interface Party {
  readonly who: () => string
  readonly server: string | null
  readonly system: boolean
  readonly kind: Realm | 'mixed' | 'nothing'
  readonly addresses: readonly string[]
  readonly text: () => string
  readonly seen: readonly WireAnswer['seen'][]
}
type Pair = readonly [Party, Party]

const NOTHING: Readonly<Record<string, string>> = {
  dns_nxdomain_error: 'NXDOMAIN',
  dns_no_answer: 'no address',
}

function* partiesOf(view: TargetView): Iterable<Party> {
  for (const w of answersA(view.names.wire)) {
    const nothing = NOTHING[w.seen.failure?.code ?? '']
    const all = classesOf(view, w)
    if (nothing === undefined && all.length === 0) continue
    const kind: Party['kind'] = all.length === 0 ? 'nothing' : (realmOfAll(all) ?? 'mixed')
    const { server, system } = w
    const of = { who: () => serverName(server), server, system, kind, seen: [w.seen] }
    yield { ...of, addresses: all.map((n) => n.address), text: () => nothing ?? calledIn(all) }
  }
  yield* application(view)
}

/** What the application got, where it is not the hosts file’s: the same question at another moment. */
function* application(view: TargetView): Iterable<Party> {
  const { lookup, judged, onlyIpv6 } = view.names
  if (lookup === null || judged.length === 0 || onlyIpv6 || inHostsFile(view)) return
  const of = { who: () => 'the system’s lookup', server: null, system: true, seen: [lookup] }
  const kind = realmOfAll(judged) ?? 'mixed'
  yield { ...of, kind, addresses: judged.map((n) => n.address), text: () => calledIn(judged) }
}

/** The first pair that differs, pairs within the system first. */
function differing(parties: readonly Party[]): Pair | null {
  const pairs = parties.flatMap((a, i) => parties.slice(i + 1).map((b) => [a, b] as const))
  const weight = ([a, b]: Pair) => Number(a.system && b.system)
  const found = pairs.filter(([a, b]) => differ(a, b)).toSorted((x, y) => weight(y) - weight(x))
  return found[0] ?? null
}

function differ(a: Party, b: Party): boolean {
  if (a.kind !== b.kind) return true
  return a.kind === 'private' && !a.addresses.some((address) => b.addresses.includes(address))
}

/** The application's answer, of which no address accepts, and the first whose addresses do. */
function tried(view: TargetView, parties: readonly Party[]): Pair | null {
  const good = working(view)
  if (good.length === 0) return null
  const own = parties.find((party) => party.server === null)
  const other = parties.find((party) => party.addresses.some((a) => good.includes(a)))
  const isDead = deadLegs(view).length > 0
  return own !== undefined && other !== undefined && isDead ? [own, other] : null
}

function working({ others }: TargetView): readonly string[] {
  return others.flatMap((leg) => (leg.connect?.failure === null ? [leg.address] : []))
}

type Wording = Pick<Claim, 'severity' | 'cause' | 'fix'>

function otherWorks(view: TargetView, [a, b]: Pair): Wording | null {
  const good = working(view).filter((address) => b.addresses.includes(address))
  if (good.length === 0 || a.server !== null) return null
  return {
    severity: 'fail',
    cause: `The answer in use is wrong or out of date: none of ${list(a.addresses)} accepts a connection, and ${list(good)} does (tried)`,
    fix: `Correct the record or the forwarder behind the answer ${list(a.addresses)}, so that every resolver gives what ${b.who()} gives`,
  }
}

/** Where the system has one server, it is that server that says now this, now that. */
function oneServer(view: TargetView, [a, b]: Pair): Wording | null {
  const servers = unique(decisive(view.names))
  const parties = [a, b].filter((party) => party.server !== null)
  if (servers.length !== 1 || !parties.every((party) => party.server === servers[0])) return null
  if (!(a.system && b.system)) return null
  const who = serverName(servers[0] ?? null)
  return {
    severity: wantsPrivate(view) ? 'fail' : 'warn',
    cause: `${who} answers differently from one question to the next: its forwarder does not answer in time and it asks public DNS itself, one of its forwarders lacks the zone, or several servers share the address`,
    fix: `On ${who}, give every forwarder of the suffix the same zones and enough time (on Windows DNS a forwarding timeout above 4 s, and no root hints for it); compare the servers behind the address`,
  }
}

/** A resolver of the internet as a second server is no spare one: it gives other answers whenever it is asked. */
function oneOutside(view: TargetView, [a, b]: Pair): Wording | null {
  if (!(a.system && b.system)) return null
  const [outside, ...both] = [a, b].flatMap(({ server }) =>
    server !== null && areOnInternet([server]) ? server : [],
  )
  const inside = [a, b].find(({ server }) => server !== outside)
  if (outside === undefined || both.length > 0 || inside?.kind !== 'private') return null
  const words = byInternetServer(view, [outside], [inside.server ?? ''])
  if (words === null) return null
  return { ...words, cause: `${words.cause}. It answers whenever it is asked first` }
}

/** Azure's own resolver in this network: what the platform itself resolves by, whatever servers the network sets. */
function platform(view: TargetView, [a, b]: Pair): Wording {
  const azure = [a, b].find((party) => party.who() === '168.63.129.16')
  const zone = zoneOf(view.target.host)?.zones[0]
  if (azure === undefined || azure.system || azure.kind !== 'public' || zone === undefined)
    return {}
  return {
    fix: `Link ${zone} to this network as well: what the platform itself resolves here (Application Gateway’s certificates, image pulls) uses 168.63.129.16, whatever DNS servers the network has`,
  }
}
