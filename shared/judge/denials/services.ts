import type { DenyingService } from './signature.ts'

/** What the network rules of a service can admit. */
export interface ServiceRules {
  /** What carries the rules, for a sentence. */
  readonly resource: string
  /** The service endpoint that a subnet may have for it; null where there is none. */
  readonly serviceEndpoint: string | null
  /** Whether it admits callers by address; App Configuration and the monitor know on and off only. */
  readonly byAddress: boolean
  readonly source: string
}

const LEARN = 'https://learn.microsoft.com/azure'

/** The network rules of Azure’s services. Source of the service endpoints: virtual-network-service-endpoints-overview. */
// biome-ignore format: one service a line
export const SERVICE_RULES: Readonly<Partial<Record<DenyingService, ServiceRules>>> = {
  storage: { resource: 'the storage account', serviceEndpoint: 'Microsoft.Storage', byAddress: true, source: `${LEARN}/storage/common/storage-network-security` },
  'key-vault': { resource: 'the vault', serviceEndpoint: 'Microsoft.KeyVault', byAddress: true, source: `${LEARN}/key-vault/general/network-security` },
  registry: { resource: 'the registry', serviceEndpoint: null, byAddress: true, source: `${LEARN}/container-registry/container-registry-access-selected-networks` },
  cosmos: { resource: 'the Cosmos DB account', serviceEndpoint: 'Microsoft.AzureCosmosDB', byAddress: true, source: `${LEARN}/cosmos-db/how-to-configure-firewall` },
  configuration: { resource: 'the configuration store', serviceEndpoint: null, byAddress: false, source: `${LEARN}/azure-app-configuration/concept-private-endpoint` },
  bus: { resource: 'the namespace', serviceEndpoint: 'Microsoft.ServiceBus or Microsoft.EventHub', byAddress: true, source: `${LEARN}/service-bus-messaging/service-bus-ip-filtering` },
  app: { resource: 'the app', serviceEndpoint: 'Microsoft.Web', byAddress: true, source: `${LEARN}/app-service/overview-access-restrictions` },
  sql: { resource: 'the server', serviceEndpoint: 'Microsoft.Sql', byAddress: true, source: `${LEARN}/azure-sql/database/connectivity-settings` },
  ai: { resource: 'the AI resource', serviceEndpoint: 'Microsoft.CognitiveServices', byAddress: true, source: `${LEARN}/ai-services/cognitive-services-virtual-networks` },
  synapse: { resource: 'the workspace', serviceEndpoint: null, byAddress: true, source: `${LEARN}/synapse-analytics/security/synapse-workspace-ip-firewall` },
  monitor: { resource: 'the workspace (Network isolation)', serviceEndpoint: null, byAddress: false, source: `${LEARN}/azure-monitor/logs/private-link-security` },
  gateway: { resource: 'the API Management service', serviceEndpoint: null, byAddress: false, source: `${LEARN}/api-management/private-endpoint` },
  apps: { resource: 'the environment', serviceEndpoint: null, byAddress: false, source: `${LEARN}/container-apps/how-to-use-private-endpoint` },
  events: { resource: 'the topic or domain', serviceEndpoint: null, byAddress: true, source: `${LEARN}/event-grid/configure-firewall` },
  azure: { resource: 'the resource', serviceEndpoint: null, byAddress: true, source: `${LEARN}/private-link/private-endpoint-overview` },
}
