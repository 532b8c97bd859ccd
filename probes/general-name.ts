import type { Element } from './der.ts'
import { printable } from './printable.ts'

const MAX_NAME = 255

/** The alternatives of GeneralName, by the number of their tag (RFC 5280, 4.2.1.6). */
const KINDS: readonly string[] = [
  'other',
  'email',
  'DNS',
  'X.400',
  'directory',
  'EDI',
  'URI',
  'IP',
  'registered',
]

/** The kind of a name by its tag; null for what is no GeneralName. */
export function kindOf(tag: number): string | null {
  return (tag & 0xc0) === 0x80 ? (KINDS[tag & 0x1f] ?? null) : null
}

/** A name as `DNS:corp.example`, an address with its prefix as `IP:10.0.0.0/8`; of other kinds the kind alone. */
export function generalName({ tag, content }: Element): string {
  const kind = kindOf(tag) ?? 'unknown'
  if (kind === 'IP') return `IP:${network(content)}`
  if (kind !== 'DNS' && kind !== 'email' && kind !== 'URI') return kind
  return `${kind}:${printable(content.toString('latin1'), MAX_NAME)}`
}

/** An address and its mask, of four or sixteen octets each (RFC 5280, 4.2.1.10). */
function network(content: Buffer): string {
  const half = content.length / 2
  const bits = [...content.subarray(half)].map((octet) => octet.toString(2)).join('')
  const prefix = [...bits].filter((bit) => bit === '1').length
  const address = content.subarray(0, half)
  if (half === 4) return `${[...address].join('.')}/${prefix}`
  return half === 16 ? `${groups(address).join(':')}/${prefix}` : 'unreadable'
}

function groups(address: Buffer): string[] {
  return Array.from({ length: 8 }, (_, at) => address.readUInt16BE(at * 2).toString(16))
}
