import { VIP_NAMES } from '../address/special.ts'
import type { Leads } from './need.ts'

/** A virtual address of Google’s APIs. */
export interface Vip {
  readonly name: string
  readonly addresses4: readonly string[]
  readonly address6: string
  readonly prefix4: string
  readonly prefix6: string
}

/**
 * The two VIPs; they must not be mixed in one network.
 * https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid, 2026-04-08
 */
export const GOOGLE_VIPS = {
  'google-restricted': {
    name: VIP_NAMES['google-restricted'],
    addresses4: ['199.36.153.4', '199.36.153.5', '199.36.153.6', '199.36.153.7'],
    address6: '2600:2d00:2:1000::',
    prefix4: '199.36.153.4/30',
    prefix6: '2600:2d00:2:1000::/56',
  },
  'google-private': {
    name: VIP_NAMES['google-private'],
    addresses4: ['199.36.153.8', '199.36.153.9', '199.36.153.10', '199.36.153.11'],
    address6: '2600:2d00:2:2000::',
    prefix4: '199.36.153.8/30',
    prefix6: '2600:2d00:2:2000::/56',
  },
} as const satisfies Record<string, Vip>
export type VipName = keyof typeof GOOGLE_VIPS

/** Ranges of direct connectivity, which Google asks to allow in addition to a VIP. */
export const DIRECT_PATH = { prefix4: '34.126.0.0/18', prefix6: '2001:4860:8040::/42' } as const

export function isVip(leads: Leads): leads is VipName {
  return leads === 'google-restricted' || leads === 'google-private'
}
