import { textAt } from './lookup.ts'

/** A resource of Azure as a file has it. It lives no longer than the reading of that file: a state holds secrets. */
export interface AzureResource {
  /** As Resource Manager has it, in small letters. */
  readonly type: string
  readonly name: string
  /** As in host names: japaneast; null where the file does not settle it. */
  readonly region: string | null
  /** Its properties, by Resource Manager's or Terraform's names. */
  readonly facts: unknown
  /** The type as the file has it: `azurerm_linux_function_app` says more than its type of Resource Manager. */
  readonly given: string
}

/** `Japan East` and `japaneast` are the same region; anything else than letters and digits is no region. */
export function regionOf(text: string | null): string | null {
  const plain = (text ?? '').replaceAll(' ', '').toLowerCase()
  return /^[a-z][a-z0-9]{3,}$/.test(plain) && plain !== 'global' ? plain : null
}

/** A resource from an object of Resource Manager: az, Resource Graph, a template. Null for one without type and name. */
export function azureResource(thing: unknown): AzureResource | null {
  const [type, name] = [textAt(thing, 'type'), textAt(thing, 'name')]
  if (type === null || name === null || !/^[a-z]\w*\.[\w.]+\//i.test(type)) return null
  const region = regionOf(textAt(thing, 'location'))
  return { type: type.toLowerCase(), name, region, facts: thing, given: type }
}

/** What tells a resource from others, as well as type and name can. */
export function keyOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}/${name}`.toLowerCase()
}

/** Type and name of the resource that an id names, however much of the id is there. */
export function resourceOfId(id: string): { readonly type: string; readonly name: string } | null {
  const [, type, name] = /\/providers\/([^/]+\/[^/]+)\/([^/]+)/i.exec(id) ?? []
  return type === undefined || name === undefined ? null : { type: type.toLowerCase(), name }
}
