/** A document of a tool, with what it shows. `region`: what the user says of resources that leave it open. */
export interface Document {
  readonly name: string
  readonly document: unknown
  readonly region?: string
}

const REGION = { location: 'Japan East' }

function site(name: string, more: object, properties: object = {}) {
  return { type: 'Microsoft.Web/sites', name, ...REGION, ...more, properties }
}

const VAULT = { type: 'Microsoft.KeyVault/vaults', name: 'kv' }

export const SYSTEMS: readonly Document[] = [
  {
    name: 'function apps: by their kind, of Windows in Terraform, with a host of their own, closed to the internet',
    document: [
      site('func-a', { kind: 'functionapp,linux' }),
      site('func-b', { kind: 'functionapp' }, { defaultHostName: 'func-b-x1.azurewebsites.net' }),
      site('func-c', { kind: 'functionapp' }, { publicNetworkAccess: 'Disabled' }),
      site('web-a', { kind: 'app,linux' }),
      site('web-b', { kind: 'app,linux,functionapp-like' }, { publicNetworkAccess: 'Disabled' }),
    ],
  },
  {
    name: 'a function app of Windows, and one of Linux with its storage account',
    document: {
      terraform_version: '1.9.0',
      resources: [
        ['azurerm_windows_function_app', { name: 'func-w', storage_account_name: '' }],
        ['azurerm_linux_function_app', { name: 'func-l', storage_account_name: 'stfunc' }],
        ['azurerm_function_app_flex_consumption', { name: 'func-f', location: 'japanwest' }],
        ['azurerm_function_app', { name: 'func-o', location: undefined }],
      ].map(([type, given]) => ({
        type,
        instances: [{ attributes: { location: 'japaneast', ...(given as object) } }],
      })),
    },
  },
  {
    name: 'function apps: what their settings name, and nothing else of them',
    document: [
      site(
        'func-s',
        { kind: 'functionapp,linux' },
        {
          siteConfig: {
            appSettings: Object.entries({
              DB: '@Microsoft.KeyVault(SecretUri=https://kv-one.vault.azure.net/secrets/canary-a/)',
              API: '@Microsoft.KeyVault(VaultName=kv-two;SecretName=canary-b)',
              LATE: '@Microsoft.KeyVault(SecretName=canary-c;VaultName=KV-Two)',
              TEXT: 'read @Microsoft.KeyVault(VaultName=kv-none;SecretName=x)',
              CFG: '@Microsoft.AppConfiguration(Endpoint=https://appcs-one.azconfig.io; Key=a)',
              AzureWebJobsStorage__accountName: 'stone',
              WEBSITE_CONTENTAZUREFILECONNECTIONSTRING:
                'DefaultEndpointsProtocol=https;AccountName=sttwo;AccountKey=canary-key==',
              APPLICATIONINSIGHTS_CONNECTION_STRING:
                'InstrumentationKey=canary-key;IngestionEndpoint=https://japaneast-1.in.applicationinsights.azure.com/;LiveEndpoint=https://japaneast.livediagnostics.monitor.azure.com/',
            }).map(([name, value]) => ({ name, value })),
          },
        },
      ),
      site(
        'func-t',
        { kind: 'functionapp', storage_account_name: 'stfour' },
        {
          app_settings: { AzureWebJobsStorage: 'AccountName=stthree;AccountKey=canary-key' },
        },
      ),
    ],
  },
  {
    name: 'Cosmos DB by the API of the account, and a server whose clients are redirected',
    document: [
      ['mongo', { kind: 'MongoDB', documentEndpoint: 'https://mongo.documents.azure.com:443/' }],
      ['mongo-new', { capabilities: [{ name: 'EnableMongo' }] }],
      ['wide', { capabilities: [{ name: 'EnableCassandra' }], publicNetworkAccess: 'Disabled' }],
      ['doc', { kind: 'GlobalDocumentDB', capabilities: [{ name: 'EnableServerless' }] }],
    ]
      .map(([name, properties]): unknown => ({
        ...{ type: 'Microsoft.DocumentDB/databaseAccounts', name, ...REGION, properties },
      }))
      .concat(
        ['Redirect', 'Proxy'].map((connectionPolicy) => ({
          ...{ type: 'Microsoft.Sql/servers', name: `sql-${connectionPolicy}` },
          properties: { connectionPolicy },
        })),
      ),
  },
  {
    name: 'a registry with replicas, one closed to the internet, one without a region',
    document: [
      {
        ...{ type: 'Microsoft.ContainerRegistry/registries', name: 'acrone', ...REGION },
        georeplications: [{ location: 'japanwest' }, {}, { location: 'koreacentral' }],
      },
      {
        ...{ type: 'Microsoft.ContainerRegistry/registries', name: 'acrtwo', ...REGION },
        properties: { publicNetworkAccess: 'Disabled' },
      },
      { type: 'Microsoft.ContainerRegistry/registries', name: 'acrthree' },
    ],
  },
  {
    name: 'what has no region of its own has the one that the user gives',
    region: 'japaneast',
    document: [
      { type: 'Microsoft.ContainerRegistry/registries', name: 'acrthree' },
      { type: 'Microsoft.ContainerRegistry/registries', name: 'acrfour', location: 'global' },
      { type: 'Microsoft.ContainerRegistry/registries', name: 'acrfive', location: 'West Europe' },
    ],
  },
  {
    name: 'clusters: the private name of the API server before the public one',
    document: [
      [
        'aks-a',
        { fqdn: 'aks-a.hcp.japaneast.azmk8s.io', privateFQDN: 'a.privatelink.japaneast.azmk8s.io' },
      ],
      ['aks-b', { fqdn: 'aks-b.hcp.japaneast.azmk8s.io' }],
      ['aks-c', {}],
    ].map(([name, properties]) => ({
      ...{ type: 'Microsoft.ContainerService/managedClusters', name, ...REGION, properties },
    })),
  },
  {
    name: 'what observes: Application Insights, a workspace, an endpoint of data collection',
    document: [
      {
        ...{ type: 'Microsoft.Insights/components', name: 'appi', ...REGION },
        properties: {
          ConnectionString:
            'InstrumentationKey=canary-key;IngestionEndpoint=https://japaneast-1.in.applicationinsights.azure.com/;LiveEndpoint=https://japaneast.livediagnostics.monitor.azure.com/',
        },
      },
      { type: 'Microsoft.Insights/components', name: 'appi-old', ...REGION },
      {
        ...{ type: 'Microsoft.OperationalInsights/workspaces', name: 'log', ...REGION },
        properties: { customerId: '11111111-2222-3333-4444-555555555555' },
      },
      {
        ...{ type: 'Microsoft.Insights/dataCollectionEndpoints', name: 'dce', ...REGION },
        properties: {
          logsIngestion: { endpoint: 'https://dce-x1.japaneast-1.ingest.monitor.azure.com' },
        },
      },
    ],
  },
  {
    name: 'Arc: servers of one region are one use, of all their systems',
    document: [
      ['srv-a', 'japaneast', { osType: 'Linux' }],
      ['srv-b', 'japaneast', { osType: 'windows' }],
      ['srv-c', 'japaneast', { osType: 'aix' }],
      ['srv-d', 'westeurope', { osName: 'linux' }],
      ['srv-e', null, {}],
    ].map(([name, location, properties]) => ({
      ...{ type: 'Microsoft.HybridCompute/machines', name, location, properties },
    })),
  },
  {
    name: 'Arc: clusters of one region are one use',
    document: ['k-a', 'k-b'].map((name) => ({
      ...{ type: 'Microsoft.Kubernetes/connectedClusters', name, ...REGION },
    })),
  },
  {
    name: 'no resources: a thing without a name, of a type that is none, of another kind',
    document: [{ type: 'Microsoft.KeyVault/vaults' }, { type: 'vault', name: 'a' }, 'vault', VAULT],
  },
  {
    name: 'types without an endpoint are no news, unknown ones are counted, the most seen first',
    document: [
      { type: 'Microsoft.Network/networkSecurityGroups', name: 'nsg' },
      { type: 'Contoso.One/things', name: 'a' },
      { type: 'Contoso.Two/things', name: 'a' },
      { type: 'Contoso.Two/things', name: 'b' },
    ],
  },
  { name: 'one resource alone', document: VAULT },
  { name: 'a list as Resource Manager answers it', document: { value: [VAULT] } },
  { name: 'rows as Resource Graph answers them', document: { count: 1, data: [VAULT] } },
]
