import { EMPTY_BOOK } from '../address/book.ts'
import { contains, parseCidr } from '../address/cidr.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { isGoogleName } from '../zone/google-domains.ts'
import { apiUse } from './google-apis.ts'
import type { GoogleResource } from './google-resource.ts'
import { hostIn } from './host-in.ts'
import { textAt, textsAt, valueAt } from './lookup.ts'
import { type Found, found, plainTarget } from './part.ts'

/** https://docs.cloud.google.com/vpc/docs/configure-private-google-access#domain-options */
const VIPS = [
  ['restricted', '199.36.153.4/30'],
  ['private', '199.36.153.8/30'],
] as const

/** Targets of an endpoint for Google’s APIs: https://docs.cloud.google.com/vpc/docs/about-accessing-google-apis-endpoints */
const BUNDLES = ['all-apis', 'vpc-sc']

const READERS: Readonly<Record<string, (resource: GoogleResource) => Found>> = {
  google_dns_managed_zone: () => found({}),
  google_dns_record_set: record,
  google_compute_address: address,
  google_compute_global_address: address,
  google_compute_forwarding_rule: forwardingRule,
  google_compute_global_forwarding_rule: forwardingRule,
  google_project_service: service,
}

/** What the network itself gives to check, or to know; null for what is no part of it. */
export function googleNetwork(resource: GoogleResource): Found | null {
  return Object.hasOwn(READERS, resource.type) ? (READERS[resource.type]?.(resource) ?? null) : null
}

/** Records of Google’s names tell which VIP they are led to; others with private addresses are names of one’s own. */
function record({ facts }: GoogleResource): Found {
  const host = hostIn((textAt(facts, 'name') ?? '').replace(/^\*\./, ''))
  const addresses = textsAt(facts, 'rrdatas').filter((text) => parseIp(text) !== null)
  if (host === null || textAt(facts, 'type') !== 'A' || addresses.length === 0) return found({})
  if (isGoogleName(host)) {
    const vip = VIPS.find(([, prefix]) => addresses.every((one) => contains(prefix, one)))?.[0]
    return vip === undefined ? found({}) : found({ googleWays: [{ vip }] })
  }
  if (!addresses.every((one) => classify(one, EMPTY_BOOK).isPrivate)) return found({})
  const isWildcard = textAt(facts, 'name')?.startsWith('*') ?? false
  if (isWildcard) return found({})
  const what = 'record in a private zone'
  return found({ targets: [{ ...plainTarget(`dns://${host}`, what), addresses }] })
}

/** A range that private services access gives addresses from (https://docs.cloud.google.com/vpc/docs/configure-private-services-access). */
function address({ facts }: GoogleResource): Found {
  const prefix = `${textAt(facts, 'address')}/${valueAt(facts, 'prefixLength')}`
  return textAt(facts, 'purpose') === 'VPC_PEERING' && parseCidr(prefix) !== null
    ? found({ servicesRanges: [prefix] })
    : found({})
}

/** An endpoint for Google’s APIs, or a load balancer inside the network at each of its ports. */
function forwardingRule({ name, facts }: GoogleResource): Found {
  const ip = textAt(facts, 'IPAddress', 'ip_address')
  if (ip === null || parseIp(ip) === null) return found({})
  const target = textAt(facts, 'target')?.split('/').at(-1) ?? ''
  if (BUNDLES.includes(target)) {
    const endpointName = /^[a-z][a-z0-9]{0,19}$/.test(name) ? { endpointName: name } : {}
    return found({
      googleWays: [{ vip: 'psc', endpoint: [ip], bundle: target, ...endpointName }],
    })
  }
  const what = `forwarding rule ${name}`
  const isInside = textAt(facts, 'loadBalancingScheme')?.startsWith('INTERNAL') ?? false
  return isInside ? loadBalancer(facts, what, ip) : found({ notes: stateNotes(facts, what, ip) })
}

/** What else than TCP at ports that it names is for its owner to say. */
function loadBalancer(facts: unknown, what: string, ip: string): Found {
  const protocol = textAt(facts, 'IPProtocol', 'ip_protocol') ?? 'TCP'
  const ports = portsOf(facts)
  if (protocol === 'TCP' && ports.length > 0) {
    return found({ targets: ports.map((port) => plainTarget(`tcp://${ip}:${port}`, what)) })
  }
  const of = protocol === 'L3_DEFAULT' ? 'any protocol' : protocol
  const at = ports.length === 0 ? 'ports that are not listed' : `port ${ports.join(', ')}`
  return found({ notes: [`${what}: ${ip} takes ${of} at ${at}; add under targets what is called`] })
}

/** https://docs.cloud.google.com/vpc/docs/about-accessing-vpc-hosted-services-endpoints#connection-statuses */
function stateNotes(facts: unknown, what: string, ip: string): readonly string[] {
  const state = textAt(facts, 'pscConnectionStatus') ?? 'ACCEPTED'
  const isOfService = textAt(facts, 'target')?.includes('/serviceAttachments/') ?? false
  const port = `${what}: ${ip} is the endpoint of a published service, whose ports are not listed; add under targets what is called`
  return state === 'ACCEPTED'
    ? isOfService
      ? [port]
      : []
    : [`${what}: the connection of endpoint ${ip} is ${state}, and carries nothing`]
}

/** A range such as 80-90 names no port that anyone must listen on. */
function portsOf(facts: unknown): readonly string[] {
  const range = /^(\d+)-\1$/.exec(textAt(facts, 'portRange') ?? '')?.[1]
  const all = [...textsAt(facts, 'ports'), ...(range === undefined ? [] : [range])]
  return [...new Set(all)].filter((port) => /^[1-9]\d{0,4}$/.test(port))
}

/** An API that the project has turned on. Those that everybody has on say nothing of what is called. */
function service({ facts }: GoogleResource): Found {
  const api = /^([a-z][a-z0-9-]*)\.googleapis\.com$/.exec(
    textAt(facts, 'service', 'config.name') ?? '',
  )?.[1]
  return api === undefined || CONTROL.includes(api) ? found({}) : apiUse(api)
}

/** APIs by which projects are built, which workloads do not call. */
const CONTROL = [
  ...['serviceusage', 'servicemanagement', 'cloudapis', 'cloudbilling', 'cloudresourcemanager'],
  ...['iam', 'compute', 'servicenetworking', 'vpcaccess', 'dns', 'accesscontextmanager'],
]
