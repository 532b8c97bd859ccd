import net from 'node:net'
import type { Ending, TargetEvidence } from '../shared/model/evidence.ts'
import type { Observation, ResolveObservation } from '../shared/model/observation.ts'
import { takes } from '../shared/model/scheme.ts'
import type { Target } from '../shared/model/target.ts'
import { applicationAddresses, spread } from './addresses.ts'
import { reachDirectly } from './direct.ts'
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
    const named = await resolveTarget(ctx, target)
    observations.push(...named)
    if (takes(target.scheme, 'connect')) observations.push(...(await reach(ctx, target, named)))
    if (ctx.signal.aborted || ctx.budget() <= 0) ending = 'out-of-time'
  } catch (error) {
    ending = 'fault'
    ctx.report(error)
  }
  return { target, ending, observations }
}

async function resolveTarget(
  ctx: TargetContext,
  target: Target,
): Promise<readonly ResolveObservation[]> {
  return net.isIP(target.host) === 0 ? await ctx.resolve(target.host, target.server) : []
}

function reach(
  ctx: TargetContext,
  target: Target,
  named: readonly ResolveObservation[],
): Promise<readonly Observation[]> {
  return target.proxy === null
    ? reachDirectly(ctx, target, addressesOf(target, named))
    : reachThroughProxy(ctx, target, target.proxy)
}

function addressesOf(target: Target, named: readonly ResolveObservation[]): readonly string[] {
  if (target.address !== null) return [target.address]
  if (net.isIP(target.host) !== 0) return [target.host]
  return spread(applicationAddresses(named))
}
