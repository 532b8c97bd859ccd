import type { Layer } from '../model/configured.ts'
import type { NetworkObject } from '../model/network-object.ts'

/**
 * What the configuration says of one part of the path. `unreadable`: it does not say, and `says` is why; nothing may be
 * concluded from it.
 */
export interface Hop {
  readonly layer: Layer
  readonly outcome: 'pass' | 'blocked' | 'unreadable'
  /** What decides here; null: nothing that has a name, or it could not be read. */
  readonly object: NetworkObject | null
  /** One clause: `rule deny-all-out (priority 200) of nsg-app denies it`. */
  readonly says: string
  /** What decides ends TLS to look inside. */
  readonly inspects?: boolean
  /** Rules where the flow arrives keep it out, where they hold for what has the address: which is not known. */
  readonly keepsOut?: boolean
}

/** What the configuration says of a flow: the first part that blocks it, or that it passes all. */
export interface Decision {
  readonly outcome: Hop['outcome']
  /** The hop that decides; of a flow that passes, the last. */
  readonly by: Hop | null
  readonly hops: readonly Hop[]
}

/** One flow of the probe. */
export interface Flow {
  readonly protocol: 'tcp' | 'udp'
  /** Where it goes. */
  readonly address: string
  readonly port: number
  /** The name that the client says it wants: rules on names see it; null: an address alone. */
  readonly name: string | null
}

/**
 * The decision of hops in their order. A flow must pass each of them: one that blocks it for certain decides, whatever
 * the others are; without one, what cannot be read leaves it open.
 */
export function decided(hops: readonly Hop[]): Decision {
  const by =
    hops.find(({ outcome }) => outcome === 'blocked') ??
    hops.find(({ outcome }) => outcome === 'unreadable') ??
    hops.at(-1) ??
    null
  return { outcome: by?.outcome ?? 'unreadable', by, hops }
}
