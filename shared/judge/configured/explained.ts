import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Flow, Hop } from '../../cloud-network/decision.ts'
import type { Finding } from '../../model/finding.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { TargetView } from '../target-view.ts'

/** What of the configuration explains a finding, and the clause that says so. */
export interface Explained {
  readonly object: NetworkObject
  readonly says: string
  /** The flow that it decides; null: it is about a name or a resource. */
  readonly flow: Flow | null
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
  flow: Flow | null = null,
): Explained | null {
  return said?.object == null ? null : { object: said.object, says: said.says, flow }
}
