import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Flow } from '../../cloud-network/decision.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { TargetView } from '../target-view.ts'
import { BLOCKING } from './fix-block.ts'
import { NAMES } from './fix-names.ts'
import { OPENING } from './fix-open.ts'
import { RESOURCES } from './fix-resource.ts'

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

const OPEN: Fixes = { ...OPENING, ...NAMES, ...RESOURCES }

/**
 * What changes an object so that what is wanted holds, with the command. Null: it is another’s to change, or no command
 * changes it alone. Commands: https://learn.microsoft.com/cli/azure/reference-index and
 * https://docs.cloud.google.com/sdk/gcloud/reference
 */
export function fixOf(object: NetworkObject, fixing: Fixing): string | null {
  const fixes = fixing.wants === 'blocked' ? BLOCKING : OPEN
  return fixes[object.kind]?.(object, fixing) ?? null
}
