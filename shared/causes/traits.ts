import type { AddressBook } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import type { Finding } from '../model/finding.ts'
import { isOfTheCheck, type Observation } from '../model/observation.ts'
import type { Report, TargetResult } from '../model/report.ts'
import { rootOf } from './root.ts'

/** One address that was dialled for a target, and how far that came. */
export interface Dial {
  readonly address: string
  readonly port: number
  /** `public`, `private`, `google-restricted` ...: addresses of unlike classes say nothing of each other. */
  readonly addressClass: string
  /** The /24 of an IPv4 address, the /64 of an IPv6 one. */
  readonly prefix: string
  readonly connected: boolean
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
  /** Whether TLS, or plain HTTP, came through to an answer of the peer. */
  readonly spoke: boolean
  /** Whether the proxy opened the tunnel. */
  readonly tunnelled: boolean
  /** What the application got for the name. */
  readonly addresses: readonly { readonly address: string; readonly addressClass: string }[]
  /** The servers that answered or were asked for the name, IP:port. */
  readonly resolvers: readonly string[]
}

/** The traits of every target of a report that has its evidence. */
export function traitsOf(results: Report['results'], book: AddressBook): readonly Traits[] {
  return results.map((result) => traits(result, book))
}

function traits(result: TargetResult, book: AddressBook): Traits {
  const { target, path, observations } = result
  const classOf = (address: string) => classify(address, book).kind
  const lookup = observations.findLast((o) => o.step === 'resolve' && o.engine === 'getaddrinfo')
  const addresses = lookup?.step === 'resolve' ? lookup.addresses : []
  return {
    result,
    id: target.id,
    host: hostOf(target.url),
    root: rootOf(result),
    path: path.via ?? 'direct',
    dials: dialsOf(observations, classOf),
    spoke: observations.some(hasSpoken),
    tunnelled: observations.some((o) => o.step === 'proxy' && o.failure === null),
    addresses: addresses.map((address) => ({ address, addressClass: classOf(address) })),
    resolvers: [
      ...new Set(observations.flatMap((o) => (o.step === 'resolve' ? (o.server ?? []) : []))),
    ],
  }
}

function hasSpoken(o: Observation): boolean {
  if (o.step === 'handshake') {
    return o.peer === 'target' && o.failure === null && isOfTheCheck(o)
  }
  return o.step === 'request' && o.status !== null
}

/** One entry for each address and port: any connection that came through in any attempt counts. */
function dialsOf(
  observations: readonly Observation[],
  classOf: (address: string) => string,
): readonly Dial[] {
  const dials = new Map<string, Dial>()
  for (const o of observations) {
    if (o.step !== 'connect' || o.peer !== 'target') continue
    const { address, port } = o
    const key = `${address} ${port}`
    const connected = o.failure === null || dials.get(key)?.connected === true
    dials.set(key, {
      address,
      port,
      addressClass: classOf(address),
      prefix: prefixOf(address),
      connected,
    })
  }
  return [...dials.values()]
}

/** The subnet that an address most likely lies in, where nobody says its true length. */
function prefixOf(address: string): string {
  const ip = parseIp(address)
  if (ip === null) return address
  if (ip.family === 4) return `${ip.bytes.slice(0, 3).join('.')}.0/24`
  const groups = Array.from({ length: 4 }, (_, i) =>
    (((ip.bytes[2 * i] ?? 0) << 8) | (ip.bytes[2 * i + 1] ?? 0)).toString(16),
  )
  return `${groups.join(':')}::/64`
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url
}
