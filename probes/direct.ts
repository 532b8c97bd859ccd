import net from 'node:net'
import type { Observation } from '../shared/model/observation.ts'
import type { Target } from '../shared/model/target.ts'
import { converse } from './converse.ts'
import { onceMore, otherHellos } from './other-hellos.ts'
import { repeat } from './repeat.ts'
import { withShortAnswer } from './short-answer.ts'
import { connect } from './steps/connect.ts'
import type { TargetContext } from './target-context.ts'

/**
 * Connects to every address, each on its own and all at once (no happy eyeballs: the point is to see each of
 * them), and goes as far as the scheme asks. Observations come in the order of the addresses.
 */
export async function reachDirectly(
  ctx: TargetContext,
  target: Target,
  addresses: readonly string[],
): Promise<readonly Observation[]> {
  const asking = new Map<number, string>()
  const perAddress = addresses.map(async (address) => {
    const chain = (attempt: number) => reachAddress(ctx, target, address, attempt, asking)
    const seen = await repeat(ctx, chain)
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

/**
 * The HTTP request is sent over one connection of each family, the first that is ready: asking all eight
 * addresses of a name every few minutes would tell little more, and load the service for it.
 */
async function reachAddress(
  ctx: TargetContext,
  target: Target,
  address: string,
  attempt: number,
  asking: Map<number, string>,
): Promise<readonly Observation[]> {
  const peer = 'target' as const
  const { seen, value: socket } = await connect(ctx, { address, port: target.port, peer, attempt })
  if (socket === null) return [seen]
  const mayAsk = () => {
    const family = net.isIP(address)
    if (!asking.has(family)) asking.set(family, address)
    return asking.get(family) === address
  }
  return [seen, ...(await converse(ctx, target, socket, { address, attempt, mayAsk }))]
}
