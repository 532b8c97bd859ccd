import {
  type Answer,
  type DecodedPacket,
  type Packet,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
} from 'dns-packet'

/** One record: `['www.test', 'CNAME', 'host.test']`. The TTL is 60 s unless given. */
export type ZoneRow =
  | readonly [name: string, type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR', data: string, ttl?: number]
  | readonly [
      name: string,
      type: 'MX' | 'TXT' | 'SRV' | 'CAA',
      data: object | string[],
      ttl?: number,
    ]

/** The server and the mailbox in an SOA. */
export interface SoaNames {
  readonly mname: string
  readonly rname: string
}

/** An authority for the zone `test`. */
export const TEST_ZONE: Readonly<Record<string, SoaNames>> = {
  test: { mname: 'ns.test', rname: 'hostmaster.test' },
}

export const RCODE = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const

const OPT = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
} as const

/** What a correct resolver replies to a query from these rows. */
export function replyFrom(
  rows: readonly ZoneRow[],
  query: DecodedPacket,
  authority: Readonly<Record<string, SoaNames>>,
): Packet & { answers: Answer[] } {
  const asked = query.questions?.[0]
  const answers: Answer[] = []
  let name = asked?.name.toLowerCase() ?? '.'
  for (let hop = 0; hop < rows.length; hop++) {
    if (asked?.type === 'CNAME') break
    const alias = rows.find((row) => row[0] === name && row[1] === 'CNAME')
    if (alias === undefined) break
    answers.push(record(alias))
    name = String(alias[2])
  }
  const found = rows.filter((row) => row[0] === name && row[1] === asked?.type)
  answers.push(...found.map(record))
  const exists = rows.some((row) => row[0] === name || row[0].endsWith(`.${name}`))
  const rcode = exists ? RCODE.NOERROR : RCODE.NXDOMAIN
  return {
    ...bare(query, rcode),
    answers,
    authorities: found.length > 0 ? [] : soaOf(name, authority),
    additionals: hasEdns(query) ? [{ ...OPT, options: [] }] : [],
  }
}

/** A reply to a query with nothing but its question and an rcode; with EDNS rcodes above 15 fit. */
export function bare(query: DecodedPacket, rcode: number): Packet & { answers: Answer[] } {
  const upper = rcode >> 4
  return {
    type: 'response',
    id: query.id,
    flags: RECURSION_DESIRED | RECURSION_AVAILABLE | (rcode & 0xf),
    questions: query.questions,
    answers: [],
    additionals: upper > 0 ? [{ ...OPT, options: [], extendedRcode: upper }] : [],
  }
}

export function hasEdns(query: DecodedPacket): boolean {
  return query.additionals?.some((a) => a.type === 'OPT') ?? false
}

function record([name, type, data, ttl = 60]: ZoneRow): Answer {
  return { name, type, data, ttl, class: 'IN' } as Answer
}

/** The SOA of the zone that the name lies in. */
function soaOf(name: string, authority: Readonly<Record<string, SoaNames>>): Answer[] {
  const apex = Object.keys(authority).find((zone) => name === zone || name.endsWith(`.${zone}`))
  const names = apex === undefined ? undefined : authority[apex]
  if (apex === undefined || names === undefined) return []
  const data = { ...names, serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 30 }
  return [{ name: apex, type: 'SOA', ttl: 30, class: 'IN', data }]
}
