import { type NetworkAt, networkAt } from '../../cloud-network/at.ts'
import type { Report } from '../../model/report.ts'
import type { Knowledge } from '../knowledge.ts'

/** What the configuration of the network says from the place of the probe; null: none, or the place is not in it. */
export function networkOf({
  network,
  vantage,
}: Pick<Knowledge, 'network' | 'vantage'>): NetworkAt | null {
  if (network === undefined) return null
  const { cloud = 'other', app = null, addresses = [] } = vantage ?? {}
  return networkAt(network, { cloud, app, addresses })
}

/** What a report says of the configuration that it was judged with. */
export function networkSummary(
  knowledge: Pick<Knowledge, 'network' | 'vantage'>,
): Report['network'] {
  if (knowledge.network === undefined) return undefined
  const { takenAt, unread } = knowledge.network.configuration
  return { takenAt, place: networkOf(knowledge)?.place ?? null, unread }
}
