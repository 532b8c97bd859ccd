import { type Omitted, omitted } from './comment.ts'
import type { Need } from './need.ts'

/** What a format makes of the needs. */
export interface Rendered {
  /** The rules with their comments; empty when there are none. */
  readonly lines: readonly string[]
  readonly left: readonly Omitted[]
}

/** What a format must know besides the needs. */
export interface Surroundings {
  /** The network’s own prefixes, from which clients come. */
  readonly clients: readonly string[]
  /** Whether anything of the configuration goes through a proxy. */
  readonly proxied: boolean
}

export const DEFAULT_CLIENTS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']

/** Why needs are omitted, in the words of all formats. */
export const WHY = {
  proxied:
    'Through the proxy, whose rules are those of --for squid; on the way to it only the proxy’s own address and port are seen',
  privateName:
    'Private: a matter of DNS (--for dns-zones, gcp-dns) and, where subnets are filtered, of rules for the addresses (--for nsg, gcp-firewall), not of a rule for a name',
  privateAddresses:
    'Private, and the configuration does not say which addresses: expect.addresses would',
  vip: 'At a VIP of Google: a matter of routes, DNS and addresses (--for gcp-dns, gcp-firewall)',
  resolves: 'Only resolved, never connected to: a matter of DNS',
  local: 'Link-local or of the platform: never passes this device',
} as const

/** Needs without a way through, sorted out before a device is asked: proxied ones, and names that are only resolved. */
export function direct(needs: readonly Need[]): {
  readonly rest: readonly Need[]
  readonly left: readonly Omitted[]
} {
  const left: Omitted[] = []
  const rest: Need[] = []
  for (const need of needs.filter((n) => n.wants.reach)) {
    const why = whyNot(need)
    if (why === null) rest.push(need)
    else left.push(omitted(need, why))
  }
  return { rest, left }
}

/** Names and addresses of the platform that no rule of the network is asked about. */
const LOCAL =
  /^(169\.254\.|metadata\.google\.internal$|127\.|::1$|fe80:|168\.63\.129\.16$|localhost$)/

function whyNot({ via, protocol, host }: Need): string | null {
  if (via !== null) return WHY.proxied
  if (protocol === 'none') return WHY.resolves
  return isLocal(host) ? WHY.local : null
}

/** Whether a host is of the machine or the platform itself: another device would answer for its own. */
export function isLocal(host: string): boolean {
  return LOCAL.test(host)
}
