import { z } from 'zod'
import type { Complaint, Origin } from '../document/problem.ts'
import { checkedText, cidr, days, nonEmpty } from '../document/text.ts'
import { alerts } from './alerts.ts'
import { catalogEntry, proxySetting, roots, targetEntry } from './entries.ts'
import { network } from './network.ts'
import { partsOfNoProxy } from './no-proxy.ts'
import { noProxyComplaint } from './no-proxy-entry.ts'
import { privateZones } from './private-zone.ts'
import { scheduleComplaint } from './schedule.ts'
import { limits, onDemand, resolver, shards } from './sections.ts'
import { store } from './store.ts'

const noProxyEntry = checkedText(
  (text) =>
    partsOfNoProxy(text)
      .map(noProxyComplaint)
      .find((complaint) => complaint !== null) ?? null,
)

/** Stands on every row of the store, in messages and on the page. */
const LONGEST_VANTAGE = 200

function vantageComplaint({ length }: string): Complaint | null {
  if (length > 0 && length <= LONGEST_VANTAGE) return null
  const message = length === 0 ? 'is empty' : `has ${length} characters`
  return {
    message,
    remedy: `Write a name of at most ${LONGEST_VANTAGE} characters: prod-japaneast`,
  }
}

/** The whole of `perimeter.yaml`; `perimeter schema` publishes it. Each key says itself what it is for. */
export const settings = z.strictObject({
  vantage: checkedText(vantageComplaint)
    .nullable()
    .default(null)
    .describe(
      'Stable name of the environment the probe runs in; default: from the platform’s own facts',
    ),
  schedule: checkedText(scheduleComplaint)
    .default('0 */5 * * * *')
    .describe('When to sweep: NCRONTAB of six fields, second first'),
  limits: limits.prefault({}).describe('Deadlines and bounds of a sweep'),
  shards: shards
    .nullable()
    .default(null)
    .describe('How large sweeps are spread over instances, where a queue is deployed for it'),
  resolvers: z
    .array(resolver)
    .prefault(['system'])
    .transform((list) => [...new Set(list)])
    .describe('DNS servers to ask directly, in addition to getaddrinfo: system, IP or IP:port'),
  privateRanges: z
    .array(cidr)
    .default([])
    .describe('The network’s own prefixes (CIDR), which count as private in addition to RFC 1918'),
  privateServicesAccess: z
    .array(cidr)
    .default([])
    .describe(
      'Google Cloud: ranges allocated for private services access (CIDR), which Cloud SQL, AlloyDB, Memorystore and Filestore get their addresses from',
    ),
  privateZones: privateZones.describe(
    'Zones of your own that private DNS alone serves: what is expected of the names in them',
  ),
  ipRanges: z
    .array(nonEmpty)
    .default([])
    .describe('Published range files that name the owner of an address: ServiceTags_Public.json'),
  network: network
    .nullable()
    .default(null)
    .describe('The configuration of the network, to name the rule or route that decides'),
  baseline: nonEmpty
    .nullable()
    .default(null)
    .describe('What good reports agreed on, as perimeter baseline writes it: baseline.yaml'),
  ca: roots.prefault([]).describe('PEM files with roots to trust in addition to the system’s'),
  proxy: proxySetting
    .default('environment')
    .describe('The proxy: http://host:port, environment (HTTPS_PROXY and the like) or none'),
  noProxy: z
    .array(noProxyEntry)
    .default([])
    .describe('What is reached without the proxy, in the forms of NO_PROXY'),
  catalogs: z.array(catalogEntry).default([]).describe('Lists of what whole systems need'),
  targets: z.array(targetEntry).default([]).describe('Your own endpoints'),
  store: store
    .nullable()
    .default(null)
    .describe('Where reports are kept; default: the shell’s choice'),
  retention: days
    .prefault('31d')
    .describe('How long the store keeps reports, incidents and history: 1d to 730d'),
  onDemand: onDemand.prefault({}).describe('What may be checked ad hoc by POST /api/check'),
  alerts: alerts.prefault({}).describe('When an incident opens and closes, and who is notified'),
})
type Settings = z.output<typeof settings>

/** An entry of the file that knows its place there, for what turns out only in planning. */
type Placed<T> = T & { readonly origin: Origin }
export type TargetEntry = Placed<z.output<typeof targetEntry>>
export type CatalogEntry = Placed<z.output<typeof catalogEntry>>

/** The configuration as the program takes it: checked, with defaults, durations in ms. */
export interface Config extends Omit<Settings, 'targets' | 'catalogs'> {
  readonly targets: readonly TargetEntry[]
  readonly catalogs: readonly CatalogEntry[]
  readonly origin: Origin
}
