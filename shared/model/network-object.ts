import { z } from 'zod'

/** What the configuration of a cloud's network is made of, as far as it can decide whether a flow passes. */
const OBJECT_KINDS = [
  'subnet',
  'virtual-network',
  'peering',
  'security-rule',
  'route',
  'firewall-rule',
  'firewall',
  'dns-zone',
  'dns-record',
  'dns-link',
  'dns-forwarding-rule',
  'private-endpoint',
  'service',
  'app',
  'vpc-firewall-rule',
  'firewall-policy-rule',
  'vpc-route',
  'vpc-network',
  'vpc-subnet',
  'cloud-nat',
  'dns-policy',
  'response-policy-rule',
  'forwarding-rule',
] as const

/** The one thing in the configuration of the network that decides. Names and addresses only. */
export const networkObject = z.strictObject({
  kind: z.enum(OBJECT_KINDS),
  id: z.string().describe('As its cloud names it: a resource id, or the path of a URL'),
  name: z.string().describe('Of what holds it: the security group of a rule'),
  rule: z.string().nullable().describe('The rule, route or record in it; null: it is the object'),
  priority: z.number().int().nullable(),
  collection: z.string().nullable().describe('The rule collection, of a firewall'),
  line: z.string().describe('The rule as one line'),
  link: z.url().nullable().describe('The object in the portal or the console'),
})
export type NetworkObject = z.infer<typeof networkObject>

/** Whether two are the same thing in the configuration, whatever its line says at the time. */
export function isSameObject(a: NetworkObject, b: NetworkObject): boolean {
  return a.kind === b.kind && a.id === b.id && a.rule === b.rule && a.collection === b.collection
}
