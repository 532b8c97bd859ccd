import type { ResolveObservation } from '../../shared/model/observation.ts'
import type { Network } from '../context.ts'
import type { Question } from './ask.ts'

/**
 * The names that the search list makes of the one asked, when the application got addresses that no resolver gives
 * for the name itself: then another name answered, a wildcard in a search domain as a rule (resolv.conf(5), `search`
 * and `ndots`). Empty where getaddrinfo and the wire agree, where the hosts file answered, and without a search list.
 */
export function searchedFor(
  host: string,
  named: readonly ResolveObservation[],
  network: Pick<Network, 'stub' | 'systemResolvers'>,
): readonly Question[] {
  const lookup = named.findLast((o) => o.engine === 'getaddrinfo' && o.failure === null)
  if (lookup === undefined) return []
  const onWire = named.flatMap((o) => (o.engine === 'dns' ? o.addresses : []))
  const known = [...onWire, ...(lookup.hosts ?? [])]
  if (lookup.addresses.some((address) => known.includes(address))) return []
  const [server] = network.systemResolvers()
  const domains = network.stub?.()?.search ?? []
  return server === undefined
    ? []
    : domains.map((domain) => ({ name: `${host}.${domain}`, type: 'A', server }))
}
