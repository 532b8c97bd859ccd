import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { canonicalIp, parseIp } from '../address/ip.ts'
import type { Observation, ResolveObservation } from '../model/observation.ts'
import type { TargetResult } from '../model/report.ts'
import type { Difference, Side } from './change.ts'

/** What one resolver said of the target's name. */
interface Said {
  /** Per type asked: the rcode, and what kinds of addresses came. */
  readonly answer: readonly string[]
  readonly chain: readonly string[]
}

/**
 * How the answers of the resolvers changed, each compared to itself; a resolver that only one side asked is not
 * compared. Resolvers whose answers changed alike are one difference.
 */
export function nameChanges(before: Side, after: Side): readonly Difference[] {
  const was = saidBy(before)
  const is = saidBy(after)
  const differences = [...was].flatMap(([server, then]) => {
    const now = is.get(server)
    return now === undefined ? [] : differencesOf(server, then, now)
  })
  return merged(differences)
}

function differencesOf(server: string, then: Said, now: Said): readonly Difference[] {
  const differences: Difference[] = []
  // Without an answer there is no chain, and the answer tells that.
  const bothChains = then.chain.length > 0 && now.chain.length > 0
  if (bothChains && then.chain.join() !== now.chain.join()) {
    differences.push({ kind: 'chain', subject: server, before: then.chain, after: now.chain })
  }
  if (then.answer.join() !== now.answer.join()) {
    const change = { before: then.answer, after: now.answer }
    differences.push({ kind: 'resolver-answer', subject: server, ...change })
  }
  return differences
}

function merged(differences: readonly Difference[]): readonly Difference[] {
  const alike = Map.groupBy(differences, ({ kind, before, after }) =>
    JSON.stringify([kind, before, after]),
  )
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const servers = [first, ...others].map((d) => d.subject ?? '').sort()
    return [{ ...first, subject: servers.join(', ') }]
  })
}

/** The last attempt counts: the one before it was tried again because it did not. */
function saidBy({ result, report }: Side): ReadonlyMap<string, Said> {
  const last = new Map<string, ResolveObservation>()
  // The name itself is asked first; what the search list makes of it comes later.
  const [first] = result.observations.filter((o) => o.step === 'resolve' && o.peer === 'target')
  const asked = first?.step === 'resolve' ? first.name : undefined
  for (const o of result.observations) {
    if (o.step !== 'resolve' || o.peer !== 'target' || o.type === 'SOA') continue
    if (o.engine === 'dns' && o.name !== asked) continue
    const key = `${o.server ?? o.engine} ${o.type}`
    if ((last.get(key)?.attempt ?? 0) <= o.attempt) last.set(key, o)
  }
  const byServer = Map.groupBy(last.values(), (o) => o.server ?? o.engine)
  return new Map(
    [...byServer].map(([server, asked]) => [
      server,
      {
        answer: asked.map((o) => answerOf(o, report.dns)).sort(),
        chain: longestChain(asked, report.dns),
      },
    ]),
  )
}

function answerOf(o: ResolveObservation, dns: Side['report']['dns']): string {
  const type = o.type === 'any' ? '' : `${o.type} `
  const rcode = o.answer === null ? undefined : dns[o.answer]?.rcode
  if (rcode !== undefined && rcode !== 'NOERROR') return `${type}${rcode}`
  // The name exists and has no such record: no failure of the resolver.
  if (o.failure !== null && o.failure.code !== 'dns_no_answer') return `${type}${o.failure.code}`
  return `${type}${kindsOf(o.addresses)}`
}

function kindsOf(addresses: readonly string[]): string {
  const kinds = new Set(addresses.map((a) => classify(a, EMPTY_BOOK).kind))
  return kinds.size === 0 ? 'no address' : [...kinds].sort().join(', ')
}

/** A and AAAA walk the same aliases; where one answer is cut short, the other has them. */
function longestChain(
  asked: readonly ResolveObservation[],
  dns: Side['report']['dns'],
): readonly string[] {
  let longest: readonly string[] = []
  for (const o of [...asked].sort((a, b) => (a.type < b.type ? -1 : 1))) {
    const answer = o.answer === null ? undefined : dns[o.answer]
    if (answer === undefined) continue
    const chain = [answer.name, ...answer.chain.map((alias) => alias.target)]
    if (chain.length > longest.length) longest = chain
  }
  return longest
}

/**
 * The addresses of a target: what the application gets for its name; where that is nothing, what any resolver
 * gave; where there is no name, what was connected to. Sorted, each once.
 */
export function addressesOf(observations: readonly Observation[]): readonly string[] {
  for (const addresses of ADDRESSES_IN) {
    const found = new Set<string>()
    for (const o of observations) {
      if (o.peer !== 'target') continue
      for (const address of addresses(o)) found.add(canonicalIp(address))
    }
    if (found.size > 0) return [...found].sort()
  }
  return []
}

/** Where an observation may have addresses; what comes first counts. */
const ADDRESSES_IN: readonly ((o: Observation) => readonly string[])[] = [
  (o) => (o.step === 'resolve' && o.engine === 'getaddrinfo' ? o.addresses : []),
  (o) => (o.step === 'resolve' && o.engine === 'dns' ? o.addresses : []),
  (o) => (o.step === 'connect' ? [o.address] : []),
]

/** The addresses of a result in its own sweep, whichever sweep its observations are of. Sorted, each once. */
export function resultAddresses(
  result: Pick<TargetResult, 'observations' | 'addresses' | 'evidenceIn'>,
): readonly string[] {
  return result.evidenceIn === null ? addressesOf(result.observations) : result.addresses
}

/**
 * Whether two sets of addresses are the same to an engineer. Compared by class (private, public, Google's VIPs …)
 * and family: a class or family that comes or goes is a change. Within one,
 * - private addresses must be the same set: nothing rotates there, and another one is another endpoint;
 * - public addresses rotate behind a load balancer: one in common, or two in one /16 (IPv6: /32), will do;
 * - a class with a fixed meaning (a Google VIP, a documentation range) is the same by being there.
 * An empty set is comparable to nothing: that a name no longer resolves is told by the resolvers' answers.
 */
export function sameAddresses(before: readonly string[], after: readonly string[]): boolean {
  if (before.length === 0 || after.length === 0) return true
  const was = Map.groupBy(before, bucketOf)
  const is = Map.groupBy(after, bucketOf)
  if (was.size !== is.size) return false
  return [...was].every(([bucket, addresses]) => {
    const others = is.get(bucket)
    return others !== undefined && sameInBucket(bucket, addresses, others)
  })
}

function bucketOf(address: string): string {
  const { kind, realm } = classify(address, EMPTY_BOOK)
  const family = address.includes(':') ? 6 : 4
  return `${realm === 'private' ? realm : kind} ${family}`
}

function sameInBucket(
  bucket: string,
  before: readonly string[],
  after: readonly string[],
): boolean {
  if (bucket.startsWith('private ')) return before.join() === after.join()
  if (!bucket.startsWith('public ')) return true
  const neighbourhoods = new Set(before.map(neighbourhood))
  return after.some((address) => neighbourhoods.has(neighbourhood(address)))
}

/** The prefix that the front ends of one service in one place mostly share. */
function neighbourhood(address: string): string {
  const ip = parseIp(address)
  return ip === null ? address : ip.bytes.slice(0, ip.family === 4 ? 2 : 4).join('.')
}
