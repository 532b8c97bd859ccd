import { VIP_NAMES } from '../address/special.ts'
import { googleDomain } from '../zone/google-domains.ts'
import type { Led } from './google/facts.ts'
import { fits, wantsPrivate } from './resolution.ts'
import type { TargetView } from './target-view.ts'

const RESTRICTED = { kind: 'google-restricted', name: VIP_NAMES['google-restricted'] } as const
const PRIVATE = { kind: 'google-private', name: VIP_NAMES['google-private'] } as const

/** The Google VIP that the name must resolve to, and the other one; null when none is expected. */
export function vipExpected(view: TargetView) {
  switch (view.expect.resolution) {
    case 'google-restricted':
      return { ...RESTRICTED, other: PRIVATE }
    case 'google-private':
      return { ...PRIVATE, other: RESTRICTED }
    default:
      return null
  }
}

/** What a name of Google’s APIs must lead to inside the network: a VIP, or an endpoint of Private Service Connect. */
export interface WayExpected extends Pick<Led, 'way'> {
  /** For a sentence. */
  readonly name: string
  /** The address of an endpoint, as far as the configuration has it. */
  readonly address: string
}

/** Null for a name that need not lead to either, or is none of Google’s. */
export function wayExpected(view: TargetView): WayExpected | null {
  const vip = vipExpected(view)
  if (vip !== null) return { way: vip.kind, name: vip.name, address: '' }
  if (!wantsPrivate(view) || googleDomain(view.target.host) === null) return null
  const addresses = (view.expect.addresses ?? []).map((cidr) => cidr.replace(/\/32$/, ''))
  const [only = 'ENDPOINT_ADDRESS'] = addresses.length === 1 ? addresses : []
  const name = ['the Private Service Connect endpoint', ...addresses].join(' ')
  return { way: 'endpoint', name, address: only }
}

/** Whether all addresses of an answer are what the name must lead to. */
export function leadsThere(view: TargetView, addresses: readonly string[]): boolean {
  const named = addresses.map((address) => ({ address, about: view.classify(address) }))
  return named.length > 0 && named.every((one) => fits(view.expect.resolution, one))
}
