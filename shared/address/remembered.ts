/**
 * The same function of a text, with its answers kept, since many ask about the same few. It must be pure and its answers
 * must not be changed. `most`: how many are kept, since a process outlives its sweeps.
 */
export function remembered<T>(find: (text: string) => T, most = 4096): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = find(text)
    if (known.size >= most) known.clear()
    known.set(text, found)
    return found
  }
}

/** The same function of an object that never changes, found out once for each. */
export function once<K extends object, T>(find: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly found: T }>()
  return (of) => {
    const before = known.get(of)
    if (before !== undefined) return before.found
    const found = find(of)
    known.set(of, { found })
    return found
  }
}
