import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { canonicalIp } from '../address/ip.ts'
import { parseSecureServer } from '../address/secure-server.ts'
import { parseServer } from '../address/server.ts'
import type { AddressClass } from '../address/special.ts'
import type { Target } from '../model/target.ts'

/** The way to a DNS server that a target asks, by its address. */
export interface ResolverWay {
  readonly host: string
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
}

/**
 * The ways to the DNS servers that a target names. One in clear is asked over UDP, and over TCP where the answer is cut
 * (RFC 7766, 5).
 */
export function resolverWays({ server, resolver }: Target): readonly ResolverWay[] {
  return [server, resolver].flatMap((text) => (text === undefined ? [] : waysTo(text)))
}

/** The ways to the servers of the configuration, which are asked for every name. No rule decides over a platform’s own. */
export function listedWays(resolvers: readonly string[]): readonly ResolverWay[] {
  return resolvers.flatMap(waysTo).filter(({ host }) => !OWN.has(classify(host, EMPTY_BOOK).kind))
}

const OWN: ReadonlySet<AddressClass> = new Set([
  'azure-platform',
  'metadata',
  'link-local',
  'loopback',
])

function waysTo(text: string): readonly ResolverWay[] {
  const secure = parseSecureServer(text)
  if (secure !== null) {
    return [{ host: canonicalIp(secure.address), port: secure.port, protocol: 'tcp' }]
  }
  const plain = parseServer(text)
  if (plain === null) return []
  const { address, port } = plain
  return (['udp', 'tcp'] as const).map((protocol) => ({
    host: canonicalIp(address),
    port,
    protocol,
  }))
}
