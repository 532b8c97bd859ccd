import { type More, NOT_INSPECTED, optional, privateOnlyWith, row } from './azure-sources.ts'
import type { CatalogCapability, EndpointRow, Parameter } from './catalog.ts'

const AMPLS = privateOnlyWith('monitor')
/** What the agent calls: the network configuration page of the agent has no inspection for any endpoint. */
const AGENT: More = { ...AMPLS, ...NOT_INSPECTED }
const NO_STRING = 'SDKs without a connection string'

/** Lookups by cloud that the rows of Application Insights use. */
export const INSIGHTS_LOOKUPS = [
  'telemetryHost',
  'insights',
  'insightsOld',
  'visualStudio',
  'monitorSuffix',
] as const

// biome-ignore format: one parameter a line
export const INSIGHTS_PARAMETERS = {
  ingestionHost: { type: 'string', required: false, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: 'japaneast-1.in.applicationinsights.azure.com', describe: 'Host of IngestionEndpoint in APPLICATIONINSIGHTS_CONNECTION_STRING' },
  liveHost: { type: 'string', required: false, default: '{region}.livediagnostics.{monitorSuffix}', pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: 'japaneast.livediagnostics.monitor.azure.com', describe: 'Host of LiveEndpoint in APPLICATIONINSIGHTS_CONNECTION_STRING' },
} satisfies Record<string, Parameter>

// biome-ignore format: one capability a line
export const INSIGHTS_CAPABILITIES: readonly CatalogCapability[] = [
  { id: 'telemetry', name: 'Application Insights gets telemetry', symptom: 'Telemetry vanishes without any error in the app' },
  { id: 'live-metrics', name: 'Live Metrics shows the app', symptom: 'The Live Metrics page stays empty' },
  { id: 'profiler', name: 'Profiler and Snapshot Debugger upload', symptom: 'Profiles and snapshots do not arrive' },
]

/** What an app with Application Insights calls. `more` goes to all rows. */
// biome-ignore format: one endpoint a line
export function insightsRows(more: More = {}): readonly EndpointRow[] {
  return [
    row('ingestion', 'https://{ingestionHost}/', 'telemetry', 'monitor', { ...AMPLS, wildcard: '*.in.{insights}' }),
    row('ingestion-region', 'https://{region}-1.in.{insights}/', 'telemetry', 'monitor', { ...AMPLS, without: 'ingestionHost', ...optional('The number differs by resource: give ingestionHost'), wildcard: '*.in.{insights}' }),
    row('ingestion-global', 'https://{telemetryHost}/', 'telemetry', 'monitor', { ...AMPLS, ...optional(NO_STRING) }),
    row('ingestion-global-azure', 'https://dc.{insights}/', 'telemetry', 'monitor', { ...AMPLS, ...optional(NO_STRING) }),
    row('ingestion-global-microsoft', 'https://dc.{insightsOld}/', 'telemetry', 'monitor', optional(NO_STRING)),
    row('live', 'https://{liveHost}/', 'live-metrics', 'monitor', AMPLS),
    row('live-global', 'https://live.{insights}/', 'live-metrics', 'monitor', { ...AMPLS, ...optional(NO_STRING) }),
    row('live-global-microsoft', 'https://rt.{insightsOld}/', 'live-metrics', 'monitor', optional(NO_STRING)),
    row('live-global-visualstudio', 'https://rt.{visualStudio}/', 'live-metrics', 'monitor', { ...AMPLS, ...optional(NO_STRING) }),
    row('profiler', 'https://profiler.{monitorSuffix}/', 'profiler', 'monitor', optional('With the Profiler on')),
    row('profiler-agent', 'https://agent.azureserviceprofiler.net/', 'profiler', 'monitor', { ...optional('With the Profiler on'), wildcard: '*.agent.azureserviceprofiler.net', needsWildcard: 'The published list has it and names nothing below it' }),
    row('profiler-gateway', 'https://gateway.azureserviceprofiler.net/', 'profiler', 'monitor', optional('With the Profiler on')),
    row('snapshot', 'https://snapshot.{monitorSuffix}/', 'profiler', 'monitor', optional('With the Snapshot Debugger on')),
    row('diagnostics-data', 'https://dataplane.diagnosticservices.azure.com/', 'profiler', 'monitor', optional('With the Profiler or the Snapshot Debugger on')),
  ].map((endpoint) => ({ ...endpoint, ...more }))
}

/** What the Azure Monitor agent calls besides Entra ID and Resource Manager, for the capability `agent`. */
// biome-ignore format: one endpoint a line
export function agentRows(agent: string, more: More): readonly EndpointRow[] {
  return [
    row('agent-global', 'https://global.handler.control.{monitorSuffix}/', agent, 'monitor-agent', AGENT),
    row('agent-region', 'https://{region}.handler.control.{monitorSuffix}/', agent, 'monitor-agent', AGENT),
    row('agent-metrics', 'https://{region}.monitoring.azure.com/', agent, 'monitor-agent', { ...NOT_INSPECTED, ...optional('Custom metrics') }),
  ].map((endpoint) => ({ ...endpoint, ...more }))
}

/** Where the agent sends logs; it stays a direct path even with an Arc gateway. */
export function workspaceRow(agent: string, more: More): EndpointRow {
  const url = 'https://{workspaceId}.{odsSuffix}/'
  return row('agent-logs', url, agent, 'monitor-agent', {
    ...AGENT,
    wildcard: '*.{odsSuffix}',
    ...more,
  })
}

/** The data collection endpoint, which the agent and clients of the Logs Ingestion API send to. */
export function collectionRow(needs: string, more: More): EndpointRow {
  const wildcard = '*.ingest.{monitorSuffix}'
  return row('collection', 'https://{dceHost}/', needs, 'monitor', { ...AMPLS, wildcard, ...more })
}

// biome-ignore format: one parameter a line
export const AGENT_PARAMETERS = {
  workspaceId: { type: 'string', required: false, pattern: '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', example: '11111111-2222-3333-4444-555555555555', describe: 'Id of the Log Analytics workspace (its GUID)' },
  dceHost: { type: 'string', required: false, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: 'dce-orders-a1b2.japaneast-1.ingest.monitor.azure.com', describe: 'Host of the data collection endpoint’s logs ingestion URI' },
} satisfies Record<string, Parameter>
