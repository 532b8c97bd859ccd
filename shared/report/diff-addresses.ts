import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { canonicalIp, parseIp } from '../address/ip.ts'
import type { Observation } from '../model/observation.ts'
import type { TargetResult } from '../model/report.ts'

/**
 * The addresses of a target: what the application gets for its name; where that is nothing, what any resolver
 * gave; where there is no name, what was connected to. Sorted, each once.
 */
export function addressesOf(observations: readonly Observation[]): readonly string[] {
  const own = observations.filter((o) => o.peer === 'target')
  const resolved = own.filter((o) => o.step === 'resolve')
  const lists = [
    resolved.filter((o) => o.engine === 'getaddrinfo').map((o) => o.addresses),
    resolved.filter((o) => o.engine === 'dns').map((o) => o.addresses),
    own.flatMap((o) => (o.step === 'connect' ? [[o.address]] : [])),
  ]
  const first = lists.map((list) => list.flat()).find((list) => list.length > 0) ?? []
  return [...new Set(first.map(canonicalIp))].sort()
}

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
  const { kind, isPrivate } = classify(address, EMPTY_BOOK)
  const family = address.includes(':') ? 6 : 4
  return `${isPrivate ? 'private' : kind} ${family}`
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
