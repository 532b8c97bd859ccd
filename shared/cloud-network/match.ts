import { type Cidr, covers, parseCidr } from '../address/cidr.ts'
import { type Ip, parseIp } from '../address/ip.ts'

/** Whether a condition holds of a flow; `unknown`: the configuration does not say. */
export type Match = 'yes' | 'no' | 'unknown'

/** All of these: one that fails decides; else one that is not known leaves it unknown. */
export function all(...matches: readonly Match[]): Match {
  if (matches.includes('no')) return 'no'
  return matches.includes('unknown') ? 'unknown' : 'yes'
}

/** Any of these. */
export function any(matches: readonly Match[]): Match {
  if (matches.includes('yes')) return 'yes'
  return matches.includes('unknown') ? 'unknown' : 'no'
}

export function when(holds: boolean): Match {
  return holds ? 'yes' : 'no'
}

/** Published ranges by service tag in lower case; a tag that no file holds is not known. */
export type ServiceTags = ReadonlyMap<string, readonly Cidr[]>

/** The owners of `ipRanges`, by tag. */
export function serviceTags(
  owners: readonly { readonly owner: string; readonly cidr: string }[],
): ServiceTags {
  const byTag = Map.groupBy(owners, ({ owner }) => owner.toLowerCase())
  return new Map(
    [...byTag].map(([tag, of]) => [tag, of.flatMap(({ cidr }) => parseCidr(cidr) ?? [])]),
  )
}

/** Whether an address lies in a prefix or a range (10.0.0.1-10.0.0.9); null: the text is neither. */
export function inRange(text: string, ip: Ip): boolean | null {
  const [from, to, ...rest] = text.split('-').map((end) => parseIp(end.trim()))
  if (from && to && rest.length === 0) return atLeast(ip, from) && atLeast(to, ip)
  const prefix = parseCidr(text)
  return prefix === null ? null : covers(prefix, ip)
}

function atLeast(a: Ip, b: Ip): boolean {
  if (a.family !== b.family) return false
  const at = a.bytes.findIndex((byte, i) => byte !== b.bytes[i])
  return at < 0 || (a.bytes[at] ?? 0) > (b.bytes[at] ?? 0)
}

/** Whether an address is in a prefix, of which only the range is known that it is of. */
export function rangeIn(outer: Cidr, own: Cidr): Match {
  if (covers(outer, own)) return outer.bits <= own.bits ? 'yes' : 'unknown'
  return covers(own, outer) ? 'unknown' : 'no'
}

/** The same of a subnet with several ranges, as texts. */
export function anyRangeIn(outer: Cidr, ranges: readonly string[]): Match {
  return any(
    ranges.map((text) => {
      const own = parseCidr(text)
      return own === null ? 'unknown' : rangeIn(outer, own)
    }),
  )
}

/** Whether a port is among these: `443`, `8000-8010`, `*`. */
export function hasPort(ports: readonly string[], port: number): Match {
  return any(
    ports.map((text) => {
      if (text === '*') return 'yes'
      const [from = Number.NaN, to = from] = text.split('-').map(Number)
      if (Number.isNaN(from) || Number.isNaN(to)) return 'unknown'
      return when(from <= port && port <= to)
    }),
  )
}

/** Whether a name is the pattern, or below it: `*` all names, `*.contoso.com` what is below it. */
export function hasName(patterns: readonly string[], name: string): Match {
  const wanted = name.toLowerCase()
  return any(
    patterns.map((pattern) => {
      if (pattern === '*') return 'yes'
      if (!pattern.includes('*')) return when(pattern.toLowerCase() === wanted)
      return pattern.startsWith('*') && !pattern.slice(1).includes('*')
        ? when(wanted.endsWith(pattern.slice(1).toLowerCase()))
        : 'unknown'
    }),
  )
}

/** A rule that may match, and what it does. */
export interface Matched<R> {
  readonly rule: R
  readonly match: Match
  readonly allows: boolean
}

/**
 * The rule that decides among rules in their order: the first that matches for certain. Where one before it may match
 * too, the rule is not known (null), and what is done only where all of them do the same; `doubt` is the one that may.
 */
export function decider<R>(rules: readonly Matched<R>[]): {
  readonly rule: R | null
  readonly allows: boolean | null
  readonly doubt: R | null
} {
  const possible = rules.filter(({ match }) => match !== 'no')
  const at = possible.findIndex(({ match }) => match === 'yes')
  const certain = possible[at]
  const doubts = at < 0 ? possible : possible.slice(0, at)
  const [doubt] = doubts
  if (doubt === undefined) {
    return { rule: certain?.rule ?? null, allows: certain?.allows ?? null, doubt: null }
  }
  const alike = doubts.every(({ allows }) => allows === certain?.allows)
  return { rule: null, allows: alike ? (certain?.allows ?? null) : null, doubt: doubt.rule }
}
