import type { Network, Stub } from './context.ts'

/**
 * The network with what the system says of its resolvers read once: for each target, reading it again would cost more
 * than its DNS questions do, and a sweep goes by what was true when it began.
 */
export function knownNetwork(network: Network): Network {
  const resolvers = network.systemResolvers()
  let upstreams: readonly string[] | undefined
  let stub: Stub | null | undefined
  return {
    lookup: (name, call) => network.lookup(name, call),
    dial: (address, port) => network.dial(address, port),
    systemResolvers: () => resolvers,
    hosts: (name) => network.hosts(name),
    upstreams() {
      upstreams ??= network.upstreams?.() ?? []
      return upstreams
    },
    stub() {
      if (stub === undefined) stub = network.stub?.() ?? null
      return stub
    },
  }
}
