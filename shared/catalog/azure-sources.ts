import type { Catalog, EndpointRow } from './catalog.ts'

interface Source {
  readonly title: string
  readonly url: string
  /** When it said so. */
  readonly asOf: string
}

const LEARN = 'https://learn.microsoft.com/azure'

// biome-ignore format: one source a line
const SOURCES = {
  kudu: { asOf: '2024-09-01', title: 'Kudu, the deployment site', url: 'https://github.com/projectkudu/kudu' },
  kudulite: { asOf: '2021-09-01', title: 'KuduLite, the deployment site on Linux', url: 'https://github.com/Azure-App-Service/KuduLite' },
  networking: { asOf: '2026-09-15', title: 'Azure Functions networking options', url: `${LEARN}/azure-functions/functions-networking-options` },
  routing: { asOf: '2025-11-24', title: 'Configure virtual network integration routing', url: `${LEARN}/app-service/configure-vnet-integration-routing` },
  'easy-auth': { asOf: '2026-11-30', title: 'Authentication and authorization in App Service', url: `${LEARN}/app-service/overview-authentication-authorization` },
  'easy-auth-names': { asOf: '2023-02-01', title: 'Authentication of App Service behind a firewall: names seen denied', url: 'https://github.com/MicrosoftDocs/azure-docs/issues/104505' },
  backup: { asOf: '2026-11-30', title: 'Back up and restore an app in App Service', url: `${LEARN}/app-service/manage-backup` },
  'app-logs': { asOf: '2026-11-30', title: 'Diagnostic logging of apps in App Service', url: `${LEARN}/app-service/troubleshoot-diagnostic-logs` },
  settings: { asOf: '2025-03-28', title: 'Environment variables and app settings in App Service', url: `${LEARN}/app-service/reference-app-settings` },
  monitor: { asOf: '2025-07-01', title: 'Azure Monitor network access and firewall', url: `${LEARN}/azure-monitor/fundamentals/azure-monitor-network-access` },
  'arc-servers': { asOf: '2026-04-01', title: 'Connected Machine agent network requirements', url: `${LEARN}/azure-arc/servers/network-requirements` },
  'arc-servers-2024': { asOf: '2024-07-18', title: 'Connected Machine agent network requirements, as of July 2024', url: `${LEARN}/azure-arc/servers/network-requirements` },
  'arc-gateway-more': { asOf: '2025-11-12', title: 'Azure Arc gateway: scenarios that require more endpoints', url: `${LEARN}/azure-arc/servers/arc-gateway#more-scenarios` },
  'admin-center-arc': { asOf: '2024-10-30', title: 'Manage Arc-enabled servers with Windows Admin Center: networking requirements', url: 'https://learn.microsoft.com/windows-server/manage/windows-admin-center/azure/manage-arc-hybrid-machines' },
  'admin-center-browser': { asOf: '2026-11-30', title: 'Windows Admin Center in the portal: what the browser calls', url: 'https://github.com/MicrosoftDocs/windowsserverdocs/issues/7881' },
  portal: { asOf: '2026-11-30', title: 'Allow the Azure portal URLs on your firewall or proxy server', url: `${LEARN}/azure-portal/azure-portal-safelist-urls` },
  'defender-standard': { asOf: '2025-10-16', title: 'Defender for Endpoint: standard connectivity URLs, commercial', url: 'https://learn.microsoft.com/defender-endpoint/standard-device-connectivity-urls-commercial' },
  'windows-update': { asOf: '2026-11-30', title: 'Connection endpoints of Windows: Windows Update', url: 'https://learn.microsoft.com/windows/privacy/manage-windows-11-endpoints' },
  automation: { asOf: '2024-09-09', title: 'Azure Automation network configuration', url: `${LEARN}/automation/automation-network-configuration` },
  'azure-local': { asOf: '2025-11-27', title: 'Azure Local: required endpoints by region', url: 'https://github.com/Azure/AzureStack-Tools/blob/master/HCI/JapanEastEndpoints/japaneast-hci-endpoints.md' },
  'azure-local-dell': { asOf: '2025-03-19', title: 'Azure Local: endpoints of Dell', url: 'https://github.com/Azure/AzureStack-Tools/blob/master/HCI/OEMEndpoints/Dell/DellAzureLocalEndpoints.md' },
  'azure-local-hpe': { asOf: '2025-02-21', title: 'Azure Local: endpoints of HPE', url: 'https://github.com/Azure/AzureStack-Tools/blob/master/HCI/OEMEndpoints/HPE/HPEAzureLocalEndpoints.md' },
  'azure-local-lenovo': { asOf: '2025-03-19', title: 'Azure Local: endpoints of Lenovo', url: 'https://github.com/Azure/AzureStack-Tools/blob/master/HCI/OEMEndpoints/Lenovo/LenovoAzureLocalEndpoints.md' },
  'azure-local-dataon': { asOf: '2025-03-19', title: 'Azure Local: endpoints of DataON', url: 'https://github.com/Azure/AzureStack-Tools/blob/master/HCI/OEMEndpoints/DataOn/DataOnAzureLocalEndpoints.md' },
  'azure-local-hitachi': { asOf: '2025-03-19', title: 'Azure Local: endpoints of Hitachi Vantara', url: 'https://github.com/Azure/AzureStack-Tools/blob/master/HCI/OEMEndpoints/Hitachi/HitachiAzureLocalEndpoints.md' },
  'azure-local-validator': { asOf: '2026-11-30', title: 'Azure Local: a host that its validator asks', url: 'https://github.com/Azure/AzureLocal-Supportability/pull/172' },
  'arc-proxy': { asOf: '2026-04-01', title: 'Manage proxy settings of the Connected Machine agent', url: `${LEARN}/azure-arc/servers/manage-agent-proxy-settings` },
  'arc-gateway': { asOf: '2026-04-01', title: 'Simplify network requirements with Azure Arc gateway', url: `${LEARN}/azure-arc/servers/arc-gateway` },
  'monitor-agent': { asOf: '2024-11-14', title: 'Azure Monitor Agent network configuration', url: `${LEARN}/azure-monitor/agents/azure-monitor-agent-network-configuration` },
  'arc-kubernetes': { asOf: '2026-06-11', title: 'Azure Arc-enabled Kubernetes network requirements', url: `${LEARN}/azure-arc/kubernetes/network-requirements` },
  'admin-center': { asOf: '2024-07-18', title: 'Windows Admin Center in Azure: check that its service answers', url: 'https://learn.microsoft.com/windows-server/manage/windows-admin-center/azure/manage-vm' },
  vault: { asOf: '2026-04-10', title: 'Diagnose private links configuration issues on Key Vault', url: `${LEARN}/key-vault/general/private-link-diagnostics` },
  zones: { asOf: '2026-05-07', title: 'Azure Private Endpoint private DNS zone values', url: `${LEARN}/private-link/private-endpoint-dns` },
  sql: { asOf: '2026-11-22', title: 'Azure SQL connectivity architecture', url: `${LEARN}/azure-sql/database/connectivity-architecture` },
  'sql-private': { asOf: '2026-11-29', title: 'Azure Private Link for Azure SQL Database: Redirect with private endpoints', url: `${LEARN}/azure-sql/database/private-endpoint-overview` },
  postgres: { asOf: '2026-11-22', title: 'Azure Database for PostgreSQL: private networking', url: `${LEARN}/postgresql/flexible-server/concepts-networking-private` },
  cosmos: { asOf: '2026-11-22', title: 'Cosmos DB SQL SDK connectivity modes: service port ranges', url: `${LEARN}/cosmos-db/nosql/sdk-connection-modes` },
  lake: { asOf: '2026-11-29', title: 'Use private endpoints for Azure Storage', url: `${LEARN}/storage/common/storage-private-endpoints` },
  'cosmos-private': { asOf: '2026-11-29', title: 'Configure Azure Private Link for a Cosmos DB account', url: `${LEARN}/cosmos-db/how-to-configure-private-endpoints` },
  synapse: { asOf: '2026-11-29', title: 'Connect to a Synapse workspace using private links', url: `${LEARN}/synapse-analytics/security/how-to-connect-to-workspace-with-private-links` },
  databricks: { asOf: '2026-11-29', title: 'Azure Databricks: Private Link concepts', url: `${LEARN}/databricks/security/network/concepts/private-link` },
  'databricks-network': { asOf: '2026-11-30', title: 'Azure Databricks: IP addresses and domains of its services', url: `${LEARN}/databricks/resources/ip-domain-region` },
  'databricks-routes': { asOf: '2026-11-30', title: 'Azure Databricks: user-defined routes of a workspace in your network', url: `${LEARN}/databricks/security/network/classic/udr` },
  kafka: { asOf: '2026-11-29', title: 'Event Hubs: ports to open on the firewall', url: `${LEARN}/event-hubs/event-hubs-faq` },
  redis: { asOf: '2026-11-22', title: 'Azure Cache for Redis: configure access ports', url: `${LEARN}/azure-cache-for-redis/cache-configure` },
  'managed-redis': { asOf: '2026-11-22', title: 'Azure Managed Redis: TLS and ports', url: `${LEARN}/redis/tls-configuration` },
  'service-bus': { asOf: '2026-11-22', title: 'AMQP 1.0 in Service Bus and Event Hubs: outbound ports', url: `${LEARN}/service-bus-messaging/service-bus-amqp-protocol-guide` },
  oryx: { asOf: '2026-08-06', title: 'Oryx on App Service: network dependencies', url: 'https://github.com/microsoft/Oryx/blob/main/doc/hosts/appservice.md' },
  builds: { asOf: '2023-04-22', title: 'What App Service builds call, seen in firewall logs (Japanese)', url: 'https://qiita.com/shogo-ohe/items/bfd43c5766ebb9ee18ec' },
  bundles: { asOf: '2025-05-01', title: 'Extension bundles move to cdn.functions.azure.com', url: 'https://github.com/Azure/Azure-Functions/issues/2453' },
  'flex-storage': { asOf: '2026-09-15', title: 'Configure networking of a function app: storage behind a network', url: `${LEARN}/azure-functions/configure-networking-how-to` },
  'runtime-scale': { asOf: '2026-09-15', title: 'Azure Functions networking options: virtual network triggers and runtime scale monitoring', url: `${LEARN}/azure-functions/functions-networking-options#elastic-premium-plan-with-virtual-network-triggers` },
  gallery: { asOf: '2026-11-30', title: 'PowerShell Gallery: network access to its hosts', url: 'https://learn.microsoft.com/powershell/gallery/how-to/getting-support/troubleshooting-cmdlets' },
  'container-apps': { asOf: '2026-03-30', title: 'Azure Container Apps with Azure Firewall', url: `${LEARN}/container-apps/use-azure-firewall` },
  'arc-gateway-names': { asOf: '2026-02-17', title: 'Endpoints that Arc gateway carries', url: `${LEARN}/azure-arc/servers/arc-gateway-endpoints` },
  certificates: { asOf: '2023-07-01', title: 'Azure certificate authority details', url: `${LEARN}/security/fundamentals/azure-ca-details` },
  registry: { asOf: '2026-06-15', title: 'Container Registry endpoints', url: `${LEARN}/container-registry/container-registry-endpoint-reference` },
  'registry-health': { asOf: '2023-10-01', title: 'Container Registry health check errors', url: `${LEARN}/container-registry/container-registry-health-error-reference` },
  mcr: { asOf: '2026-11-22', title: 'Microsoft Container Registry: client firewall rules', url: 'https://github.com/microsoft/containerregistry/blob/main/docs/client-firewall-rules.md' },
  aks: { asOf: '2026-06-18', title: 'Outbound network and FQDN rules for AKS clusters', url: `${LEARN}/aks/outbound-rules-control-egress` },
  'aks-command': { asOf: '2023-09-15', title: 'AKS: command invoke on a private cluster', url: `${LEARN}/aks/access-private-cluster` },
  'aks-isolated': { asOf: '2024-11-10', title: 'Network isolated AKS clusters', url: `${LEARN}/aks/concepts-network-isolated` },
} satisfies Record<string, Source>
export type SourceKey = keyof typeof SOURCES

/** What a row may have besides its id, URL, capabilities and source. */
export type More = Omit<EndpointRow, 'id' | 'url' | 'for' | 'source' | 'asOf'>

/** One row: id, URL, the capabilities that need it, the source, and what is special about it. */
export function row(
  id: string,
  url: string,
  needs: string,
  from: SourceKey,
  more: More = {},
): EndpointRow {
  return { id, url, for: needs.split(' '), source: from, asOf: SOURCES[from].asOf, ...more }
}

/** The sources that rows name, in the order of the table. */
export function sourcesOf(rows: readonly EndpointRow[]): Catalog['sources'] {
  const named = new Set(rows.map((r) => r.source))
  const used = Object.entries(SOURCES).filter(([key]) => named.has(key))
  return Object.fromEntries(used.map(([key, { title, url }]) => [key, { title, url }]))
}

/** Needed in some cases only: its failure is a warning. */
export function optional(note: string): More {
  return { optional: true, note }
}

/** Its vendor says that no device on the way may end TLS. */
export const NOT_INSPECTED: More = { expect: { tls: { inspected: 'never' } } }

/**
 * The name leads to a private endpoint when the user says that this part has one. The private zone follows from
 * the host.
 */
export function privateWith(part: string): More {
  const expect = { resolution: 'private' as const }
  return { private: {}, expectWhen: [{ when: { privateEndpoints: [part] }, expect }] }
}

/**
 * The same for what is private by a private link scope or by Resource Manager's private link: those are told by this
 * parameter alone, so that `expect: { resolution: private }` of a use does not go over them.
 */
export function privateOnlyWith(part: string): More {
  const { expectWhen = [] } = privateWith(part)
  return { expectWhen }
}
