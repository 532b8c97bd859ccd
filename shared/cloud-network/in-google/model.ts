import { z } from 'zod'
import { LAYERS } from '../../model/configured.ts'

/** The path of a resource’s URL: projects/P/global/networks/N. */
const id = z.string().max(500)
const text = z.string().max(300)
const texts = z.array(text)
const named = { id, name: text }

const layer4 = z.strictObject({ protocol: text, ports: texts.describe('Empty: all') })

const policyRule = z.strictObject({
  priority: z.int(),
  action: text.describe('allow, deny, goto_next, apply_security_profile_group'),
  direction: z.enum(['INGRESS', 'EGRESS']),
  disabled: z.boolean(),
  destinations: texts,
  sources: texts,
  layer4: z.array(layer4).describe('Empty: all'),
  networks: z.array(id).describe('Target networks; empty: all'),
  accounts: texts.describe('Target service accounts'),
  tags: texts.describe('Target secure tags'),
  other: texts.describe('Conditions that are not evaluated: names, regions, threat lists'),
  inspects: z.boolean().default(false).describe('The inspection it hands to ends TLS'),
})
export type PolicyRule = z.infer<typeof policyRule>

const vpcFirewall = z.strictObject({
  ...named,
  network: id,
  direction: z.enum(['INGRESS', 'EGRESS']),
  priority: z.int(),
  action: z.enum(['allow', 'deny']),
  disabled: z.boolean(),
  layer4: z.array(layer4),
  destinations: texts,
  sources: texts,
  targetTags: texts,
  targetAccounts: texts,
  sourceTags: texts,
  sourceAccounts: texts,
})
export type VpcFirewall = z.infer<typeof vpcFirewall>

const vpcRoute = z.strictObject({
  ...named,
  network: id,
  prefix: text,
  priority: z.int(),
  tags: texts,
  nextHop: z.enum([
    'internet',
    'network',
    'peering',
    'address',
    'instance',
    'vpn',
    'balancer',
    'hub',
    'other',
  ]),
  to: text.nullable(),
})
export type VpcRoute = z.infer<typeof vpcRoute>

/** The configuration of networks in Google Cloud: names and addresses, no key, no secret, no label. */
export const googleNetwork = z.strictObject({
  unreadLayers: z
    .array(z.enum(LAYERS))
    .describe('Parts of the path of which some is missing: nothing is concluded from them'),
  networks: z.array(
    z.strictObject({
      ...named,
      policiesFirst: z.boolean().describe('BEFORE_CLASSIC_FIREWALL'),
      peerings: z.array(
        z.strictObject({ name: text, network: id, active: z.boolean(), customRoutes: z.boolean() }),
      ),
    }),
  ),
  subnets: z.array(
    z.strictObject({
      ...named,
      network: id,
      region: text,
      prefixes: texts,
      privateGoogleAccess: z.boolean(),
    }),
  ),
  routes: z.array(vpcRoute),
  learning: z
    .array(id)
    .default([])
    .describe('Networks that a Cloud Router brings routes to, which no list of routes has'),
  firewalls: z.array(vpcFirewall),
  policies: z.array(
    z.strictObject({
      ...named,
      type: z.enum(['hierarchical', 'system', 'global', 'regional']),
      networks: z.array(id).describe('Those that it is in effect for; empty: not said'),
      region: text.nullable(),
      rules: z.array(policyRule),
    }),
  ),
  policiesRead: z.boolean().describe('False: the export holds no effective firewalls'),
  nats: z.array(
    z.strictObject({
      ...named,
      network: id,
      region: text,
      subnets: z.array(id).nullable().describe('null: all of the region'),
    }),
  ),
  natsRead: z.boolean(),
  zones: z.array(
    z.strictObject({
      ...named,
      domain: text,
      networks: z.array(id),
      forwardTo: texts,
      peer: id.nullable(),
      records: z
        .array(z.strictObject({ name: text, type: z.enum(['A', 'CNAME']), values: texts }))
        .nullable(),
    }),
  ),
  entryPoints: z
    .array(z.strictObject({ ...named, address: text, subnet: id }))
    .default([])
    .describe('Addresses at which Cloud DNS answers from outside, as in the network of the subnet'),
  dnsPolicies: z.array(z.strictObject({ ...named, networks: z.array(id), servers: texts })),
  responsePolicies: z.array(
    z.strictObject({
      ...named,
      networks: z.array(id),
      rules: z.array(
        z.strictObject({
          name: text,
          domain: text,
          bypass: z.boolean(),
          values: texts,
          alias: text.nullable(),
        }),
      ),
    }),
  ),
  endpoints: z.array(
    z.strictObject({
      ...named,
      network: id.nullable(),
      address: text,
      target: text.describe('all-apis, vpc-sc or a service attachment'),
      state: text.describe('ACCEPTED, PENDING, REJECTED, CLOSED'),
      onlyFrom: text.nullable().default(null).describe('The region whose clients alone reach it'),
    }),
  ),
})
export type GoogleNetwork = z.infer<typeof googleNetwork>

/** Nothing of Google Cloud. */
export const NO_GOOGLE: GoogleNetwork = {
  unreadLayers: [],
  networks: [],
  subnets: [],
  routes: [],
  learning: [],
  firewalls: [],
  policies: [],
  policiesRead: false,
  nats: [],
  natsRead: false,
  zones: [],
  entryPoints: [],
  dnsPolicies: [],
  responsePolicies: [],
  endpoints: [],
}
