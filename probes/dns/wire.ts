import type { RecordType } from '../../shared/model/dns-record.ts'

/**
 * Reads DNS messages (RFC 1035, 4). Our own reader and not dns-packet's, which builds the queries: that one takes
 * a record's length on trust ("10.1.2.undefined"), reads names as UTF-8, which loses bytes, and throws over record
 * types that are none of our business. This one reads what a check of addresses needs and steps over the rest.
 */

/** The bytes are not a DNS message; the text says where they stop being one. */
export class MalformedError extends Error {}

/** Numbers of the types that are asked for, and of OPT (IANA). */
export const TYPE = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  OPT: 41,
  CAA: 257,
} as const satisfies Readonly<Record<RecordType | 'OPT', number>>
export const CLASS_IN = 1

export interface Header {
  readonly id: number
  readonly qr: boolean
  readonly opcode: number
  readonly aa: boolean
  readonly tc: boolean
  readonly ra: boolean
  readonly ad: boolean
  /** The four bits of the header; EDNS holds the upper eight. */
  readonly rcode: number
  readonly questions: number
  readonly answers: number
  readonly authorities: number
  readonly additionals: number
}

export interface WireRecord {
  readonly owner: string
  readonly type: number
  readonly class: number
  /** Seconds; for OPT, the upper rcode bits, version and flags. */
  readonly ttl: number
  /** Where its data begins and ends in the message. */
  readonly begin: number
  readonly end: number
}

/** A place in a message. Every read checks that the bytes are there, and throws `MalformedError` where they are not. */
export class Reader {
  readonly bytes: Buffer
  offset = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  header(): Header {
    this.need(12)
    const id = this.u16()
    const flags = this.u16()
    return {
      id,
      qr: (flags & 0x8000) !== 0,
      opcode: (flags >> 11) & 0xf,
      aa: (flags & 0x400) !== 0,
      tc: (flags & 0x200) !== 0,
      ra: (flags & 0x80) !== 0,
      ad: (flags & 0x20) !== 0,
      rcode: flags & 0xf,
      questions: this.u16(),
      answers: this.u16(),
      authorities: this.u16(),
      additionals: this.u16(),
    }
  }

  record(): WireRecord {
    const owner = this.name()
    this.need(10)
    const type = this.u16()
    const klass = this.u16()
    const ttl = this.u32()
    const length = this.u16()
    this.need(length)
    const begin = this.offset
    this.offset += length
    return { owner, type, class: klass, ttl, begin, end: this.offset }
  }

  /**
   * A name: lower case, without the final dot ('.' is the root), every byte that is not printable ASCII, and a dot
   * or backslash inside a label, as \DDD (RFC 4343, 2.1). Pointers lead strictly backwards, so it ends.
   */
  name(): string {
    const labels: string[] = []
    let at = this.offset
    let lowest = at
    let length = 1
    let end: number | null = null // of the name as it stands here, before the first pointer leads away
    for (let size = this.byte(at); size !== 0; size = this.byte(at)) {
      if (size >= 0xc0) {
        end ??= at + 2
        at = this.pointer(at, lowest)
        lowest = at
      } else {
        length += size + 1
        if (length > 255) throw new MalformedError(`name at byte ${this.offset} exceeds 255 bytes`)
        labels.push(this.label(at, size))
        at += size + 1
      }
    }
    this.offset = end ?? at + 1
    return labels.length === 0 ? '.' : labels.join('.')
  }

  u16(): number {
    this.need(2)
    const value = this.bytes.readUInt16BE(this.offset)
    this.offset += 2
    return value
  }

  u32(): number {
    this.need(4)
    const value = this.bytes.readUInt32BE(this.offset)
    this.offset += 4
    return value
  }

  private pointer(at: number, lowest: number): number {
    const target = ((this.byte(at) & 0x3f) << 8) | this.byte(at + 1)
    if (target >= lowest) throw new MalformedError(`name at byte ${at} points forwards`)
    return target
  }

  private label(at: number, size: number): string {
    if (size > 63) throw new MalformedError(`label of unknown kind at byte ${at}`)
    this.need(size, at + 1)
    const text = this.bytes.toString('latin1', at + 1, at + 1 + size)
    return text.replace(UNPRINTABLE, decimal).toLowerCase()
  }

  private byte(at: number): number {
    const value = this.bytes[at]
    if (value === undefined) throw new MalformedError(`message ends at byte ${at}, inside a name`)
    return value
  }

  private need(count: number, from = this.offset): void {
    if (from + count > this.bytes.length) {
      throw new MalformedError(
        `message ends at byte ${this.bytes.length}, ${from + count} are needed`,
      )
    }
  }
}

const UNPRINTABLE = /[^!-~]|[.\\]/g

function decimal(character: string): string {
  return `\\${character.charCodeAt(0).toString().padStart(3, '0')}`
}
