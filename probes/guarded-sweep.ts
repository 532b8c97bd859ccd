import net from 'node:net'
import { RefusedAddressError } from '../shared/address/refused.ts'
import type { Evidence } from '../shared/model/evidence.ts'
import type { Target } from '../shared/model/target.ts'
import { type Exempt, guardedNetwork, refusalOf } from './guarded-network.ts'
import { type SweepOptions, sweep } from './sweep.ts'

/**
 * A sweep over targets that somebody asked for by URL. `exempt` is what the configuration admits by its address; its
 * proxies may be anywhere. Throws RefusedAddressError when a target leads to where it must not: nothing that was seen is
 * told then. Behind a proxy the connection is the proxy's: the name is resolved here as well, and refused by what
 * that gives, before the proxy is asked.
 */
export async function guardedSweep(
  targets: readonly Target[],
  options: SweepOptions & { readonly exempt: readonly Exempt[] },
): Promise<Evidence> {
  const refused = new AbortController()
  const onRefusal = (refusal: RefusedAddressError) => refused.abort(refusal)
  for (const target of targets) await refuseBehindProxy(target, options)
  const proxies = targets.flatMap(({ proxy }) =>
    proxy === null ? [] : [{ host: proxy.host, port: proxy.port }],
  )
  const evidence = await sweep(targets, {
    ...options,
    network: guardedNetwork(options.network, [...options.exempt, ...proxies], onRefusal),
    signal: AbortSignal.any([refused.signal, ...(options.signal ? [options.signal] : [])]),
    onBug: (bug, target) => {
      if (!(bug instanceof RefusedAddressError)) options.onBug?.(bug, target)
    },
  })
  refused.signal.throwIfAborted()
  return evidence
}

async function refuseBehindProxy(
  { proxy, host, port }: Target,
  { network, exempt }: Pick<SweepOptions, 'network'> & { readonly exempt: readonly Exempt[] },
): Promise<void> {
  if (proxy === null) return
  if (net.isIP(host) !== 0) {
    const refusal = refusalOf(host, port, exempt)
    if (refusal !== null) throw refusal
    return
  }
  try {
    await guardedNetwork(network, exempt, () => {}).lookup(host)
  } catch (error) {
    // A name that only the proxy can resolve is the proxy's business.
    if (error instanceof RefusedAddressError) throw error
  }
}
