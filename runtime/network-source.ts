import type { KnownNetwork } from '../shared/cloud-network/at.ts'
import { bugText } from '../shared/failure/bug-text.ts'
import { Once } from './once.ts'
import type { NetworkSourceParts, SweepEnd } from './pulled-network.ts'

/** What is known of the network in a sweep; null: nothing. Never throws, and has come by the end. */
export type NetworkSource = (end: SweepEnd) => Promise<KnownNetwork | null>

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
