import type { AddressBook } from './book.ts'
import { formatIp, type Ip, parseIp } from './ip.ts'
import { prefixTable } from './prefix-table.ts'
import { type Realm, realmOf } from './realm.ts'
import { once, remembered } from './remembered.ts'
import { type AddressClass, SPECIAL_RANGES, type SpecialRange } from './special.ts'

/** What an address is and whose. */
export interface Classification {
  readonly kind: AddressClass
  /** Where it leads: the one partition that decides what is called private and public. */
  readonly realm: Realm
  /** Whether it belongs to a network of one's own: RFC 1918, ULA, shared address space, `privateRanges`. */
  readonly isPrivate: boolean
  /** In words: `RFC 1918 (10.0.0.0/8)`. */
  readonly label: string
  /** From the published range files; null when they are not given or do not hold it. */
  readonly owner: string | null
}

const SPECIAL = prefixTable<SpecialRange>(
  SPECIAL_RANGES.map((value) => ({ cidr: value.cidr, value })),
)
const PUBLIC = { kind: 'public', label: 'public' } as const

/**
 * Classifies an address. The config's `privateRanges` decide first (a network may use any range as its own),
 * then the longest of the special ranges; what is in none is public. NAT64 (RFC 6052) is read through: the
 * IPv4 address inside decides. A text that is no address is `reserved`, never private.
 */
export function classify(address: string, book: AddressBook): Classification {
  return classifierOf(book)(address)
}

/** A dozen places ask about one address, and a book never changes. */
const classifierOf = once((book: AddressBook) =>
  remembered((address) => classifyAnew(address, book)),
)

function classifyAnew(address: string, book: AddressBook): Classification {
  const ip = parseIp(address)
  if (ip === null) return { ...placed({ kind: 'reserved', label: 'not an address' }), owner: null }
  return { ...placed(meaning(ip, book)), owner: book.owners.longest(unwrapped(ip))?.value ?? null }
}

/** The network's own prefixes have the kind `private`, and so one realm. */
function placed(what: Meaning): Omit<Classification, 'owner'> {
  const realm = realmOf(what.kind)
  return { ...what, realm, isPrivate: realm === 'private' }
}

type Meaning = Pick<Classification, 'kind' | 'label'>

function meaning(ip: Ip, book: AddressBook): Meaning {
  const own = book.privateRanges.longest(ip)
  if (own !== null) return { kind: 'private', label: `privateRanges (${own.cidr})` }
  const special = SPECIAL.longest(ip)
  if (special === null) return PUBLIC
  const { kind, name, cidr } = special.value
  const inner = unwrapped(ip)
  if (inner !== ip) {
    const of = meaning(inner, book)
    return { ...of, label: `${name} of ${formatIp(inner)}: ${of.label}` }
  }
  return { kind, label: `${name} (${cidr})` }
}

/** The IPv4 address that DNS64 made an address of; null: of none. */
export function madeByDns64(address: string): string | null {
  const ip = parseIp(address)
  if (ip === null) return null
  const inner = unwrapped(ip)
  return inner === ip ? null : formatIp(inner)
}

/** The IPv4 address inside a NAT64 address of the well-known prefix; otherwise the address itself. */
function unwrapped(ip: Ip): Ip {
  const wrapped = ip.family === 6 && SPECIAL.longest(ip)?.cidr === '64:ff9b::/96'
  return wrapped ? { family: 4, bytes: ip.bytes.slice(12) } : ip
}
