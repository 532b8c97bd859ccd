import { createHash } from 'node:crypto'

/**
 * Texts and times in the alphabet of keys (ASCII letters, digits and `-._~`). Different texts have different codes;
 * those that are too long for a key are cut and end in a hash.
 */

const MAX_BYTES = 110
/** What is left of a text that is longer. */
const CUT = 90

/** Keys of rows hold times from the year 0 to 9999, in ms, as 15 digits: so they are in the order of time. */
const BEGIN = Date.parse('0000-01-01T00:00:00.000Z')
const SPAN = Date.UTC(10_000, 0, 1) - BEGIN
const DIGITS = 15

/** Greater than every key, and than whatever goes on after a prefix that ends in `.`. */
export const END = '~'

/** The least key that is greater: `-` is the first character of the alphabet. */
export function after(key: string): string {
  return `${key}-`
}

/** A text that people can read in the service's own tools: letters, digits and hyphens stay, other bytes are `_hh`. */
export function readable(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.byteLength > MAX_BYTES) return `${code(bytes.subarray(0, CUT))}~${digest(text)}`
  return code(bytes)
}

function code(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[^A-Za-z0-9-]/g, (c) => `_${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

/** In the order of the texts, by their UTF-8 bytes. */
export function ascending(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.byteLength <= MAX_BYTES) return bytes.toString('hex')
  return `${bytes.subarray(0, CUT).toString('hex')}~${digest(text)}`
}

/** In the reverse order. */
export function descending(text: string): string {
  const bytes = Buffer.from(text)
  const turned = Buffer.from(
    bytes.subarray(0, bytes.byteLength <= MAX_BYTES ? MAX_BYTES : CUT),
  ).map((byte) => 255 - byte)
  // What goes on comes before what ends: hexadecimal digits are less than `~`, and `-` is less than both.
  const end = bytes.byteLength <= MAX_BYTES ? '~' : `-${digest(text)}`
  return `${Buffer.from(turned).toString('hex')}${end}`
}

/** A time in ms since 1970, the oldest first. */
export function oldestFirst(ms: number): string {
  return String(Math.min(Math.max(ms - BEGIN, 0), SPAN)).padStart(DIGITS, '0')
}

/** A time in ms since 1970, the newest first. */
export function newestFirst(ms: number): string {
  return String(SPAN - Math.min(Math.max(ms - BEGIN, 0), SPAN)).padStart(DIGITS, '0')
}

/** 132 bits of SHA-256. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
