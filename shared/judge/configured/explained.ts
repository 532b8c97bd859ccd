import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Flow, Hop } from '../../cloud-network/decision.ts'
import type { Finding } from '../../model/finding.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { TargetView } from '../target-view.ts'

/** What of the configuration explains a finding, and the clause that says so. */
export interface Explained {
  readonly object: NetworkObject
  readonly says: string
  /** The first of the flows that it decides; null: it is about a name or a resource. */
  readonly flow: Flow | null
  /** Where all of them go. */
  readonly addresses: readonly string[]
}

/** One way in which the configuration can explain a finding; null: it does not, or it does not say. */
export type Explanation = (
  view: TargetView,
  network: NetworkAt,
  finding: Pick<Finding, 'claims'>,
) => Explained | null

/** What a hop or an answer says, where that has an object. */
export function explained(
  said: Pick<Hop, 'object' | 'says'> | null,
  flows: readonly Flow[] = [],
): Explained | null {
  if (said?.object == null) return null
  const addresses = [...new Set(flows.map(({ address }) => address))]
  return { object: said.object, says: said.says, flow: flows[0] ?? null, addresses }
}
