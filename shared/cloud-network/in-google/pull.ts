import type { TargetAuth } from '../../model/target.ts'
import { inTurn } from '../pull/in-turn.ts'
import {
  type CloudPart,
  entriesFrom,
  NOTHING,
  notRead,
  type Pulled,
  partFrom,
  together,
} from '../pull/pulled.ts'
import type { Trouble } from '../pull/trouble.ts'
import type { Row } from '../row.ts'
import { type Asking, type GoogleApis, pulledList, type Reading, WIDTH } from './apis.ts'
import { googleOf, kindOf, layerOfKind } from './collect.ts'
import type { GoogleNetwork } from './model.ts'
import { pullDns } from './pull-dns.ts'
import { aggregatedRows, COMPUTE, listedRows } from './rest.ts'

/** Scope of reading networks: https://docs.cloud.google.com/compute/docs/reference/rest/v1/networks/list */
const AUTH: TargetAuth = { google: 'https://www.googleapis.com/auth/compute.readonly' }

/** Lists of a project: https://docs.cloud.google.com/compute/docs/reference/rest/v1 */
const ROUTES: Reading = { what: 'routes', right: 'compute.routes.list', layer: 'route' }
const FIREWALLS: Reading = {
  what: 'firewall rules',
  right: 'compute.firewalls.list',
  layer: 'rules',
}
const ROUTERS: Reading = { what: 'Cloud Routers', right: 'compute.routers.list', layer: 'nat' }
const ENDPOINTS: Reading = {
  what: 'forwarding rules',
  right: 'compute.forwardingRules.list',
  layer: 'endpoint',
}
const REGIONAL: Reading = {
  what: 'network firewall policies',
  right: 'compute.firewallPolicies.list',
  layer: 'rules',
}
/** Where a policy with inbound forwarding takes questions: https://docs.cloud.google.com/dns/docs/policies */
const ENTRY_POINTS: Reading = {
  what: 'addresses that DNS is asked at',
  right: 'compute.addresses.list',
  layer: 'dns',
}
const EFFECTIVE: Reading = {
  what: 'firewalls in effect',
  right: 'compute.networks.getEffectiveFirewalls',
  layer: 'rules',
}

/** What Google Cloud says of the networks of some projects. A list that is not whole counts as none. */
export async function pullGoogle(apis: GoogleApis, projects: readonly string[]): Promise<Pulled> {
  const parts: Pulled[] = []
  for (const project of projects) parts.push(await ofProject(apis, project))
  return together(parts)
}

async function ofProject(apis: GoogleApis, project: string): Promise<Pulled> {
  const { caller, compute } = apis
  const at = { caller, auth: AUTH, project, base: `${compute}/compute/v1/projects/${project}` }
  const networks = await global(at, 'networks')
  const subnets = await aggregated(at, 'subnetworks')
  const trouble = networks.trouble ?? subnets.trouble
  if (trouble !== null) return withoutNetworks(project, trouble)
  const regional = await aggregated(at, 'firewallPolicies')
  return together([
    { ...NOTHING, entries: entriesFrom([...networks.rows, ...subnets.rows], project) },
    pulledList(await global(at, 'routes'), ROUTES, at),
    pulledList(await global(at, 'firewalls'), FIREWALLS, at),
    pulledList(await aggregated(at, 'routers'), ROUTERS, at),
    pulledList(await aggregated(at, 'forwardingRules'), ENDPOINTS, at),
    pulledList(await aggregated(at, 'addresses', 'purpose=DNS_RESOLVER'), ENTRY_POINTS, at),
    pulledList({ ...regional, rows: regional.rows.flatMap(inEffect) }, REGIONAL, at),
    ...(await inTurn(networks.rows, WIDTH, (network) => effectiveFirewalls(at, network))),
    await pullDns(apis, project),
  ])
}

const global = (at: Asking, list: string) => listedRows(at, `${at.base}/global/${list}`, COMPUTE)
const aggregated = (at: Asking, list: string, filter = '') =>
  aggregatedRows(at, `${at.base}/aggregated/${list}`, list, filter)

/** Without its networks nothing of a project is evaluated. */
function withoutNetworks(project: string, trouble: Trouble): Pulled {
  const what = `networks of project ${project}`
  const right = 'compute.networks.list and compute.subnetworks.list'
  return { ...notRead({ what, right, layer: 'route' }, trouble), unreadLayers: [] }
}

/** https://docs.cloud.google.com/compute/docs/reference/rest/v1/networks/getEffectiveFirewalls */
async function effectiveFirewalls(at: Asking, { name, selfLink }: Row): Promise<Pulled> {
  const own = encodeURIComponent(String(name))
  const url = `${at.base}/global/networks/${own}/getEffectiveFirewalls`
  const { json, trouble } = await at.caller.ask({ auth: at.auth, url })
  // It does not name its network, and leaves out what it has none of.
  const whole = { firewallPolicys: [], ...json, network: selfLink }
  return pulledList({ rows: json === null ? [] : [whole], trouble }, EFFECTIVE, at)
}

/**
 * A regional policy in the form of those in effect, once for each network that it is for. The others are among those in
 * effect already.
 * https://docs.cloud.google.com/compute/docs/reference/rest/v1/networkFirewallPolicies/aggregatedList
 */
function inEffect({ region, name, rules, associations }: Row): readonly Row[] {
  if (typeof region !== 'string' || !Array.isArray(associations)) return []
  const own = { name, type: 'NETWORK_REGIONAL', region, rules }
  return associations.map((association) => ({
    network: Object(association).attachmentTarget,
    firewallPolicys: [own],
  }))
}

/** The model of what was pulled. */
export function googleFrom(pulled: Pulled): CloudPart<GoogleNetwork> {
  return partFrom(pulled, googleOf, (row) => layerOfKind(kindOf(row)))
}
