import { UNSAFE } from '../document/unsafe-text.ts'

/** Everything that moves a cursor, reorders a line or hides. */
const INVISIBLE = new RegExp(`[${UNSAFE}]`, 'gu')

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The text with every character that could act on a terminal or deceive a reader written out: `\x1b`, `\u{202e}`. */
export function visible(text: string): string {
  return text.replaceAll(INVISIBLE, (char) => NAMED[char] ?? escaped(char.codePointAt(0) ?? 0))
}

function escaped(code: number): string {
  const hex = code.toString(16)
  return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`
}

/**
 * A copy of a document with every string in it made visible, keys too. Servers, resolvers and proxies choose
 * much of a report's text, so each view takes its document through here once, and nothing can slip past.
 */
export function visibleAll<T>(value: T): T {
  return walk(value) as T
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return visible(value)
  if (Array.isArray(value)) return value.map(walk)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [visible(key), walk(inner)]),
  )
}
