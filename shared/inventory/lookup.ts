/**
 * Reads what the tools of a cloud print. Resource Manager writes `vaultUri`, az the same with or without `properties`
 * around it, Terraform `vault_uri`, and a block as a list of one: one path finds all of them.
 */

/** The value at a path such as `network.delegatedSubnetResourceId`; undefined where there is none. */
export function valueAt(thing: unknown, path: string): unknown {
  return path.split('.').reduce(member, thing)
}

/** The first of the paths that leads to a text; null where none does. */
export function textAt(thing: unknown, ...paths: readonly string[]): string | null {
  const texts = paths.map((path) => valueAt(thing, path))
  return (texts.find((value) => typeof value === 'string' && value !== '') as string | null) ?? null
}

/** All items of the first of the paths that leads to a list; of a text, that text alone. */
export function listAt(thing: unknown, ...paths: readonly string[]): readonly unknown[] {
  for (const path of paths) {
    const found = path === '' ? thing : valueAt(thing, path)
    if (Array.isArray(found)) return found
    if (typeof found === 'string' && found !== '') return [found]
  }
  return []
}

/** As `listAt`, the texts alone. */
export function textsAt(thing: unknown, ...paths: readonly string[]): readonly string[] {
  return listAt(thing, ...paths).filter((item) => typeof item === 'string')
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function member(thing: unknown, key: string): unknown {
  const whole = Array.isArray(thing) ? thing[0] : thing
  if (!isObject(whole)) return undefined
  const inner = own(whole, 'properties')
  return [own(whole, key), own(whole, snake(key)), own(inner, key)].find(
    (value) => value !== undefined && value !== null,
  )
}

function own(thing: unknown, key: string): unknown {
  return isObject(thing) && Object.hasOwn(thing, key) ? thing[key] : undefined
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
