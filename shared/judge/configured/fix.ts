import type { NetworkObject } from '../../model/network-object.ts'
import { BLOCKING } from './fix-block.ts'
import { NAMES } from './fix-names.ts'
import { OPENING } from './fix-open.ts'
import { RESOURCES } from './fix-resource.ts'
import type { Fixes, Fixing } from './fixing.ts'

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
