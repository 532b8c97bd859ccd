import net from 'node:net'
import type { ResolveObservation } from '../shared/model/observation.ts'

/** What an application gets for the name: the last word of getaddrinfo. */
export function applicationAddresses(named: readonly ResolveObservation[]): readonly string[] {
  return named.findLast((o) => o.engine === 'getaddrinfo' && o.failure === null)?.addresses ?? []
}

/** What the resolvers asked directly gave in addition, in their order. */
export function otherAddresses(named: readonly ResolveObservation[]): readonly string[] {
  const own = new Set(applicationAddresses(named))
  return named.flatMap((o) => (o.engine === 'dns' ? o.addresses.filter((a) => !own.has(a)) : []))
}

/** At most this many addresses of a name are connected to. */
const MOST_CONNECTED = 64

/** With at most this many the check goes on after the connection. */
export const MOST_SPOKEN_TO = 8

/** The first addresses, at most `most`, with the families in turn, so that many of one do not hide the other. */
export function spread(addresses: readonly string[], most = MOST_CONNECTED): readonly string[] {
  const unique = [...new Set(addresses)]
  if (unique.length <= most) return unique
  const v4 = unique.filter((a) => net.isIPv4(a))
  const v6 = unique.filter((a) => net.isIPv6(a))
  const keep = new Set<string>()
  for (let i = 0; keep.size < most; i++) {
    for (const address of [v4[i], v6[i]]) if (address !== undefined) keep.add(address)
  }
  return unique.filter((a) => keep.has(a)).slice(0, most)
}
