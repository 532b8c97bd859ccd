import { parseIp } from '../address/ip.ts'
import type { Match } from './matches.ts'
import type { Layer } from './meanings/meaning.ts'
import type { Peer, PeerRole } from './peer.ts'

/** How many lines before a sign may name its peer: a stack trace has its host at the top. */
const LINES_BEFORE = 14
const LINES_AFTER = 4

/**
 * The peers that a sign is about: the last one before its end in the same line, which is the innermost of nested
 * errors, with the name that an address stands for; else the first behind it; else, where its line names nobody, those
 * of the nearest line that does.
 * A proxy's failure is the proxy's, a silent resolver's the resolver's, where the text names them.
 */
export function failingPeers(
  match: Match,
  all: readonly Match[],
  peers: readonly Peer[],
  text: string,
  layer: Layer,
): readonly Peer[] {
  const line = lineAround(text, match)
  const own = peers.filter((peer) => peer.at >= line.from && peer.at < line.to && isParty(peer))
  const beside = own.find((peer) => peer.at >= match.to && peer.at - match.to <= 2)
  if (beside !== undefined && NAMES_NEXT.test(text.slice(match.from, match.to)))
    return innermostFirst(
      [...own.filter((peer) => peer.at > beside.at && peer.role === 'resolver'), beside],
      layer,
    )
  const proxy = layer === 'proxy' ? own.find(({ role }) => role === 'proxy') : undefined
  if (proxy !== undefined)
    return innermostFirst([...own.filter((peer) => peer.at < match.to), proxy], layer)
  const before = own.filter((peer) => peer.at < match.to)
  const behind = before.filter((peer) => peer.at >= endOfOther(match, all))
  const here =
    behind.length > 0
      ? innermostFirst(behind, layer)
      : own.filter((peer) => peer.at >= match.from).slice(0, 1)
  if (here.length > 0) return [...here, ...otherHalf(here, own)]
  // Further words of what the line has told of already: no other line names their peer.
  if (before.length > 0) return []
  return nearby(peers.filter(isParty), text, line)
}

/** The only name of a line is that of an address in it, and its only address that of a name. */
function otherHalf(here: readonly Peer[], own: readonly Peer[]): readonly Peer[] {
  const targets = here.filter(({ role }) => role === 'target')
  const others = own.filter((peer) => peer.role === 'target' && !here.includes(peer))
  const hosts = new Set(others.map(({ host }) => host))
  const [other] = others
  const [first] = targets
  if (targets.length !== 1 || hosts.size !== 1 || other === undefined || first === undefined)
    return []
  const isPair = (parseIp(first.host) === null) !== (parseIp(other.host) === null)
  const isSamePort = first.port === null || other.port === null || first.port === other.port
  return isPair && isSamePort ? [other] : []
}

/** Node writes the code and then whom it was about: `connect ETIMEDOUT 10.0.0.4:443`. */
const NAMES_NEXT = /\bE[A-Z]{4,15}$/

/** A page to read, or the client itself, does not fail. */
function isParty({ role }: Peer): boolean {
  return role !== 'reference' && role !== 'source'
}

interface Span {
  readonly from: number
  readonly to: number
}

function lineAround(text: string, { from, to }: Span): Span {
  const end = text.indexOf('\n', to)
  return { from: text.lastIndexOf('\n', from - 1) + 1, to: end === -1 ? text.length : end }
}

/** Where the words of another failure of the same kind end: what stands before them is that one's. */
function endOfOther(match: Match, all: readonly Match[]): number {
  return all.reduce(
    (end, other) =>
      other.to <= match.from && other.weight >= match.weight ? Math.max(end, other.to) : end,
    0,
  )
}

const FIRST: Readonly<Partial<Record<Layer, PeerRole>>> = { proxy: 'proxy', dns: 'target' }

function innermostFirst(peers: readonly Peer[], layer: Layer): readonly Peer[] {
  const inner = peers.toReversed()
  const wanted = FIRST[layer]
  const first =
    inner.find((peer) => peer.role === wanted) ??
    inner.find(({ role }) => role === 'target') ??
    inner[0]
  if (first === undefined) return []
  const isIp = parseIp(first.host) !== null
  const rest = inner.filter((peer) => peer !== first)
  const name =
    isIp || first.role === 'proxy'
      ? rest.find((peer) => peer.role === 'target' && parseIp(peer.host) === null)
      : undefined
  const resolver = layer === 'dns' ? rest.find((peer) => peer.role === 'resolver') : undefined
  return [first, name, resolver].filter((peer) => peer !== undefined)
}

/** Of the nearest line with a peer, before or a little behind. */
function nearby(peers: readonly Peer[], text: string, line: Span): readonly Peer[] {
  const before = peers.filter(
    (peer) => peer.at < line.from && lines(text, peer.at, line.from) <= LINES_BEFORE,
  )
  const after = peers.filter(
    (peer) => peer.at >= line.to && lines(text, line.to, peer.at) <= LINES_AFTER,
  )
  const last = before.at(-1)
  const first = after[0]
  const near = last ?? first
  if (near === undefined) return []
  const sameLine = (peer: Peer) =>
    !text.slice(Math.min(peer.at, near.at), Math.max(peer.at, near.at)).includes('\n')
  return (last === undefined ? after : before).filter(sameLine).slice(0, 3)
}

function lines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1))
    count++
  return count
}
