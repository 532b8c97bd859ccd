/**
 * The same program in ASCII: V8 then keeps its text in one byte a character and not in two, and reads it faster. Throws
 * for a raw text, in which an escape would be another text.
 */
export function ascii(code: string): string {
  const raw = /\braw`[^`]*[^\0-\x7f][^`]*`/.exec(code)
  if (raw !== null) throw new Error(`Write ${raw[0].slice(0, 100)} without String.raw, or in ASCII`)
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
