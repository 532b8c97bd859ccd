/** `a`, `a and b`, `a, b and 22 more`. */
export function some(items: readonly string[], most = 3): string {
  const unique = [...new Set(items)]
  const rest = unique.length - most
  const shown = rest > 0 ? [...unique.slice(0, most), `${rest} more`] : unique
  const last = shown.at(-1) ?? ''
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`
}

/** As many of a list as a person pastes by hand. */
export function many(items: readonly string[]): string {
  return some(items, 8)
}

/** `1 target`, `5 targets`. */
export function targetCount(targets: number): string {
  return countOf(targets, 'target', 'targets')
}

/** So many of something: `countOf(1, 'other comes', 'others come')`. */
export function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** `Both`, `All 3`. */
export function allOf(count: number): string {
  return count === 2 ? 'Both' : `All ${count}`
}

/** An address class as a noun, in the plural. */
export function classWords(addressClass: string): string {
  return CLASS_WORDS[addressClass] ?? `${addressClass} addresses`
}

const CLASS_WORDS: Readonly<Record<string, string>> = {
  public: 'public addresses',
  private: 'private addresses',
  cgnat: 'addresses of the shared range (100.64.0.0/10)',
  'google-restricted': 'addresses of Google’s restricted VIP',
  'google-private': 'addresses of Google’s private VIP',
}
