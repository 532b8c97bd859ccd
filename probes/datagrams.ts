import type { ExchangeObservation } from '../shared/model/exchange-observation.ts'
import { datagrams } from '../shared/model/scheme.ts'
import type { Target } from '../shared/model/target.ts'
import { MOST_SPOKEN_TO } from './addresses.ts'
import { repeat } from './repeat.ts'
import { exchange } from './steps/exchange.ts'
import type { TargetContext } from './target-context.ts'

/** Sends the datagram of a target to its addresses, at most eight, all at once, again where it met silence: UDP may lose it. */
export async function reachByDatagram(
  ctx: TargetContext,
  target: Target,
  addresses: readonly string[],
): Promise<readonly ExchangeObservation[]> {
  const protocol = datagrams(target.scheme)
  if (protocol === null) throw new Error(`${target.scheme} sends no datagram`)
  const { port, payload = '' } = target
  const perAddress = addresses.slice(0, MOST_SPOKEN_TO).map((address) =>
    repeat(
      ctx,
      async (attempt) => [await exchange(ctx, { protocol, payload, address, port, attempt })],
      (last) => !ctx.silence.wasBrief(last),
    ),
  )
  return (await Promise.all(perAddress)).flat()
}
