import { z } from 'zod'
import { listOf, maybe, texts } from '../row.ts'
import type { VpcRoute } from './model.ts'

/** The path of a URL from `projects/` on: one spelling for v1, beta and relative names. */
export function pathOf(url: string): string {
  return /projects\/.+$/.exec(url)?.[0] ?? url
}

export const path = z.string().transform(pathOf)
export const maybePath = maybe.transform((url) => (url === null ? null : pathOf(url)))
export const paths = texts.transform((urls) => urls.map(pathOf))
export const named = { selfLink: path, name: z.string() }

/** The last part of a URL: of a region, us-central1. */
export function lastPart(url: string): string {
  return url.split('/').at(-1) ?? url
}

/** Source: https://docs.cloud.google.com/compute/docs/reference/rest/v1/networks */
export const network = z
  .object({
    ...named,
    networkFirewallPolicyEnforcementOrder: maybe,
    peerings: listOf(
      z.object({
        name: z.string(),
        network: path,
        state: maybe,
        importCustomRoutes: z.boolean().nullish(),
      }),
    ),
  })
  .transform((n) => ({
    id: n.selfLink,
    name: n.name,
    policiesFirst: n.networkFirewallPolicyEnforcementOrder === 'BEFORE_CLASSIC_FIREWALL',
    peerings: n.peerings.map((p) => ({
      name: p.name,
      network: p.network,
      active: p.state === 'ACTIVE',
      customRoutes: p.importCustomRoutes === true,
    })),
  }))

/** Source: https://docs.cloud.google.com/compute/docs/reference/rest/v1/subnetworks */
export const subnetwork = z
  .object({
    ...named,
    network: path,
    region: z.string(),
    // A subnet of IPv6 alone has none.
    ipCidrRange: maybe,
    ipv6CidrRange: maybe,
    internalIpv6Prefix: maybe,
    externalIpv6Prefix: maybe,
    secondaryIpRanges: listOf(z.object({ ipCidrRange: z.string() })),
    privateIpGoogleAccess: z.boolean().nullish(),
  })
  .transform((s) => ({
    id: s.selfLink,
    name: s.name,
    network: s.network,
    region: lastPart(s.region),
    prefixes: [
      ...new Set([
        ...[s.ipCidrRange, s.ipv6CidrRange, s.internalIpv6Prefix, s.externalIpv6Prefix].flatMap(
          (prefix) => prefix ?? [],
        ),
        ...s.secondaryIpRanges.map(({ ipCidrRange }) => ipCidrRange),
      ]),
    ],
    privateGoogleAccess: s.privateIpGoogleAccess === true,
  }))

const NEXT_HOPS = [
  ['nextHopNetwork', 'network'],
  ['nextHopPeering', 'peering'],
  ['nextHopIp', 'address'],
  ['nextHopInstance', 'instance'],
  ['nextHopVpnTunnel', 'vpn'],
  ['nextHopIlb', 'balancer'],
  ['nextHopHub', 'hub'],
] as const satisfies readonly (readonly [string, VpcRoute['nextHop']])[]

/** Source: https://docs.cloud.google.com/compute/docs/reference/rest/v1/routes */
export const route = z
  .object({
    ...named,
    network: path,
    destRange: z.string(),
    priority: z.int().nullish(),
    tags: texts,
    nextHopGateway: maybe,
    nextHopNetwork: maybe,
    nextHopPeering: maybe,
    nextHopIp: maybe,
    nextHopInstance: maybe,
    nextHopVpnTunnel: maybe,
    nextHopIlb: maybe,
    nextHopHub: maybe,
  })
  .transform((r): VpcRoute => {
    const [key, nextHop] = NEXT_HOPS.find(([name]) => r[name] !== null) ?? [
      null,
      r.nextHopGateway === null ? ('other' as const) : ('internet' as const),
    ]
    return {
      id: r.selfLink,
      name: r.name,
      network: r.network,
      prefix: r.destRange,
      priority: r.priority ?? 0,
      tags: r.tags,
      nextHop,
      to: key === null ? null : lastPart(r[key] ?? ''),
    }
  })

/** Private NAT leads to other networks, and one for proxies or gateways serves no machine and no Cloud Run. */
function leadsOut(nat: {
  readonly type: string | null
  readonly endpointTypes: readonly string[]
}): boolean {
  const { type, endpointTypes: kinds } = nat
  return type !== 'PRIVATE' && (kinds.length === 0 || kinds.includes('ENDPOINT_TYPE_VM'))
}

/** Source: https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers */
export const router = z
  .object({
    selfLink: path,
    network: path,
    region: z.string(),
    bgpPeers: listOf(z.object({})),
    nats: listOf(
      z.object({
        name: z.string(),
        sourceSubnetworkIpRangesToNat: maybe,
        type: maybe,
        endpointTypes: texts,
        subnetworks: listOf(z.object({ name: path })),
      }),
    ),
  })
  .transform(({ selfLink, network: of, region, bgpPeers, nats }) => ({
    learning: bgpPeers.length > 0 ? [of] : [],
    nats: nats.filter(leadsOut).map((nat) => ({
      id: selfLink,
      name: nat.name,
      network: of,
      region: lastPart(region),
      subnets:
        nat.sourceSubnetworkIpRangesToNat === 'LIST_OF_SUBNETWORKS'
          ? nat.subnetworks.map(({ name }) => name)
          : null,
    })),
  }))

const PSC = /^(all-apis|vpc-sc)$|serviceAttachments\//

/** Forwarding rules that are endpoints of Private Service Connect; null: of a load balancer. */
export const forwardingRule = z
  .object({
    ...named,
    IPAddress: maybe,
    target: maybe,
    network: maybePath,
    pscConnectionStatus: maybe,
    region: maybe,
    allowPscGlobalAccess: z.boolean().nullish(),
  })
  .transform((f) =>
    f.target === null || f.IPAddress === null || !PSC.test(f.target)
      ? null
      : {
          id: f.selfLink,
          name: f.name,
          network: f.network,
          address: f.IPAddress,
          target: pathOf(f.target),
          state: f.pscConnectionStatus ?? 'ACCEPTED',
          onlyFrom:
            f.region === null || f.allowPscGlobalAccess === true ? null : lastPart(f.region),
        },
  )
