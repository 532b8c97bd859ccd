import { randomInt } from 'node:crypto'
import { AUTHENTIC_DATA, encode, RECURSION_DESIRED } from 'dns-packet'
import type { RecordType } from '../../shared/model/dns-record.ts'
import type { DnsAnswer } from '../../shared/model/facts.ts'
import { follow } from './chain.ts'
import { addressIn, type Records, recordsOf, seconds } from './records.ts'
import { CLASS_IN, MalformedError, Reader, TYPE, type WireRecord } from './wire.ts'

/** One question as it goes over the wire, and what its reply must repeat. */
export interface Query {
  readonly id: number
  /** Lower case, without the final dot. */
  readonly name: string
  readonly type: RecordType
  readonly bytes: Buffer
}

/** What a reply says: an answer without the circumstances of asking, which the reply does not know. */
export type Reply = Omit<DnsAnswer, 'type' | 'server' | 'transport' | 'flags'> & {
  readonly type: RecordType
  /** What answers the question, whatever its type. */
  readonly found: Records
  readonly flags: Pick<DnsAnswer['flags'], 'aa' | 'ra' | 'ad'>
  /** What is wrong with the aliases, in words; null when nothing is. */
  readonly defect: string | null
}

/** What a packet turned out to be. */
export type Reading =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'truncated' } // ours, and cut: ask over TCP
  | { readonly kind: 'malformed'; readonly why: string } // ours by its id, and no DNS message
  | { readonly kind: 'stray'; readonly why: string } // a reply to some other question
  | { readonly kind: 'noise'; readonly why: string } // no DNS reply at all

/** The most that a UDP reply should carry: fits any path without fragments (DNS flag day 2020). */
const UDP_PAYLOAD = 1232

/** The root of all names, as it is written and read. */
const ROOT = '.'

const LABEL = /^[!-[\]-~]{1,63}$/

/** Whether a name can be asked for: labels of 1 to 63 printable bytes, 253 in all (RFC 1035, 2.3.4). */
export function isName(name: string): boolean {
  const bare = withoutFinalDot(name)
  return bare.length <= 253 && bare.split('.').every((label) => LABEL.test(label))
}

/**
 * Builds a recursive query with a random id. AD asks for the result of validation (RFC 6840, 5.7); with EDNS, larger
 * replies are welcome (RFC 6891). Without EDNS it is the plainest query there is, for servers that choke on more.
 */
export function buildQuery(name: string, type: RecordType, edns: boolean): Query {
  const id = randomInt(0x10000)
  const asked = withoutFinalDot(name).toLowerCase()
  const opt = { type: 'OPT', name: '.', udpPayloadSize: UDP_PAYLOAD, extendedRcode: 0 } as const
  const rest = { ednsVersion: 0, flags: 0, flag_do: false, options: [] }
  const bytes = encode({
    type: 'query',
    id,
    flags: edns ? RECURSION_DESIRED | AUTHENTIC_DATA : RECURSION_DESIRED,
    questions: [{ name: asked, type, class: 'IN' }],
    additionals: edns ? [{ ...opt, ...rest }] : [],
  })
  return { id, name: asked, type, bytes }
}

/**
 * Reads one packet as the reply to a query. Never throws, whatever the bytes. Accepts a reply only with the id,
 * name, type and class of the question (RFC 5452, 9.1), and from it only records of class IN on the alias chain.
 * TC has a meaning over UDP only.
 */
export function readReply(bytes: Buffer, query: Query, transport: 'udp' | 'tcp'): Reading {
  const reader = new Reader(bytes)
  let ours = false
  try {
    const header = reader.header()
    if (!header.qr || header.opcode !== 0) return { kind: 'noise', why: 'not a reply to a query' }
    if (header.id !== query.id) return { kind: 'stray', why: `id ${header.id}` }
    ours = true
    const other = otherQuestion(reader, header, query)
    if (other !== null) return { kind: 'stray', why: other }
    if (header.tc && transport === 'udp') return { kind: 'truncated' }
    return { kind: 'reply', reply: readRecords(reader, header, query) }
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    return { kind: ours ? 'malformed' : 'noise', why: error.message }
  }
}

type Header = ReturnType<Reader['header']>

/** FORMERR, SERVFAIL, NOTIMP, REFUSED: a server that could not read the question may leave it out. */
const MAY_OMIT_QUESTION: ReadonlySet<number> = new Set([1, 2, 4, 5])

function otherQuestion(reader: Reader, header: Header, query: Query): string | null {
  if (header.questions === 0 && MAY_OMIT_QUESTION.has(header.rcode)) return null
  if (header.questions !== 1) return `${header.questions} questions`
  const name = reader.name()
  const type = reader.u16()
  const klass = reader.u16()
  const same = name === query.name && type === TYPE[query.type] && klass === CLASS_IN
  return same ? null : `question ${name} type ${type} class ${klass}`
}

function readRecords(reader: Reader, header: Header, query: Query): Reply {
  const answers = records(reader, header.answers)
  const authorities = records(reader, header.authorities)
  const opt = records(reader, header.additionals).find((r) => r.type === TYPE.OPT)
  // Who asks for the alias itself wants no other name.
  const followed = query.type === 'CNAME' ? [] : aliases(reader, answers)
  const { chain, last, defect } = follow(query.name, followed)
  const found = defect === null ? answersTo(answers, last, query.type) : []
  const rcode = header.rcode | (opt === undefined ? 0 : (opt.ttl >>> 24) << 4)
  return {
    name: query.name,
    type: query.type,
    rcode: RCODES[rcode] ?? `RCODE${rcode}`,
    flags: { aa: header.aa, ra: header.ra, ad: header.ad },
    edns: opt !== undefined,
    chain,
    addresses: addresses(reader, found, query.type),
    found: recordsOf(reader, found, query.type),
    soa: soa(reader, query.type === 'SOA' ? [...answers, ...authorities] : authorities),
    bytes: reader.bytes.length,
    defect,
  }
}

function records(reader: Reader, count: number): WireRecord[] {
  const list: WireRecord[] = []
  for (let i = 0; i < count; i++) list.push(reader.record())
  return list
}

function aliases(reader: Reader, answers: readonly WireRecord[]): DnsAnswer['chain'] {
  return answers
    .filter((r) => r.type === TYPE.CNAME && r.class === CLASS_IN)
    .map((r) => {
      reader.offset = r.begin
      const target = reader.name()
      if (reader.offset !== r.end) throw new MalformedError(`CNAME of ${r.end - r.begin} bytes`)
      return { name: r.owner, target, ttl: seconds(r.ttl) }
    })
}

/** A report keeps at most this many addresses of an answer; 64 KiB of them come only from a broken server. */
const MAX_ADDRESSES = 256

function addresses(
  reader: Reader,
  found: readonly WireRecord[],
  type: RecordType,
): DnsAnswer['addresses'] {
  if (type !== 'A' && type !== 'AAAA') return []
  return found
    .slice(0, MAX_ADDRESSES)
    .map((r) => ({ address: addressIn(reader, r, type), ttl: seconds(r.ttl) }))
}

function answersTo(
  answers: readonly WireRecord[],
  owner: string,
  type: RecordType,
): readonly WireRecord[] {
  return answers.filter((r) => r.owner === owner && r.type === TYPE[type] && r.class === CLASS_IN)
}

function soa(reader: Reader, authorities: readonly WireRecord[]): DnsAnswer['soa'] {
  const record = authorities.find((r) => r.type === TYPE.SOA && r.class === CLASS_IN)
  if (record === undefined) return null
  reader.offset = record.begin
  const mname = reader.name()
  const rname = reader.name()
  reader.offset += 16 // serial, refresh, retry, expire
  const minimum = reader.u32()
  if (reader.offset !== record.end)
    throw new MalformedError(`SOA of ${record.end - record.begin} bytes`)
  return { zone: record.owner, mname, rname, minimum }
}

function withoutFinalDot(name: string): string {
  return name !== ROOT && name.endsWith('.') ? name.slice(0, -1) : name
}

/** IANA's names of DNS RCODEs; those above 15 come with EDNS only. */
const RCODES: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  7: 'YXRRSET',
  8: 'NXRRSET',
  9: 'NOTAUTH',
  10: 'NOTZONE',
  16: 'BADVERS',
  23: 'BADCOOKIE',
}
