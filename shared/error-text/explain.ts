import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import type { RowIndex } from '../catalog/row-index.ts'
import { cloudOfName } from '../zone/cloud-of-name.ts'
import { type CapabilityNeeds, needsOf } from './capability-needs.ts'
import type { NamedPeer, System, TextExplanation, ToldFailure } from './explanation.ts'
import { MEANINGS } from './meanings/table.ts'
import { allIsWell, nextStep, pathWorks } from './next-step.ts'
import type { Peer } from './peer.ts'
import { fitting, leftOpenOfMetadata, speaksNoTls } from './possible.ts'
import { isAddress, type Reading, type Said } from './read.ts'
import { capabilityOf, catalogOf, rowsOf } from './system-rows.ts'

/** Further things that a text says are named when they are about others, and as certain. */
const MOST_ALSO = 5
const MOST_SYSTEMS = 12
const MOST_HOSTS = 12

/** Below this weight words name no step: they wrap an error. */
const SAYS_SOMETHING = 2

/** Joins what a text says with what its hosts belong to, the most certain first. Pure. */
export function explainReading(
  reading: Reading,
  index: RowIndex,
): Omit<TextExplanation, 'refusal' | 'logRecords' | 'reported'> {
  const says = reading.says.filter(({ weight }) => weight >= SAYS_SOMETHING)
  const [main] = says
  const also = main === undefined ? [] : othersThan(main, says)
  const involved = [main, ...also].flatMap((one) => one?.peers ?? [])
  const hosts =
    involved.length > 0 ? involved : reading.peers.filter(({ role }) => role !== 'reference')
  const isWell = pathWorks(main) || allIsWell(main)
  const systems = allIsWell(main)
    ? []
    : systemsOf(isWell ? ofAnswer(reading) : reading, hosts, index)
  const needs = isWell ? null : needsWithoutHost(systems)
  return {
    schema: 1,
    told: main === undefined ? null : told(main, reading.issuer),
    also: also.map((one) => told(one, reading.issuer)),
    hosts: distinct([...hosts, ...callers(reading)])
      .slice(0, MOST_HOSTS)
      .map(named),
    systems,
    needs,
    notes: notesOf(reading),
    ...nextStep(reading, main, involved, needs?.check ?? null),
  }
}

/** Who was answered reached the endpoint, private or not: words alone do not lay it to a private endpoint then. */
function ofAnswer(reading: Reading): Reading {
  const others = (ids: readonly string[]) =>
    ids.filter((id) => id !== 'azure-private-endpoints/private')
  return {
    ...reading,
    systems: reading.systems.map((words) => ({ ...words, where: others(words.where) })),
    quoted: others(reading.quoted),
  }
}

/** What the words belong to is all there is to go by where no host is named. */
function needsWithoutHost([first]: readonly System[]): CapabilityNeeds | null {
  return first === undefined || first.host !== null ? null : needsOf(first.capability.id)
}

/** The address that a service saw is worth as much as the host. */
function callers(reading: Reading): readonly Peer[] {
  return reading.peers.filter(({ role }) => role === 'source')
}

/** What is said of other peers: the same failure told in other words would contradict the better ones. */
function othersThan(main: Said, says: readonly Said[]): readonly Said[] {
  const taken = new Set(main.peers.map(({ host }) => host))
  const others: Said[] = []
  for (const one of says.slice(1)) {
    const isNew = one.peers.length > 0 && one.peers.every(({ host }) => !taken.has(host))
    if (main.peers.length === 0 || !isNew || one.weight < Math.min(main.weight, 3)) continue
    for (const { host } of one.peers) taken.add(host)
    others.push(one)
  }
  return others.slice(0, MOST_ALSO)
}

function told(one: Said, issuer: string | null): ToldFailure {
  const { shows, peers, family, source, misleads, healed } = one
  const { says, layer, failures, findings } = MEANINGS[shows]
  const signer = shows === 'untrusted' ? issuer : null
  return {
    layer,
    sentence: signer === null ? says : `${says} It was signed by ${signer}.`,
    failures,
    findings: fitting(findings, peers),
    leavesOpen: healed === null ? leftOpen(one, signer) : mayComeBack(leftOpen(one, signer)),
    peers: peers.map(named),
    words: family,
    source,
    misleads,
    healed,
  }
}

function mayComeBack(open: string): string {
  return `whether it comes back; and while it lasted, ${open}`
}

/** What the text does tell is not left open by it: the server that was asked, who signed. */
function leftOpen({ shows, peers }: Said, signer: string | null): string {
  if (signer !== null)
    return 'whose authority that is: one of your own company means inspection on the way; one of the service means a missing intermediate or root'
  const ofMetadata = leftOpenOfMetadata(peers, MEANINGS[shows].layer)
  if (ofMetadata !== null) return ofMetadata
  if ((shows === 'reset' || shows === 'reset after connecting') && speaksNoTls(peers))
    return 'who sent it: the service, or a device on the way; and in which step'
  const isAsked = shows === 'no such name' && peers.some(({ role }) => role === 'resolver')
  return isAsked
    ? 'whether a private zone or public DNS gave the answer'
    : MEANINGS[shows].leavesOpen
}

function named(peer: Peer): NamedPeer {
  const { host, port, role } = peer
  return { host, port, role, address: isAddress(peer) ? classify(host, EMPTY_BOOK).label : null }
}

function distinct(peers: readonly Peer[]): readonly Peer[] {
  return peers.filter((peer, i) => peers.findIndex(({ host }) => host === peer.host) === i)
}

/** By host first: what the text names is more certain than whose words it has. */
function systemsOf(reading: Reading, hosts: readonly Peer[], index: RowIndex): readonly System[] {
  const byHost = rowsOf(hosts, index).flatMap(({ host, capabilities }) =>
    capabilities.map((capability) => ({ capability, host })),
  )
  const words = reading.systems
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  const most = words[0]?.weight ?? 0
  const telling = words.filter(({ weight }) => weight >= Math.min(most, 2))
  const ids = [
    ...telling.flatMap(({ where }) => where),
    ...(isOfStranger(hosts, byHost) ? [] : reading.quoted.filter((id) => !isOfOther(id, hosts))),
  ]
  const byWords = ids.flatMap((id) => capabilityOf(id) ?? [])
  const all: readonly System[] = [
    ...byHost,
    ...byWords.map((capability) => ({ capability, host: null })),
  ]
  return all
    .filter(
      (one, i) => all.findIndex(({ capability }) => capability.id === one.capability.id) === i,
    )
    .slice(0, MOST_SYSTEMS)
}

/**
 * Whether a capability is of one cloud, and every host that a text names of the other: what several systems write alike
 * ("Failed to pull image") is not of that cloud's then.
 */
function isOfOther(id: string, hosts: readonly Peer[]): boolean {
  const { cloud = 'other' } = catalogOf(id) ?? {}
  const clouds = hosts.flatMap(({ host, role }) =>
    role === 'target' ? (cloudOfName(host) ?? []) : [],
  )
  return cloud !== 'other' && clouds.length > 0 && !clouds.includes(cloud)
}

/** A message about a host that no catalog has is none of a system's own. */
function isOfStranger(hosts: readonly Peer[], byHost: readonly System[]): boolean {
  return byHost.length === 0 && hosts.some((peer) => peer.role === 'target' && !isAddress(peer))
}

function notesOf(reading: Reading): TextExplanation['notes'] {
  const [best] = reading.systems
    .filter(({ misleads }) => misleads !== null)
    .toSorted((a, b) => b.weight - a.weight)
  return best?.misleads === undefined || best.misleads === null
    ? []
    : [{ misleads: best.misleads, source: best.source }]
}
