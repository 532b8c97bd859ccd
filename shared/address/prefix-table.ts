import { parseCidr } from './cidr.ts'
import type { Ip } from './ip.ts'

interface PrefixEntry<T> {
  readonly cidr: string
  readonly value: T
}

/**
 * Prefixes with a value each, ready for "which is the longest that holds this address". Built once; a look-up
 * takes one hash probe per prefix length in use, so it does not grow with the number of prefixes.
 */
export interface PrefixTable<T> {
  longest(ip: Ip): PrefixEntry<T> | null
}

type Lengths<T> = Map<number, Map<string, PrefixEntry<T>>>

/**
 * @param rows prefixes that `isCidr` accepts; another text is a bug of the caller and throws
 * @param better which value stands when one prefix is given twice; the first by default
 */
export function prefixTable<T>(
  rows: Iterable<PrefixEntry<T>>,
  better: (kept: T, next: T) => T = (kept) => kept,
): PrefixTable<T> {
  const families: Record<4 | 6, Lengths<T>> = { 4: new Map(), 6: new Map() }
  for (const { cidr, value } of rows) {
    const prefix = parseCidr(cidr)
    if (prefix === null) throw new Error(`Not a prefix: "${cidr}"`)
    const lengths = families[prefix.family]
    const ofLength = lengths.get(prefix.bits) ?? new Map<string, PrefixEntry<T>>()
    lengths.set(prefix.bits, ofLength)
    const key = keyOf(prefix.bytes, prefix.bits)
    const kept = ofLength.get(key)
    ofLength.set(key, { cidr, value: kept === undefined ? value : better(kept.value, value) })
  }
  const longestFirst = (lengths: Lengths<T>) => [...lengths].sort(([a], [b]) => b - a)
  const order = { 4: longestFirst(families[4]), 6: longestFirst(families[6]) }
  return {
    longest(ip) {
      for (const [bits, ofLength] of order[ip.family]) {
        const found = ofLength.get(keyOf(ip.bytes, bits))
        if (found !== undefined) return found
      }
      return null
    },
  }
}

/** The first `bits` bits as a string: the key that a prefix and every address in it share. */
function keyOf(bytes: readonly number[], bits: number): string {
  const whole = bits >> 3
  const rest = bits & 7
  let key = ''
  for (let i = 0; i < whole; i++) key += String.fromCharCode(bytes[i] ?? 0)
  if (rest > 0) key += String.fromCharCode((bytes[whole] ?? 0) & (0xff << (8 - rest)) & 0xff)
  return key
}
