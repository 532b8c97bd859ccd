import net from 'node:net'
import { refusedBecause } from '../shared/address/refused.ts'
import type { Ending, TargetEvidence } from '../shared/model/evidence.ts'
import type { Observation, ResolveObservation } from '../shared/model/observation.ts'
import { hasAddress, takes } from '../shared/model/scheme.ts'
import type { Target } from '../shared/model/target.ts'
import { applicationAddresses, MOST_SPOKEN_TO, otherAddresses, spread } from './addresses.ts'
import { reachByDatagram } from './datagrams.ts'
import { reachDirectly } from './direct.ts'
import { askBehindStub } from './dns/behind-stub.ts'
import { askCompanions } from './dns/companions.ts'
import { inquiriesFor } from './dns/inquiries.ts'
import { lookupName } from './dns/lookup.ts'
import { searchedFor } from './dns/searched.ts'
import { withoutQuerySecrets } from './redact.ts'
import { queryTarget } from './steps/query.ts'
import type { TargetContext } from './target-context.ts'
import { reachThroughProxy } from './through-proxy.ts'

/**
 * Checks one target: resolve, then connect, handshake and request, over the path that the target takes.
 * Never throws for anything the network does; a bug of ours ends as `fault`, with what was seen until then.
 */
export async function run(ctx: TargetContext, target: Target): Promise<TargetEvidence> {
  const observations: Observation[] = []
  let ending: Ending = 'done'
  try {
    if (takes(target.scheme, 'query')) observations.push(...(await queryTarget(ctx, target)))
    const named = await resolveTarget(ctx, target)
    observations.push(...named, ...(await inquire(ctx, target, named)))
    if (hasAddress(target.scheme)) observations.push(...(await reach(ctx, target, named)))
    if (ctx.signal.aborted || ctx.budget() <= 0) ending = 'out-of-time'
  } catch (error) {
    ending = 'fault'
    ctx.report(error)
  }
  return { target, ending, observations: withoutQuerySecrets(observations, target.path) }
}

async function resolveTarget(
  ctx: TargetContext,
  target: Target,
): Promise<readonly ResolveObservation[]> {
  const { host, server, resolver, ca } = target
  if (net.isIP(host) !== 0 || !takes(target.scheme, 'resolve')) return []
  const named = await ctx.resolve(host, server)
  if (resolver === undefined || named.some((o) => o.server === resolver)) return named
  return [...named, ...(await ctx.resolve(host, resolver, ca))]
}

/** Who it was that answered, where that is in doubt. A proxy resolves elsewhere, and what must be blocked is judged by its block alone. */
async function inquire(
  ctx: TargetContext,
  target: Target,
  named: readonly ResolveObservation[],
): Promise<readonly ResolveObservation[]> {
  const { proxy, address, expect } = target
  if (proxy !== null || address !== null || expect.reachability === 'blocked') return []
  const doubts = inquiriesFor(target, named, ctx.answers)
  const questions = [...doubts, ...searchedFor(target.host, named, ctx.network)]
  const asked = await Promise.all(questions.map((question) => ctx.inquire(question)))
  return [
    ...asked,
    ...(await askBehindStub(ctx, target.host, named, doubts)),
    ...(await hostsLines(ctx, named)),
    ...(await askCompanions(ctx, target, named)),
  ]
}

/** What the application would get for an alias of the chain, where the hosts file has a line for it. */
async function hostsLines(
  ctx: TargetContext,
  named: readonly ResolveObservation[],
): Promise<readonly ResolveObservation[]> {
  const chains = named.flatMap((o) =>
    o.answer === null ? [] : (ctx.answers.get(o.answer)?.chain ?? []),
  )
  const lines = new Set(chains.map(({ target }) => target))
  const known = [...lines].filter((name) => ctx.network.hosts(name) !== null)
  return await Promise.all(known.map((name) => lookupName(ctx, name, 1)))
}

async function reach(
  ctx: TargetContext,
  target: Target,
  named: readonly ResolveObservation[],
): Promise<readonly Observation[]> {
  if (target.proxy !== null) return await reachThroughProxy(ctx, target, target.proxy)
  const reachAll = takes(target.scheme, 'exchange') ? reachByDatagram : reachDirectly
  const seen = await reachAll(ctx, target, addressesOf(target, named))
  if (takes(target.scheme, 'exchange')) return seen
  return [...seen, ...(await reachOthers(ctx, target, named, seen))]
}

/**
 * Where the application gets no address in time, or none of its addresses accepts, the addresses that the resolvers
 * gave otherwise are tried too, once: that tells a wrong answer from a dead service.
 */
async function reachOthers(
  ctx: TargetContext,
  target: Target,
  named: readonly ResolveObservation[],
  seen: readonly Observation[],
): Promise<readonly Observation[]> {
  const opened = seen.some((o) => o.step === 'connect' && o.failure === null)
  const isNamed = target.address === null && net.isIP(target.host) === 0
  if (opened || !isNamed || target.expect.reachability === 'blocked') return []
  const others = spread(usable(target, otherAddresses(named)))
  return await reachDirectly({ ...ctx, attempts: 1 }, target, others)
}

function addressesOf(target: Target, named: readonly ResolveObservation[]): readonly string[] {
  if (target.address !== null) return [target.address]
  if (net.isIP(target.host) !== 0) return [target.host]
  // What must be blocked is judged by how far each address lets the check come: none is left at its connection.
  const most = target.expect.reachability === 'blocked' ? MOST_SPOKEN_TO : undefined
  return spread(usable(target, applicationAddresses(named)), most)
}

function usable(target: Target, addresses: readonly string[]): readonly string[] {
  const { family, redirectedFrom, inside = [] } = target
  return addresses.filter((address) => {
    if (family !== undefined && `ipv${net.isIP(address)}` !== family) return false
    // Who answers may send the probe elsewhere, and not to the machine it runs on.
    const because = redirectedFrom === undefined ? null : refusedBecause(address)
    return because === null || inside.includes(because)
  })
}
