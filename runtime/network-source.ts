import type { KnownNetwork } from '../shared/cloud-network/at.ts'
import { bugText } from '../shared/failure/bug-text.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Log } from '../shared/ports/log.ts'
import { Once } from './once.ts'
import type { PlannedAt } from './plan-source.ts'

/** The end of a sweep: when it is told to end, and in how many ms from now it ends at the latest. */
export interface SweepEnd {
  readonly signal: AbortSignal
  readonly ms: number
}

/** What is known of the network in a sweep; null: nothing. Never throws, and has come by the end. */
export type NetworkSource = (end: SweepEnd) => Promise<KnownNetwork | null>

export interface NetworkSourceParts extends PlannedAt {
  readonly clock: Clock
  readonly log: Pick<Log, 'write'>
}

/**
 * The configuration of the network as the clouds say it, where the configuration says so; null: it does not. What reads
 * is loaded with the first sweep.
 */
export function networkSource(parts: NetworkSourceParts): NetworkSource | null {
  const { network } = parts.planned.config
  if (network === null || network.file !== null) return null
  const reading = new Once(async () => {
    const { PulledNetwork } = await import('./pulled-network.ts')
    return new PulledNetwork(parts, network)
  })
  return async (end) => {
    try {
      return await (await reading.get()).known(end)
    } catch (error) {
      const message = `A fault of the probe while it read the network: ${bugText(error)}`
      parts.log.write({ severity: 'error', message })
      return null
    }
  }
}
