import net from 'node:net'
import type { Observation } from '../shared/model/observation.ts'
import type { Target } from '../shared/model/target.ts'
import { MOST_SPOKEN_TO } from './addresses.ts'
import { converse } from './converse.ts'
import { release } from './deadline.ts'
import { onceMore, otherHellos } from './other-hellos.ts'
import { repeat } from './repeat.ts'
import { withShortAnswer } from './short-answer.ts'
import { connect } from './steps/connect.ts'
import type { TargetContext } from './target-context.ts'

/**
 * Connects to every address, each on its own and all at once (no happy eyeballs: the point is to see each of
 * them), and goes as far as the scheme asks with the first eight that accept; from the others a connection is enough.
 * Observations come in the order of the addresses.
 */
export async function reachDirectly(
  ctx: TargetContext,
  target: Target,
  addresses: readonly string[],
): Promise<readonly Observation[]> {
  const asking: Asking = { goingOn: new Set(), byFamily: new Map() }
  const perAddress = addresses.map(async (address) => {
    const chain = (attempt: number) => reachAddress(ctx, target, address, attempt, asking)
    const seen = await repeat(ctx, chain, (last) => !ctx.silence.wasBrief(last))
    const open = async (brief: TargetContext) => {
      const to = { address, port: target.port, peer: 'target', attempt: 1 } as const
      return (await connect(brief, to)).value
    }
    const others = await otherHellos(ctx, target, seen, open)
    const whole = [...seen, ...others.seen, ...(await onceMore(ctx, seen, others, chain))]
    return await withShortAnswer(ctx, target, whole, open)
  })
  return (await Promise.all(perAddress)).flat()
}

/** With which addresses the check goes on after the connection, and which are asked, by family. */
interface Asking {
  readonly goingOn: Set<string>
  readonly byFamily: Map<number, string>
}

/** Whether the check goes on with an address: it did before, or fewer than eight others came first. */
function goesOn({ goingOn }: Asking, address: string): boolean {
  if (goingOn.size < MOST_SPOKEN_TO) goingOn.add(address)
  return goingOn.has(address)
}

/**
 * The HTTP request is sent over one connection of each family, the first that is ready: asking all eight
 * addresses of a name every few minutes would tell little more, and load the service for it.
 */
async function reachAddress(
  ctx: TargetContext,
  target: Target,
  address: string,
  attempt: number,
  asking: Asking,
): Promise<readonly Observation[]> {
  const peer = 'target' as const
  const { seen, value: socket } = await connect(ctx, { address, port: target.port, peer, attempt })
  if (socket === null) return [seen]
  if (!goesOn(asking, address)) {
    await release(socket)
    return [seen]
  }
  const { byFamily } = asking
  const mayAsk = () => {
    const family = net.isIP(address)
    if (!byFamily.has(family)) byFamily.set(family, address)
    return byFamily.get(family) === address
  }
  return [seen, ...(await converse(ctx, target, socket, { address, attempt, mayAsk }))]
}
