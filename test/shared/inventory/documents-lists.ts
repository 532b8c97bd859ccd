import type { Document } from './documents-azure.ts'

const VAULT = { type: 'azurerm_key_vault', values: { name: 'kv-planned', location: 'japaneast' } }

function azapi(type: string, name: string, more: object) {
  return { type: 'azapi_resource', values: { type, name, location: 'japaneast', ...more } }
}

export const STATES: readonly Document[] = [
  {
    name: 'a plan: what will be there, modules within modules too, not what is',
    document: {
      format_version: '1.2',
      values: { root_module: { resources: [{ ...VAULT, values: { name: 'kv-now' } }] } },
      planned_values: {
        root_module: {
          resources: [VAULT, { values: {} }],
          child_modules: [
            { child_modules: [{ resources: [{ ...VAULT, values: { name: 'kv-deep' } }] }] },
          ],
        },
      },
    },
  },
  {
    name: 'a state that is shown: what is there',
    document: { format_version: '1.0', values: { root_module: { resources: [VAULT] } } },
  },
  {
    name: 'azapi: the body as an object and as text, what is answered before what was sent, no resource',
    document: {
      format_version: '1.0',
      values: {
        root_module: {
          resources: [
            azapi('Microsoft.KeyVault/vaults@2023-07-01', 'kv-a', {
              body: {
                properties: {
                  vaultUri: 'https://kv-sent.vault.azure.net/',
                  publicNetworkAccess: 'Disabled',
                },
              },
              output: { properties: { vaultUri: 'https://kv-answered.vault.azure.net/' } },
            }),
            azapi('Microsoft.KeyVault/vaults@2023-07-01', 'kv-b', {
              body: '{"properties":{"publicNetworkAccess":"Disabled"}}',
              output: '{"properties',
            }),
            azapi('Microsoft.Web/sites@2023-12-01', 'func-z', {
              body: { kind: 'functionapp,linux' },
            }),
            azapi('vaults', 'kv-c', {}),
            { type: 'azapi_resource' },
          ],
        },
      },
    },
  },
  {
    name: 'types of Terraform: without an endpoint, unknown, of other providers',
    document: {
      terraform_version: '1.9.0',
      resources: [
        ...['azurerm_subnet', 'azurerm_monitor_action_group', 'azurerm_storage_container'],
        ...['azurerm_eventhub', 'azurerm_quantum_ledger', 'random_id', 'azuread_group'],
        ...['google_project', 'google_compute_network', 'google_storage_bucket_iam_member'],
        ...[
          'aws_s3_bucket',
          'azurerm_arc_kubernetes_cluster',
          'azurerm_kubernetes_cluster_node_pool',
        ],
        ...['azurerm_postgresql_flexible_server_database', 'azurerm_mssql_database'],
      ].map((type) => ({
        type,
        instances: [{ attributes: { name: 'x', location: 'japaneast' } }],
      })),
    },
  },
]

export const TEXTS: readonly Document[] = [
  {
    name: 'assets of Google Cloud: with their resources, by name alone, of no endpoint, of an unknown type',
    document: [
      {
        assetType: 'sqladmin.googleapis.com/Instance',
        name: '//cloudsql.googleapis.com/projects/orders/instances/main',
        resource: {
          data: {
            name: 'main',
            region: 'europe-west1',
            databaseVersion: 'POSTGRES_15',
            ipAddresses: [{ ipAddress: '10.64.0.3', type: 'PRIVATE' }],
          },
        },
      },
      {
        assetType: 'artifactregistry.googleapis.com/Repository',
        name: '//artifactregistry.googleapis.com/projects/orders/locations/europe-west1/repositories/apps',
        location: 'europe-west1',
      },
      {
        assetType: 'storage.googleapis.com/Bucket',
        name: '//storage.googleapis.com/orders-archive',
        location: 'eu',
      },
      {
        assetType: 'compute.googleapis.com/Subnetwork',
        name: '//compute.googleapis.com/projects/orders/regions/europe-west1/subnetworks/s',
      },
      { assetType: 'foo.googleapis.com/Bar', name: '//foo.googleapis.com/projects/orders/bars/b' },
    ],
  },
  {
    name: 'hosts: with ports, addresses, schemes, comments',
    document: [
      'app.corp.example # the portal',
      '# db.corp.example',
      'db.corp.example:5432',
      'files.corp.example:445',
      '10.9.0.1:8443',
      '[fd00::5]:443',
      '[fd00::5]:8443',
      'http://plain.corp.example/health',
      'one.postgres.database.usgovcloudapi.net',
      'two.mysql.database.chinacloudapi.cn',
      'three.database.usgovcloudapi.net',
      'kv.vault.azure.net:443',
      'old.corp.example:80',
    ].join('\n'),
  },
  {
    name: 'lines of a hosts file: private, public, of the machine itself, of two names, of IPv6',
    document: [
      '127.0.0.1 localhost',
      '::1 ip6-localhost',
      'ff02::1 ip6-allnodes',
      '10.9.0.1 erp.corp.example erp2.corp.example',
      'fd00::9 six.corp.example',
      '20.1.1.1 www.corp.example',
    ].join('\n'),
  },
  {
    name: 'one host by two schemes is called by its URLs, by one alone by its host',
    document: [
      'tls://two.corp.example:443',
      'https://two.corp.example',
      'tls://one.corp.example:8443',
    ].join('\n'),
  },
  {
    name: 'a line of a hosts file with something else in it',
    document: '10.9.0.1 erp.corp.example,x',
  },
  {
    name: 'a table with semicolons, a column of ports, of addresses, of words',
    document: [
      '\uFEFFDNS Name;Destination Port;Private IP;Purpose',
      'a.corp.example;443;10.9.0.1;Billing',
      'b.corp.example;;10.9.0.2;',
      'https://c.corp.example/x;8443;;Portal',
      'd.corp.example;1433;not yet;Ledger',
      '',
    ].join('\r\n'),
  },
  {
    name: 'a table with tabs, in which the URL is taken before the name',
    document:
      'name\turl\nPortal\thttps://portal.corp.example/\nLedger\thttps://ledger.corp.example/',
  },
  { name: 'a table without a column of hosts', document: 'colour,size\nred,4\n' },
  { name: 'a table without rows', document: 'host,port\n' },
  {
    name: 'a log: calls are counted, denials alone are noted, other protocols are left out',
    document: [
      '1732269600.000    120 10.0.0.5 TCP_TUNNEL/200 4000 CONNECT api.partner.example:443 - HIER_DIRECT/203.0.113.7 -',
      '1732269601.000    120 10.0.0.5 TCP_DENIED/403 4000 CONNECT api.partner.example:443 - HIER_NONE/- text/html',
      '1732269602.000    120 10.0.0.5 TCP_DENIED/403 4000 CONNECT denied.example:443 - HIER_NONE/- text/html',
      '1732269603.000    120 10.0.0.5 TCP_DENIED/403 4000 CONNECT once.example:8443 - HIER_NONE/- text/html',
      '1732269604.000    120 10.0.0.5 TCP_TUNNEL/200 4000 CONNECT once.example:8443 - HIER_DIRECT/203.0.113.8 -',
      '1732269605.000    120 10.0.0.5 TCP_MISS/200 400 GET http://crl.partner.example/a.crl - HIER_DIRECT/203.0.113.9 text/plain',
      '1732269606.000    120 10.0.0.5 TCP_TUNNEL/200 4000 CONNECT once.example:8443 - HIER_DIRECT/203.0.113.8 -',
    ].join('\n'),
  },
  {
    name: 'a log without ports',
    document: ['HTTP', 'HTTPS', 'TCP']
      .map((Protocol) => ({ Protocol, Fqdn: `${Protocol}.partner.example`, Action: 'Allow' }))
      .map((properties) => JSON.stringify({ category: 'AZFWApplicationRule', properties }))
      .join('\n'),
  },
  {
    name: 'a log with more denials than are named',
    document: Array.from(
      { length: 23 },
      (_, i) =>
        `1732269600.000 120 10.0.0.5 TCP_DENIED/403 4000 CONNECT h${i}.example:443 - HIER_NONE/- text/html`,
    ).join('\n'),
  },
]
