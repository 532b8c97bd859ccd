import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Flow } from '../../cloud-network/decision.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { TargetView } from '../target-view.ts'

/** Whom the fix is for, and what is wanted. */
export interface Fixing {
  readonly view: TargetView
  readonly network: NetworkAt
  /** The flow that is blocked, or that must be; null: it is about a name or a resource. */
  readonly flow: Flow | null
  /** Where all flows go that the object decides. */
  readonly addresses: readonly string[]
  readonly wants: 'open' | 'blocked'
}

/** What changes an object of one kind; null: nothing that this can say. */
export type Telling = (object: NetworkObject, fixing: Fixing) => string | null

/** By the kind of the object. */
export type Fixes = Partial<Record<NetworkObject['kind'], Telling>>
