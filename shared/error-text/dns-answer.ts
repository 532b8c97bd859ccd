import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { isPrivateLinkName } from '../zone/private-names.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { MeaningName } from './meanings/table.ts'

/** An answer of DNS as nslookup, dig or Resolve-DnsName print it. */
export interface PastedAnswer {
  /** The name that was asked for: the first alias, or the only name. */
  readonly name: string
  /** Null where the answer shows nothing that could be wrong. */
  readonly shows: MeaningName | null
}

/** The first line of each tool's output names the server; its address is not the answer. */
const SERVER = /\bServer:[^\n]{0,300}\n\s{0,4}Address(?:es)?:[^\n]{0,300}/gi
const IS_ANSWER =
  /\bNon-authoritative answer\b|^;; ->>HEADER<<-|\bANSWER SECTION\b|\bcanonical name = |^Name:\s{1,20}\S{1,253}\s{0,4}\n(?:Address|Aliases)|\bIN\s{1,10}(?:A|AAAA|CNAME)\s|\bIP4Address\s{1,10}:|^\S{1,253} is an alias for \S{1,253}|^\S{1,253} has (?:IPv6 )?address |\bQueryType\s{1,10}: /im
const RECORD =
  /^(\S{1,253}?)\.?[ \t]{1,60}(?:\d{1,10}[ \t]{1,20})?(?:IN[ \t]{1,20})?(A|AAAA|CNAME)[ \t]{1,20}(?:\d{1,10}[ \t]{1,20}Answer[ \t]{1,20})?(\S{1,253}?)\.?[ \t]*$/gim
const ALIAS = /^(\S{1,253})[ \t]{1,20}canonical name = (\S{1,253}?)\.?[ \t]*$/gim
const HOST_ALIAS = /^(\S{1,253}) is an alias for (\S{1,253}?)\.?[ \t]*$/gim
const HOST_ADDRESS = /^(\S{1,253}) has (?:IPv6 )?address ([0-9A-Fa-f.:]{2,45})[ \t]*$/gim
const NAME = /^Name[ \t]{0,20}:[ \t]{1,20}(\S{1,253}?)\.?[ \t]*$/gim
const ALIASES = /^Aliases:((?:\s{1,24}\S{1,253}[ \t]*){1,16})/im
const ADDRESSES =
  /^(?:Address(?:es)?|IP[46]Address)[ \t]{0,20}:((?:\s{1,24}[0-9A-Fa-f.:]{2,45}(?:#\d{1,5})?(?=\s|$)){1,16})/gim
const ASKED =
  /^(?:[^\n>$#]{0,80}[>$#][ \t]?)?(?:nameresolver|nslookup|host|Resolve-DnsName)(?:\.exe)?(?: -[\w=]{1,20}){0,4} ([\w-]{1,63}(?:\.[\w-]{1,63}){1,10})\.?(?=\s|$)|<<>> DiG [^\n]{1,60}<<>>(?: @\S{1,60})?(?: [+-]\S{1,30}){0,6} ([\w.-]{1,253})|^;([\w.-]{1,253}?)\.?[ \t]{1,20}IN[ \t]{1,20}(?:A|AAAA)\b/im

/** Azure signs for its private zones by this name server: an NXDOMAIN beside it is that of a linked zone. */
const PRIVATE_SOA =
  /\bprivatelink\.\S{1,200}[ \t][^\n]{0,40}\bSOA[ \t]{1,20}azureprivatedns\.net\b/i

/** What a pasted answer of DNS shows; null for any other text, and for one whose rcode already says what is wrong. */
export function pastedAnswer(text: string): PastedAnswer | null {
  if (!IS_ANSWER.test(text) || /\b(?:SERVFAIL|REFUSED)\b/.test(text)) return null
  const isMissing = /\b(?:NXDOMAIN|Non-existent domain)\b/.test(text)
  if (isMissing && !PRIVATE_SOA.test(text)) return null
  const body = text.replace(SERVER, '')
  const records = [...body.matchAll(RECORD)].map(([, from = '', type = '', to = '']) => ({
    from,
    type,
    to,
  }))
  const names = namesIn(body, records)
  const addresses = addressesIn(body, records)
  const asked = ASKED.exec(text)
  const name = (asked?.slice(1).find(Boolean) ?? names[0])?.toLowerCase()
  if (name === undefined || name === '') return null
  return { name, shows: meaningOf(name, names, addresses, text) }
}

interface Answered {
  readonly from: string
  readonly type: string
  readonly to: string
}

/** Windows lists aliases with the asked name first, and the last name under `Name`. */
function namesIn(body: string, records: readonly Answered[]): readonly string[] {
  const aliases = ALIASES.exec(body)?.[1]?.trim().split(/\s+/) ?? []
  const canonical = [
    ...body.matchAll(ALIAS),
    ...body.matchAll(HOST_ALIAS),
    ...body.matchAll(HOST_ADDRESS),
  ].flatMap(([, from = '', to = '']) => [from, to])
  const chain = records.flatMap(({ from, type, to }) =>
    type.toUpperCase() === 'CNAME' ? [from, to] : [from],
  )
  const named = [...body.matchAll(NAME)].map(([, name = '']) => name)
  return [...new Set([...chain, ...canonical, ...aliases, ...named])]
}

function addressesIn(body: string, records: readonly Answered[]): readonly string[] {
  const listed = [...body.matchAll(ADDRESSES)].flatMap(([, list = '']) => list.trim().split(/\s+/))
  const hosts = [...body.matchAll(HOST_ADDRESS)].map(([, , address = '']) => address)
  const answered = records.flatMap(({ type, to }) => (type.toUpperCase() === 'CNAME' ? [] : [to]))
  return [...new Set([...listed, ...hosts, ...answered])].filter(
    (address) => parseIp(address) !== null,
  )
}

function meaningOf(
  name: string,
  names: readonly string[],
  addresses: readonly string[],
  text: string,
): MeaningName | null {
  const isLinked = names.some(isPrivateLinkName)
  if (addresses.length === 0) {
    if (isLinked) return 'private record missing'
    return /\bANSWER: 0\b|\bNo answer\b/i.test(text) ? 'no address' : null
  }
  const isPrivate = addresses.every((address) => classify(address, EMPTY_BOOK).isPrivate)
  if (isPrivate) return 'name private'
  if (isLinked) return 'private zone not used'
  return zoneOf(name) === null ? null : 'name public'
}
