import { z } from 'zod'
import { LAYERS } from '../../model/configured.ts'

/** A resource id of Azure, as exported; ids are compared without regard to case. */
const id = z.string().max(500)
const text = z.string().max(300)
const texts = z.array(text)
const named = { id, name: text }

const securityRule = z.strictObject({
  name: text,
  priority: z.int(),
  direction: z.enum(['Inbound', 'Outbound']),
  access: z.enum(['Allow', 'Deny']),
  protocol: text,
  sources: texts.describe('Prefixes, service tags, *'),
  sourceGroups: z.array(id).describe('Application security groups'),
  destinations: texts,
  destinationGroups: z.array(id),
  ports: texts.describe('443, 8000-8010, *'),
  sourcePorts: texts.default(['*']),
})
export type SecurityRule = z.infer<typeof securityRule>

const route = z.strictObject({
  name: text,
  prefix: text.describe('A prefix, or a service tag'),
  nextHop: text.describe('VirtualAppliance, None, Internet, VnetLocal, VirtualNetworkGateway'),
  address: text.nullable().describe('Of the appliance'),
})
export type UserRoute = z.infer<typeof route>

const peering = z.strictObject({
  name: text,
  state: text,
  remote: id,
  prefixes: texts.describe('Of the other network, as the peering has them'),
  unsynced: texts.default([]).describe('Prefixes that the other network has got since'),
  access: z.boolean().default(true).describe('False: it keeps traffic between the networks out'),
  remoteGateway: z.boolean().describe('It uses the gateway of the other network'),
})

const firewallRule = z.strictObject({
  name: text,
  protocols: texts.describe('TCP, UDP, Any of a network rule; Https:443 of an application rule'),
  sources: texts.describe('Prefixes, ranges, *'),
  sourceGroups: z.array(id).describe('IP groups'),
  destinations: texts.describe('Prefixes, ranges, service tags, *'),
  destinationGroups: z.array(id),
  fqdns: texts.describe('Names, *.contoso.com, *'),
  tags: texts.describe('FQDN tags'),
  other: texts.describe('Conditions that are not evaluated: web categories, URLs'),
  ports: texts,
  inspects: z.boolean().default(false).describe('It ends TLS to look inside'),
})
export type FirewallRule = z.infer<typeof firewallRule>

const collection = z.strictObject({
  name: text,
  priority: z.int(),
  kind: z.enum(['nat', 'network', 'application']),
  action: z.enum(['Allow', 'Deny', 'Dnat']),
  rules: z.array(firewallRule),
})
export type RuleCollection = z.infer<typeof collection>

const group = z.strictObject({
  name: text,
  priority: z.int(),
  collections: z.array(collection),
})

/** The configuration of networks in Azure: names and addresses, no key, no secret, no tag of a resource. */
export const azureNetwork = z.strictObject({
  unreadLayers: z
    .array(z.enum(LAYERS))
    .describe('Parts of the path of which some is missing: nothing is concluded from them'),
  networks: z.array(
    z.strictObject({ ...named, prefixes: texts, dnsServers: texts, peerings: z.array(peering) }),
  ),
  subnets: z.array(
    z.strictObject({
      ...named,
      network: id,
      prefixes: texts,
      securityGroup: id.nullable(),
      routeTable: id.nullable(),
      natGateway: id.nullable(),
      defaultOutbound: z.boolean().default(true).describe('False: a private subnet'),
      serviceEndpoints: texts.describe('Microsoft.Storage'),
      storageRegions: texts
        .default([])
        .describe('Where the endpoint Microsoft.Storage leads; empty: it is not known'),
      endpointPolicies: text.describe(
        'Disabled, Enabled, NetworkSecurityGroupEnabled, RouteTableEnabled',
      ),
    }),
  ),
  securityGroups: z.array(z.strictObject({ ...named, rules: z.array(securityRule) })),
  groupMembers: z.array(z.strictObject({ group: id, address: text })),
  interfaces: z
    .array(
      z.strictObject({
        ...named,
        subnet: id.nullable(),
        addresses: texts,
        securityGroup: id.nullable(),
        outbound: z.boolean().describe('It has a public address or stands behind a load balancer'),
      }),
    )
    .default([]),
  routeTables: z.array(z.strictObject({ ...named, bgp: z.boolean(), routes: z.array(route) })),
  gateways: z.array(z.strictObject({ ...named, subnet: id })),
  zones: z.array(
    z.strictObject({
      ...named,
      links: z.array(
        z.strictObject({ name: text, network: id, fallback: z.boolean(), registers: z.boolean() }),
      ),
      linksRead: z.boolean().describe('False: the export holds no link of any zone'),
      records: z
        .array(z.strictObject({ name: text, type: z.enum(['A', 'CNAME']), values: texts }))
        .nullable()
        .describe('null: the export does not hold them'),
    }),
  ),
  endpoints: z.array(
    z.strictObject({
      ...named,
      subnet: id,
      addresses: texts,
      fqdns: texts,
      state: text.describe('Approved, Pending, Rejected, Disconnected'),
      service: id.nullable(),
      groups: texts.default([]).describe('The parts of the resource: blob, vault, sqlServer'),
    }),
  ),
  firewalls: z.array(
    z.strictObject({
      ...named,
      subnet: id.nullable(),
      addresses: texts,
      policy: id.nullable(),
      groups: z.array(group).describe('Classic rules'),
      threatIntelligence: text,
    }),
  ),
  policies: z.array(
    z.strictObject({
      ...named,
      parent: id.nullable(),
      dnsProxy: z.boolean(),
      dnsServers: texts,
      threatIntelligence: text,
      groups: z.array(group).nullable().describe('null: the export does not hold them'),
    }),
  ),
  ipGroups: z.array(z.strictObject({ ...named, prefixes: texts })),
  inboundEndpoints: z.array(z.strictObject({ ...named, network: id, addresses: texts })),
  rulesets: z.array(
    z.strictObject({
      ...named,
      networks: z.array(id).describe('Those that it is linked to'),
      rules: z.array(
        z.strictObject({ name: text, domain: text, enabled: z.boolean(), servers: texts }),
      ),
    }),
  ),
  sites: z.array(
    z.strictObject({ ...named, subnet: id.nullable(), routeAll: z.boolean().nullable() }),
  ),
  services: z.array(
    z.strictObject({
      ...named,
      type: text.describe('microsoft.keyvault/vaults'),
      publicAccess: text,
      defaultAction: text,
      prefixes: texts.describe('Public addresses that are let in'),
      subnets: z.array(id).describe('Subnets that are let in'),
    }),
  ),
})
export type AzureNetwork = z.infer<typeof azureNetwork>
export type Subnet = AzureNetwork['subnets'][number]
export type Interface = AzureNetwork['interfaces'][number]
export type PrivateEndpoint = AzureNetwork['endpoints'][number]
export type PrivateZone = AzureNetwork['zones'][number]

/** Nothing of Azure. */
export const NO_AZURE: AzureNetwork = {
  unreadLayers: [],
  networks: [],
  subnets: [],
  securityGroups: [],
  groupMembers: [],
  interfaces: [],
  routeTables: [],
  gateways: [],
  zones: [],
  endpoints: [],
  firewalls: [],
  policies: [],
  ipGroups: [],
  inboundEndpoints: [],
  rulesets: [],
  sites: [],
  services: [],
}
