import { azureRegion, CLOUD, cloudLookups } from './azure-clouds.ts'
import { optional, privateWith, row, sourcesOf } from './azure-sources.ts'
import {
  AGENT_PARAMETERS,
  agentRows,
  collectionRow,
  INSIGHTS_CAPABILITIES,
  INSIGHTS_LOOKUPS,
  INSIGHTS_PARAMETERS,
  insightsRows,
  workspaceRow,
} from './azure-telemetry.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

const AGENT = { when: { features: ['agent'] } }
const SENDERS = { when: { features: ['agent', 'logs-ingestion'] } }
const QUERY = { ...privateWith('monitor'), when: { features: ['query'] } }

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  ...insightsRows({ when: { features: ['app-insights'] } }),
  ...agentRows('agent', AGENT),
  workspaceRow('agent', AGENT),
  collectionRow('agent logs-ingestion', SENDERS),
  row('entra', 'https://{entraHost}/', 'agent logs-ingestion', 'arc-servers', SENDERS),
  row('arm', 'https://{armHost}/', 'agent', 'arc-proxy', AGENT),
  row('query-insights', 'https://api.applicationinsights.io/', 'query', 'monitor', QUERY),
  row('query-logs', 'https://api.loganalytics.io/', 'query', 'monitor', QUERY),
  row('query-logs-azure', 'https://api.loganalytics.azure.com/', 'query', 'monitor', { ...QUERY, ...optional('Newer clients') }),
  row('query-monitor', 'https://api.{monitorSuffix}/', 'query', 'monitor', { ...QUERY, ...optional('Newer clients') }),
  row('query-adx', 'https://adx.{monitorSuffix}/', 'query', 'monitor', { ...QUERY, ...optional('Queries from Data Explorer') }),
].map((endpoint) => (endpoint.expectWhen === undefined ? endpoint : { ...endpoint, private: {} }))

/** What sending telemetry and logs to Azure Monitor, and reading them, needs of the network. */
export const azureMonitor = {
  name: 'azure-monitor',
  version: '2026-11-22',
  title: 'Azure Monitor: Application Insights, the agent, Logs Ingestion, queries',
  about:
    'What applications, the Azure Monitor agent and readers call. With a private link scope (AMPLS) the names must be private; one scope serves one DNS view, and an empty zone such as privatelink.monitor.azure.com hides the names of all other resources. Of *.prod.la.ingest.monitor.core.windows.net and *.prod.la.ingestion.msftcloudes.com no name is known to check. In Government and China only few names are in the sources.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    cloud: CLOUD,
    region: azureRegion('resources'),
    features: { type: 'list', required: false, default: ['app-insights'], values: ['app-insights', 'agent', 'logs-ingestion', 'query'], describe: 'What is used' },
    ...INSIGHTS_PARAMETERS,
    ...AGENT_PARAMETERS,
    privateEndpoints: { type: 'list', required: false, default: [], values: ['monitor'], describe: 'monitor: a private link scope serves this network, so its names must resolve to private addresses' },
  },
  lookups: cloudLookups(...INSIGHTS_LOOKUPS, 'odsSuffix', 'entraHost', 'armHost'),
  // biome-ignore format: one capability a line
  capabilities: [
    ...INSIGHTS_CAPABILITIES,
    { id: 'agent', when: { features: ['agent'] }, name: 'The Azure Monitor agent gets its rules and sends logs', symptom: 'The Heartbeat table of the workspace stays empty' },
    { id: 'logs-ingestion', when: { features: ['logs-ingestion'] }, name: 'The Logs Ingestion API takes logs', symptom: 'Clients of the Logs Ingestion API time out; custom tables stay empty' },
    { id: 'query', name: 'Logs and metrics can be queried', symptom: 'Dashboards and scripts that query logs time out' },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
