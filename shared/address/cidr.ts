import { type Ip, parseIp } from './ip.ts'

/** A prefix as numbers; its bytes are those of the text, host bits included. */
export interface Cidr {
  readonly family: 4 | 6
  readonly bytes: readonly number[]
  readonly bits: number
}

/**
 * Reads `10.0.0.0/8` or `fd00::/8`; an address alone is a prefix of one address. Strict forms only, as in
 * `parseIp`; a prefix of mapped addresses (::ffff:10.0.0.0/104) is the IPv4 prefix. Null for anything else.
 */
export function parseCidr(text: string): Cidr | null {
  const slash = text.indexOf('/')
  const ip = parseIp(slash === -1 ? text : text.slice(0, slash))
  if (ip === null) return null
  const width = ip.family === 4 ? 32 : 128
  if (slash === -1) return { ...ip, bits: width }
  const digits = text.slice(slash + 1)
  if (!/^(0|[1-9]\d{0,2})$/.test(digits)) return null
  const mapped = ip.family === 4 && text.includes(':') ? 96 : 0
  const bits = Number(digits) - mapped
  return bits < 0 || bits > width ? null : { ...ip, bits }
}

/** Whether a text is a prefix or an address that `contains` can use. */
export function isCidr(text: string): boolean {
  return parseCidr(text) !== null
}

/**
 * Whether an address lies in a prefix. IPv4-mapped IPv6 counts as IPv4, and a zone id is ignored. False when
 * either text cannot be read: check prefixes with `isCidr` where they enter the program.
 */
export function contains(cidr: string, address: string): boolean {
  const prefix = parseCidr(cidr)
  const ip = parseIp(address)
  return prefix !== null && ip !== null && covers(prefix, ip)
}

/** As `contains`, for parsed operands. */
export function covers(prefix: Cidr, ip: Ip): boolean {
  if (prefix.family !== ip.family) return false
  const whole = prefix.bits >> 3
  for (let i = 0; i < whole; i++) if (prefix.bytes[i] !== ip.bytes[i]) return false
  const rest = prefix.bits & 7
  if (rest === 0) return true
  const mask = (0xff << (8 - rest)) & 0xff
  return ((prefix.bytes[whole] ?? 0) & mask) === ((ip.bytes[whole] ?? 0) & mask)
}
