import { SANDBOXES, type Sandbox, type SandboxName } from '../model/sandbox.ts'
import type { Catalog, CatalogCapability } from './catalog.ts'

/** The parts of the platform that carry a capability out, besides the app. */
export function sandboxesOf({ sandbox }: Pick<CatalogCapability, 'sandbox'>): SandboxName[] {
  return sandbox === undefined ? [] : [sandbox].flat()
}

/** One part of the platform that the app’s own path says nothing of, and what it is used for. */
export interface LeftOpen extends Sandbox {
  readonly sandbox: SandboxName
  readonly capabilities: readonly CatalogCapability[]
}

/** What a pass from the app leaves open of the capabilities of a catalog, one entry a part of the platform. */
export function leftOpen(capabilities: Catalog['capabilities']): readonly LeftOpen[] {
  const names = [...new Set(capabilities.flatMap(sandboxesOf))]
  return names.map((sandbox) => ({
    ...SANDBOXES[sandbox],
    sandbox,
    capabilities: capabilities.filter((one) => sandboxesOf(one).includes(sandbox)),
  }))
}
