import net from 'node:net'
import { canonicalIp } from '../shared/address/ip.ts'
import { RefusedAddressError, refusedBecause, refusedName } from '../shared/address/refused.ts'
import type { Network } from './context.ts'

/** What may be connected to all the same. */
export interface Exempt {
  /** An address, or a host name whose addresses are meant. */
  readonly host: string
  /** null: any. */
  readonly port: number | null
}

/** The refusal of one address; null: it may be connected to. Without a port, as long as there is one for which it may. */
export function refusalOf(
  address: string,
  port: number | null,
  exempt: readonly Exempt[],
): RefusedAddressError | null {
  const because = refusedBecause(address)
  if (because === null || isExempt(exempt, canonicalIp(address), port)) return null
  return new RefusedAddressError(address, because)
}

/**
 * A network that does not lead to the host itself, its links, metadata servers and the platform, for checks that
 * somebody asked for. What counts is the address that is really connected to, at the moment of connecting: what a
 * name resolved to before, or how an address was spelt, is of no matter. Refusals are thrown, and reported first.
 */
export function guardedNetwork(
  network: Network,
  exempt: readonly Exempt[],
  onRefusal: (refusal: RefusedAddressError) => void,
): Network {
  const open = [...exempt]
  const refuseIf = (refusal: RefusedAddressError | null): void => {
    if (refusal === null) return
    onRefusal(refusal)
    throw refusal
  }
  return {
    async lookup(name, call) {
      const own = open.filter(({ host }) => host === name)
      const because = own.length > 0 ? null : refusedName(name)
      refuseIf(because === null ? null : new RefusedAddressError(name, because))
      const addresses = await network.lookup(name, call)
      // Where the proxy of the configuration is, say, is the operator's choice.
      for (const { port } of own)
        open.push(...addresses.map((a) => ({ host: canonicalIp(a), port })))
      for (const address of addresses) refuseIf(refusalOf(address, null, open))
      return addresses
    },
    dial(address, port) {
      // A name would be resolved by the connection itself, past this guard.
      refuseIf(net.isIP(address) === 0 ? new RefusedAddressError(address, 'not an address') : null)
      refuseIf(refusalOf(address, port, open))
      return network.dial(address, port)
    },
    systemResolvers: () => network.systemResolvers(),
    hosts: (name) => network.hosts(name),
    stub: () => network.stub?.() ?? null,
  }
}

function isExempt(exempt: readonly Exempt[], host: string, port: number | null): boolean {
  return exempt.some(
    (e) => e.host === host && (port === null || e.port === null || e.port === port),
  )
}
