import ipaddr from 'ipaddr.js'

/** An address as numbers. An IPv4-mapped IPv6 address (::ffff:a.b.c.d, RFC 4291) is the IPv4 address. */
export interface Ip {
  readonly family: 4 | 6
  /** Four or sixteen bytes, network order. */
  readonly bytes: readonly number[]
}

/**
 * Reads an IPv4 or IPv6 literal in the strict forms only (RFC 6943: `010.0.0.1`, `10.1` and `0x0a.0.0.1`
 * mean different hosts to different programs, so they are no address here). A zone id (`%eth0`) is dropped.
 * Returns null for anything else; never throws.
 */
export function parseIp(text: string): Ip | null {
  if (isStrictIpv4(text)) return { family: 4, bytes: text.split('.').map(Number) }
  const bare = text.replace(/%[^%\s]+$/, '')
  if (bare.includes('%') || !isStrictIpv6(bare)) return null
  const parsed = ipaddr.IPv6.parse(bare)
  const plain = parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed
  return { family: plain.kind() === 'ipv4' ? 4 : 6, bytes: plain.toByteArray() }
}

/** The one spelling of an address that lists are compared by (RFC 5952); the text itself when it is none. */
export function canonicalIp(text: string): string {
  // The strict form of IPv4 has one spelling.
  if (isStrictIpv4(text)) return text
  const ip = parseIp(text)
  return ip === null ? text : formatIp(ip)
}

/** RFC 5952 text of an address. */
export function formatIp(ip: Ip): string {
  return ipaddr.fromByteArray([...ip.bytes]).toString()
}

/** Four decimals of 0 to 255 without leading zeros. */
const STRICT_IPV4 =
  /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/

/** Asked for every text that might be an address: ipaddr.js answers by an Error with its stack, thrown and caught. */
function isStrictIpv4(text: string): boolean {
  return STRICT_IPV4.test(text)
}

/** ipaddr.js takes octal and hexadecimal in the dotted tail of an IPv6 address; nothing else does. */
function isStrictIpv6(text: string): boolean {
  // Every form has two colons (RFC 4291, 2.2): `IP:port` need not be put to the patterns of ipaddr.js.
  if (text.indexOf(':') === text.lastIndexOf(':') || !ipaddr.IPv6.isValid(text)) return false
  const tail = text.slice(text.lastIndexOf(':') + 1)
  return !tail.includes('.') || isStrictIpv4(tail)
}
