/** What is to be read from an input. Targets: the URL, then what is expected of it; catalogs: the parameters. */
export interface Expected {
  readonly file: string
  readonly targets?: readonly string[]
  readonly catalogs?: readonly string[]
  /** Texts that the notes must hold. */
  readonly notes?: readonly string[]
  readonly unknown?: readonly string[]
}

/** Inputs of the shape that the tools write, with invented names. */
export const EXPECTED: readonly Expected[] = [
  {
    file: 'azurerm-state.json',
    catalogs: [
      'azure-container-registry registry=acrorders replicas=japanwest privateEndpoints=registry region=japaneast',
      'azure-functions app=func-orders host=func-orders.azurewebsites.net storageAccount=stordersjpe region=japaneast',
      'azure-monitor features=app-insights ingestionHost=japaneast-1.in.applicationinsights.azure.com liveHost=japaneast.livediagnostics.monitor.azure.com region=japaneast',
    ],
    targets: [
      'https://kv-orders.vault.azure.net/ private privatelink.vaultcore.azure.net 10.0.1.5/32',
      'https://stordersjpe.blob.core.windows.net/',
      'tcp://stordersjpe.file.core.windows.net:445 private privatelink.file.core.windows.net 10.0.1.6/32',
      'sqlserver://sql-orders.database.windows.net:1433 private',
      // In a subnet of its own: any zone may answer, so none is demanded.
      'postgres://pg-orders.postgres.database.azure.com:5432 private',
      'tls://redis-orders.redis.cache.windows.net:6380',
      'https://web-orders-a1b2c3d4e5f6g7h8.japaneast-01.azurewebsites.net/ private',
      'dns://erp.corp.example private 10.9.0.10/32',
    ],
    notes: ['DNS server 10.0.0.4'],
    unknown: ['azurerm_quantum_ledger'],
  },
  {
    file: 'plan.json',
    catalogs: [
      'azure-aks-nodes apiServer=aks-orders-1a2b.privatelink.westeurope.azmk8s.io region=westeurope',
    ],
    targets: [
      'tls://sb-orders.servicebus.windows.net:5671 private',
      'https://cosmos-orders.documents.azure.com/ private',
      'https://srch-orders.search.windows.net/',
      'tls://evh-orders.servicebus.windows.net:5671',
    ],
  },
  {
    file: 'azapi-state.json',
    targets: [
      'https://oai-orders.openai.azure.com/ private',
      'https://ca-orders.internal.calmsea-0a1b2c3d.swedencentral.azurecontainerapps.io/',
    ],
  },
  {
    file: 'google-state.json',
    catalogs: [
      'cloud-sql instances=10.20.0.3 engine=postgres vip=restricted',
      'memorystore instances=10.20.1.4 kind=redis',
      'google-apis services=oauth2,sts,iamcredentials,storage,pubsub vip=restricted',
      'cloud-run-functions region=asia-northeast1 project=orders-prod vip=restricted',
    ],
    targets: ['dns://erp.corp.example private 10.9.0.10/32', 'tcp://10.1.0.9:8443'],
  },
  {
    file: 'exported-group.json',
    targets: [
      'https://kv-shop.vault.azure.net/ private privatelink.vaultcore.azure.net 10.4.1.4/32',
      'tls://sb-shop.servicebus.windows.net:5671',
      'sqlserver://sql-shop.database.windows.net:1433 private',
      'tcp://10.4.2.10:8443',
    ],
  },
  {
    file: 'bicep-main.json',
    targets: [
      'https://stprodshop.blob.core.windows.net/ private',
      'https://web-prod.azurewebsites.net/ private',
    ],
    notes: ['uniqueString'],
  },
  {
    file: 'az-private-endpoints.json',
    targets: [
      'https://kvlab.vault.azure.net/ private privatelink.vaultcore.azure.net 10.50.2.5/32',
      'https://acrlab.azurecr.io/ private privatelink.azurecr.io',
    ],
    notes: ['pe-nobody'],
  },
  {
    file: 'az-resources.json',
    catalogs: [
      'azure-functions app=func-list region=japaneast',
      'azure-arc-servers region=japaneast',
    ],
    targets: ['https://kv-list.vault.azure.net/'],
    notes: ['SQL managed instance mi-list'],
    unknown: ['Contoso.Payments/gateways', 'Microsoft.Orbital/spacecrafts'],
  },
  {
    file: 'az-graph.json',
    catalogs: [
      'azure-monitor features=app-insights ingestionHost=northeurope-2.in.applicationinsights.azure.com region=northeurope',
      'azure-monitor features=agent workspaceId=11111111-2222-3333-4444-555555555555 region=northeurope',
    ],
    targets: ['postgres://pg-graph.postgres.database.azure.com:5432 private'],
  },
  {
    file: 'gcloud-sql.json',
    catalogs: ['cloud-sql instances=10.30.0.5 engine=mysql'],
    notes: ['public-only', '--vip'],
  },
  {
    file: 'gcloud-forwarding-rules.json',
    catalogs: ['google-apis vip=psc endpoint=10.40.0.100 bundle=all-apis endpointName=pscapis'],
    targets: ['tcp://10.40.0.20:443', 'tcp://10.40.0.20:8080'],
  },
  { file: 'gcloud-run-services.json', targets: ['https://checkout-abc123-ew.a.run.app/'] },
  {
    file: 'gcloud-clusters.json',
    catalogs: ['gke-nodes controlPlane=172.16.0.2'],
    notes: ['--vip'],
  },
  {
    file: 'squid-access.log',
    targets: ['https://api.partner.example/', 'http://crl.partner.example/'],
    notes: ['only denials of https://files.elsewhere.example/'],
  },
  {
    file: 'hosts.txt',
    targets: [
      'https://erp.corp.example/ private 10.9.0.10/32',
      'tcp://files.corp.example:445',
      'https://api.partner.example/health',
      'postgres://pg-list.postgres.database.azure.com:5432',
      'tcp://10.9.0.20:1521',
    ],
  },
  {
    file: 'services.csv',
    targets: [
      'postgres://billing.corp.example:5432 private 10.9.0.30/32',
      'https://api.partner.example/',
      'https://kv-csv.vault.azure.net/ private 10.9.0.31/32',
    ],
  },
]
