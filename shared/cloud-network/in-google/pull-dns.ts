import type { TargetAuth } from '../../model/target.ts'
import { inTurn } from '../pull/in-turn.ts'
import type { Listed } from '../pull/pages.ts'
import { type Pulled, together } from '../pull/pulled.ts'
import type { Row } from '../row.ts'
import { type Asking, type GoogleApis, pulledList, type Reading, WIDTH } from './apis.ts'
import { listedRows } from './rest.ts'

/** Scope of reading zones: https://docs.cloud.google.com/dns/docs/reference/rest/v1/managedZones/list */
const AUTH: TargetAuth = { google: 'https://www.googleapis.com/auth/ndev.clouddns.readonly' }
const MOST = 1000

const reading = (what: string, right: string): Reading => ({ what, right, layer: 'dns' })
const ZONES = reading('DNS zones', 'dns.managedZones.list')
const POLICIES = reading('DNS server policies', 'dns.policies.list')
const RESPONSES = reading('response policies', 'dns.responsePolicies.list')
const RULES = reading('rules of response policies', 'dns.responsePolicyRules.list')

/**
 * Cloud DNS of a project: private zones with the records of those that hold some, server policies, response policies
 * with their rules. https://docs.cloud.google.com/dns/docs/reference/rest/v1
 */
export async function pullDns({ caller, dns }: GoogleApis, project: string): Promise<Pulled> {
  const at = { caller, auth: AUTH, project, base: `${dns}/dns/v1/projects/${project}` }
  const zones = named(await list(at, 'managedZones'), 'name', `projects/${project}/managedZones`)
  const policies = await list(at, 'policies')
  const responses = named(
    await list(at, 'responsePolicies'),
    'responsePolicyName',
    `projects/${project}/responsePolicies`,
  )
  return together([
    pulledList(zones, ZONES, at),
    pulledList(policies, POLICIES, at),
    pulledList(responses, RESPONSES, at),
    ...(await inTurn(responses.rows, WIDTH, (policy) => rulesOf(at, policy))),
    ...(await inTurn(zones.rows.filter(holdsRecords), WIDTH, (zone) => recordsOf(at, zone))),
  ])
}

async function list(at: Asking, path: string, key = path): Promise<Listed> {
  return await listedRows(at, `${at.base}/${path}`, { key, most: MOST })
}

/** Rows with the path that they lack, by which what belongs to them is found. */
function named({ rows, trouble }: Listed, key: string, folder: string): Listed {
  const pathed = rows.map((row) => ({ ...row, selfLink: `${folder}/${String(row[key])}` }))
  return { rows: pathed, trouble }
}

/** A zone that hands questions on, or asks Service Directory, has none, and public ones are not read. */
function holdsRecords(zone: Row): boolean {
  const { visibility, forwardingConfig, peeringConfig, serviceDirectoryConfig } = zone
  const others = [forwardingConfig, peeringConfig, serviceDirectoryConfig]
  return visibility === 'private' && others.every((other) => other == null)
}

/** The records of a zone; without them the zone says that they were not read, and the others stand. */
async function recordsOf(at: Asking, { name, selfLink }: Row): Promise<Pulled> {
  const own = encodeURIComponent(String(name))
  const { rows, trouble } = await list(at, `managedZones/${own}/rrsets`, 'rrsets')
  const records = rows.map((row) => ({ ...row, managedZone: selfLink }))
  const what = `records of zone ${own}`
  const told = { what, right: 'dns.resourceRecordSets.list', layer: 'dns' } as const
  return { ...pulledList({ rows: records, trouble }, told, at), unreadLayers: [] }
}

async function rulesOf(at: Asking, { responsePolicyName, selfLink }: Row): Promise<Pulled> {
  const own = encodeURIComponent(String(responsePolicyName))
  const { rows, trouble } = await list(at, `responsePolicies/${own}/rules`, 'responsePolicyRules')
  const rules = rows.map((row) => ({ ...row, responsePolicy: selfLink }))
  return pulledList({ rows: rules, trouble }, RULES, at)
}
