import type { NetworkObject } from '../model/network-object.ts'

/** What every object of a configuration has. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** An object, its page in the cloud's console, and in `rest` the rule in it. */
export function objectAt(
  { kind, link }: Pick<NetworkObject, 'kind' | 'link'>,
  { id, name }: Named,
  rest: Partial<NetworkObject>,
): NetworkObject {
  const own = { kind, id, name, rule: null, priority: null, collection: null }
  return { ...own, line: name, link, ...rest }
}
