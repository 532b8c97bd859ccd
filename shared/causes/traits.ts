import type { AddressBook } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { likelySubnet } from '../address/likely-subnet.ts'
import type { FailureCode } from '../failure/table.ts'
import type { Finding } from '../model/finding.ts'
import { isOfTheCheck, type Observation } from '../model/observation.ts'
import { type Report, type TargetResult, wasChecked } from '../model/report.ts'
import { isScheme, takes } from '../model/scheme.ts'
import { type Asked, askedIn } from './asked.ts'
import { rootOf } from './root.ts'

/** An address and what it is. */
export interface Placed {
  readonly address: string
  /** `public`, `private`, `google-restricted` ...: addresses of unlike classes say nothing of each other. */
  readonly addressClass: string
  /** Where it leads: `private`, `public`, `vip` ... */
  readonly realm: string
}

/** One address that was dialled for a target, and how far that came. */
export interface Dial extends Placed {
  readonly port: number
  /** The /24 of an IPv4 address, the /64 of an IPv6 one. */
  readonly prefix: string
  readonly connected: boolean
  /** Of the last attempt; null when one connected. */
  readonly failure: FailureCode | null
}

/** What one target saw, in the dimensions that causes are told by. */
export interface Traits {
  readonly result: TargetResult
  readonly id: string
  readonly host: string
  readonly root: Finding | null
  /** `direct`, or the proxy. */
  readonly path: string
  readonly dials: readonly Dial[]
  /** Whether TLS, plain HTTP or a database protocol came through to an answer of the peer. */
  readonly spoke: boolean
  /** Whether it is checked by TLS at all. */
  readonly speaksTls: boolean
  /** The certificate that was presented, and the issuer at the top of its chain; null: none was seen. */
  readonly leaf: {
    readonly fingerprint: string
    readonly subject: string
    readonly issuer: string
  } | null
  /** Whether the proxy opened the tunnel. */
  readonly tunnelled: boolean
  /** What the application got for the name. */
  readonly addresses: readonly Placed[]
  /** The servers that were asked for the name. */
  readonly asked: Asked
  /** Whether a question for records was answered with some; null: it asked for none. */
  readonly records: boolean | null
}

/** The traits of every target that was checked, of a report that has its evidence. An earlier pass is no contrast. */
export function traitsOf(
  { results, certificates = {} }: Pick<Report, 'results'> & Partial<Pick<Report, 'certificates'>>,
  book: AddressBook,
): readonly Traits[] {
  const known = new Map<string, Placed>()
  const place = (address: string): Placed => {
    const placed = known.get(address) ?? placedBy(book, address)
    known.set(address, placed)
    return placed
  }
  return results.filter(wasChecked).map((result) => traits(result, { place, certificates }))
}

function placedBy(book: AddressBook, address: string): Placed {
  const { kind, realm } = classify(address, book)
  return { address, addressClass: kind, realm }
}

interface Facts {
  readonly place: (address: string) => Placed
  readonly certificates: Report['certificates']
}

function traits(result: TargetResult, { place, certificates }: Facts): Traits {
  const { target, path, observations } = result
  const lookup = observations.findLast((o) => o.step === 'resolve' && o.engine === 'getaddrinfo')
  const addresses = (lookup?.step === 'resolve' ? lookup.addresses : []).map(place)
  return {
    result,
    id: target.id,
    host: hostOf(target.url),
    root: rootOf(result),
    path: path.via ?? 'direct',
    dials: counted(dialsOf(observations, place), rootOf(result)),
    spoke: observations.some(hasSpoken),
    speaksTls: shakesHands(target.url),
    leaf: leafOf(observations, certificates),
    tunnelled: observations.some((o) => o.step === 'proxy' && o.failure === null),
    addresses,
    records: recordsIn(observations),
    asked: askedIn(observations, addresses, place),
  }
}

function shakesHands(url: string): boolean {
  const [scheme = ''] = url.split(':')
  return isScheme(scheme) && takes(scheme, 'handshake')
}

function recordsIn(observations: readonly Observation[]): boolean | null {
  const asked = observations.filter((o) => o.step === 'query')
  return asked.length === 0 ? null : asked.some((o) => o.failure === null)
}

function hasSpoken(o: Observation): boolean {
  if (o.step === 'handshake') {
    return o.peer === 'target' && o.failure === null && isOfTheCheck(o)
  }
  if (o.step === 'greet' || o.step === 'exchange') return o.failure === null
  return o.step === 'request' && o.status !== null
}

/** The last chain that was presented; its top may be sent or only named by the one below it. */
function leafOf(
  observations: readonly Observation[],
  certificates: Report['certificates'],
): Traits['leaf'] {
  const chain = observations.findLast(
    (o) => o.step === 'handshake' && o.peer === 'target' && o.chain.length > 0,
  )
  if (chain?.step !== 'handshake') return null
  const [fingerprint = ''] = chain.chain
  const leaf = certificates[fingerprint]
  const top = certificates[chain.chain.at(-1) ?? '']
  if (leaf === undefined || top === undefined) return null
  return { fingerprint, subject: leaf.subject, issuer: top.issuer }
}

/** One entry for each address and port: any connection that came through in any attempt counts. */
function dialsOf(
  observations: readonly Observation[],
  place: (address: string) => Placed,
): readonly Dial[] {
  const dials = new Map<string, Dial>()
  for (const o of observations) {
    if (o.step !== 'connect' || o.peer !== 'target') continue
    const { address, port } = o
    const key = `${address} ${port}`
    const connected = o.failure === null || dials.get(key)?.connected === true
    const failure = connected ? null : (o.failure?.code ?? null)
    dials.set(key, { ...place(address), port, prefix: likelySubnet(address), connected, failure })
  }
  return [...dials.values()]
}

/** How IPv6 fails on a host that has none of it. */
const NO_IPV6: ReadonlySet<FailureCode | null> = new Set<FailureCode>([
  ...(['network_unreachable', 'host_unreachable'] as const),
  ...(['address_not_available', 'address_family_not_supported'] as const),
])

/** Without idle IPv6 next to IPv4, which is nobody’s fault where the judge did not find one. */
function counted(dials: readonly Dial[], root: Finding | null): readonly Dial[] {
  const isIdle = ({ address, failure }: Dial) => address.includes(':') && NO_IPV6.has(failure)
  if (root?.code === 'tcp-some-addresses-fail' || dials.every(isIdle)) return dials
  return dials.filter((dial) => !isIdle(dial))
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url
}
