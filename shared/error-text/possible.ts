import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import type { Layer } from './meanings/meaning.ts'
import type { Peer } from './peer.ts'
import { isAddress } from './read.ts'

const OF_PRIVATE = 'private-endpoint-not-answering'

/** What only a network between client and server, or an endpoint in it, can do to a call. */
const OF_NETWORK: ReadonlySet<FindingCode> = new Set([
  OF_PRIVATE,
  'network-no-way-out',
  'path-warming-up',
  'tls-blocked-by-name',
  'tls-intercepted',
  'dns-resolver-slow',
])

/** What no name of a metadata server has: it is in no zone of a user’s. */
const OF_ZONES: ReadonlySet<FindingCode> = new Set([
  'dns-private-record-missing',
  'dns-public-zone-shadowed',
])

/** The findings that the peers leave possible: who was called decides what can be at fault. Pure. */
export function fitting(
  findings: readonly FindingCode[],
  peers: readonly Peer[],
): readonly FindingCode[] {
  if (isOfItself(peers)) return findings.filter((code) => !OF_NETWORK.has(code))
  if (isOfMetadata(peers))
    return findings.filter((code) => !OF_NETWORK.has(code) && !OF_ZONES.has(code))
  if (isOfCluster(peers)) return findings.filter((code) => code !== OF_PRIVATE)
  return byAddress(
    speaksNoTls(peers) ? findings.filter((code) => !code.startsWith('tls-')) : findings,
    peers,
  )
}

/** Whether a client called its own machine, and nobody else. */
export function isOfItself(peers: readonly Peer[]): boolean {
  return (
    peers.length > 0 &&
    peers.every(({ host, role }) => role === 'target' && /^(?:localhost|127\..*|::1)$/.test(host))
  )
}

/** Of both clouds the address; the others are Google’s alone. */
const METADATA = /^(?:169\.254\.169\.254|fd20:ce::254|metadata\.google\.internal)$/
const OF_GOOGLE = /^(?:fd20:ce::254|metadata\.google\.internal)$/

/** Whether a client called the metadata server of its cloud, and nobody else. */
function isOfMetadata(peers: readonly Peer[]): boolean {
  return everyTarget(peers, ({ host }) => METADATA.test(host))
}

const NEAR =
  'what keeps it on the machine: no route or firewall of the network lies between. A proxy setting may catch the call, or a policy of the container network or of the machine may drop it'

/** What is left open where the metadata server is not reached; null for any other peer, and where it answers. */
export function leftOpenOfMetadata(peers: readonly Peer[], layer: Layer): string | null {
  if (!isOfMetadata(peers)) return null
  if (layer === 'dns')
    return 'why the server that was asked does not know the name: the one that Compute Engine offers, 169.254.169.254, does. Calls of the address itself need no DNS'
  if (layer !== 'tcp') return null
  return peers.some(({ host }) => OF_GOOGLE.test(host))
    ? NEAR
    : `${NEAR}. In Azure also a security group that names AzurePlatformIMDS; and App Service and Functions have none: they give tokens at IDENTITY_ENDPOINT`
}

const KUBELET = 10_250

/** Whether a service or a node of a Kubernetes cluster was called: neither is a private endpoint. */
function isOfCluster(peers: readonly Peer[]): boolean {
  return everyTarget(
    peers,
    ({ host, port }) => /\.svc$|\.cluster\.local$/.test(host) || port === KUBELET,
  )
}

function everyTarget(peers: readonly Peer[], is: (peer: Peer) => boolean): boolean {
  const targets = peers.filter(({ role }) => role === 'target')
  return targets.length > 0 && targets.every(is)
}

/** SSH and plain HTTP: no ClientHello goes to these ports. */
const WITHOUT_TLS = new Set([22, 80])

/** Whether every port that is named is one of those where nobody speaks TLS. */
export function speaksNoTls(peers: readonly Peer[]): boolean {
  const ports = peers.flatMap(({ role, port }) => (role === 'target' ? (port ?? []) : []))
  return ports.length > 0 && ports.every((port) => WITHOUT_TLS.has(port))
}

/** The address decides whether a private endpoint can be the one that is silent. */
function byAddress(
  findings: readonly FindingCode[],
  peers: readonly Peer[],
): readonly FindingCode[] {
  const addresses = peers.filter((peer) => isAddress(peer) && peer.role === 'target')
  if (addresses.length === 0 || !findings.includes(OF_PRIVATE)) return findings
  const others = findings.filter((code) => code !== OF_PRIVATE)
  const isPrivate = addresses.some(({ host }) => classify(host, EMPTY_BOOK).isPrivate)
  return isPrivate ? [OF_PRIVATE, ...others] : others
}
