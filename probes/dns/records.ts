import net from 'node:net'
import type { DnsRecord, RecordType } from '../../shared/model/dns-record.ts'
import { printable } from '../printable.ts'
import { MalformedError, type Reader, TYPE, type WireRecord } from './wire.ts'

/** The records of a reply that answer the question, and how many were too much to be kept. */
export interface Records {
  readonly records: readonly DnsRecord[]
  readonly omitted: number
}

/** Characters of all records of one answer that a report keeps. */
const MOST_TEXT = 8192

/**
 * The records of one type and owner, each as in a zone file (RFC 1035, 5.1): names in lower case without the final dot,
 * the strings of a TXT joined (RFC 7208, 3.3), without quotes. Throws MalformedError for one that is not of its type.
 */
export function recordsOf(
  reader: Reader,
  answers: readonly WireRecord[],
  type: RecordType,
): Records {
  const records: DnsRecord[] = []
  let room = MOST_TEXT
  for (const record of answers) {
    const data = READ[type](reader, record)
    room -= data.length + 1
    if (room < 0) break
    records.push({ data, ttl: seconds(record.ttl) })
  }
  return { records, omitted: answers.length - records.length }
}

/** The address in an A or AAAA record. */
export function addressIn(reader: Reader, record: WireRecord, type: 'A' | 'AAAA'): string {
  const data = bytesOf(reader, record)
  if (data.length !== (type === 'A' ? 4 : 16)) {
    throw new MalformedError(`${type} record of ${data.length} bytes`)
  }
  if (type === 'A') return data.join('.')
  const groups = data.toString('hex').replace(/(.{4})(?!$)/g, '$1:')
  return new net.SocketAddress({ address: groups, family: 'ipv6' }).address
}

/** A TTL with its highest bit set counts as zero (RFC 2181, 8). */
export function seconds(ttl: number): number {
  return ttl > 0x7fffffff ? 0 : ttl
}

type Read = (reader: Reader, record: WireRecord) => string

/** Numbers of 16 bits, a name or two, and numbers of 32 bits: what most types are made of. */
function fields(shorts: number, names: number, longs = 0): Read {
  return (reader, record) => {
    reader.offset = record.begin
    const parts: (string | number)[] = [
      ...Array.from({ length: shorts }, () => reader.u16()),
      ...Array.from({ length: names }, () => reader.name()),
      ...Array.from({ length: longs }, () => reader.u32()),
    ]
    if (reader.offset !== record.end) throw malformed(record)
    return parts.join(' ')
  }
}

const READ: Readonly<Record<RecordType, Read>> = {
  A: (reader, record) => addressIn(reader, record, 'A'),
  AAAA: (reader, record) => addressIn(reader, record, 'AAAA'),
  CNAME: fields(0, 1),
  NS: fields(0, 1),
  PTR: fields(0, 1),
  MX: fields(1, 1),
  // RFC 2782.
  SRV: fields(3, 1),
  SOA: fields(0, 2, 5),
  TXT: (reader, record) => {
    const data = bytesOf(reader, record)
    const strings: Buffer[] = []
    for (let at = 0; at < data.length; at += 1 + (data[at] ?? 0)) {
      const end = at + 1 + (data[at] ?? 0)
      if (end > data.length) throw malformed(record)
      strings.push(data.subarray(at + 1, end))
    }
    return text(Buffer.concat(strings))
  },
  // RFC 8659, 4.1: flags, the length of the tag, the tag, and the value to the end.
  CAA: (reader, record) => {
    const data = bytesOf(reader, record)
    const [flags = 0, length = 0] = data
    if (data.length < 2 + length || length === 0) throw malformed(record)
    const tag = text(data.subarray(2, 2 + length)).toLowerCase()
    return `${flags} ${tag} ${text(data.subarray(2 + length))}`.trimEnd()
  },
}

function bytesOf({ bytes }: Reader, { begin, end }: WireRecord): Buffer {
  return bytes.subarray(begin, end)
}

function text(bytes: Buffer): string {
  return printable(bytes.toString('utf8'), MOST_TEXT)
}

function malformed({ type, begin, end }: WireRecord): MalformedError {
  const name = Object.entries(TYPE).find(([, number]) => number === type)?.[0] ?? `type ${type}`
  return new MalformedError(`${name} record of ${end - begin} bytes`)
}
