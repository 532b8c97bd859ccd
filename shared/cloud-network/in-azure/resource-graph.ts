import { allPages, type Listed, rowsIn, textIn } from '../pull/pages.ts'
import type { Asked } from '../pull/trouble.ts'
import type { Arm } from './arm.ts'
import { SERVICES, TYPES } from './types.ts'

const VERSION = '2021-03-01'
/** Rows of a page: the most that Resource Graph gives. */
const ROWS = 1000
/** A page of fewer rows than this that is too large is not asked for in a smaller one. */
const FEWEST = 15

/** `$skipToken` needs the id and an order. */
const AS_ROWS = '| project id, name, type, properties | order by id asc'
const among = (types: readonly string[]) =>
  `| where type in~ (${types.map((type) => `'${type}'`).join(', ')})`

/** What lies in table `resources`: https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources */
export const RESOURCES = `resources ${among([
  TYPES.networks,
  TYPES.groups,
  TYPES.tables,
  TYPES.interfaces,
  TYPES.gateways,
  TYPES.zones,
  TYPES.links,
  TYPES.endpoints,
  TYPES.firewalls,
  TYPES.policies,
  TYPES.ipGroups,
  TYPES.inbound,
  TYPES.rulesets,
  TYPES.sites,
  ...SERVICES,
])} ${AS_ROWS}`

/** Records, in a table of their own. Each zone has an SOA: by it a zone without another record is known to have none. */
export const RECORDS = `dnsresources ${among([TYPES.a, TYPES.cname, TYPES.soa])} ${AS_ROWS}`

/**
 * All rows of a query over some subscriptions. Pages that are too large for an answer are asked for with fewer rows.
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data
 */
export async function graphRows(
  { caller, host, auth }: Arm,
  subscriptions: readonly string[],
  query: string,
): Promise<Listed> {
  const url = `${host}/providers/Microsoft.ResourceGraph/resources?api-version=${VERSION}`
  let rows = ROWS
  const page = async (next: string | null): Promise<Asked> => {
    const token = next === null ? {} : { $skipToken: next }
    const options = { resultFormat: 'objectArray', $top: rows, ...token }
    const asked = await caller.ask({ auth, url, body: { subscriptions, query, options } })
    if (asked.trouble?.kind !== 'too-large' || rows < FEWEST * 4) return asked
    rows = Math.floor(rows / 4)
    return await page(next)
  }
  return await allPages(page, (json) => {
    const data = rowsIn(json, 'data')
    if ('kind' in data) return data
    const next = textIn(json, '$skipToken')
    if (next !== null || !isTruncated(json['resultTruncated'])) return { rows: data, next }
    return { kind: 'failed', says: 'was cut short by Resource Graph' }
  })
}

/** Resource Graph writes it as a text. */
function isTruncated(value: unknown): boolean {
  return value === true || String(value).toLowerCase() === 'true'
}
