import { CATALOGS } from '../../shared/catalog/builtin.ts'
import type { Catalog } from '../../shared/catalog/catalog.ts'
import { byExample } from '../shared/catalog/sample.ts'

/** Every catalog of a cloud with all its parameters by their examples; JSON is YAML. */
function everyCatalog(cloud: Catalog['cloud']): string {
  const own = CATALOGS.filter((catalog) => catalog.cloud === cloud)
  const catalogs = own.map((catalog) => ({ use: catalog.name, with: byExample(catalog) }))
  return JSON.stringify({ catalogs })
}

/** Configurations whose rules the real programs must accept; together they use every format’s every form. */
export const CONFIGS: Readonly<Record<string, string>> = {
  azure: `
catalogs:
  - use: azure-functions
    with: { app: func-a, region: japaneast, plan: elastic-premium, build: [python, node, dotnet], storageAccount: sta, vaults: [kva], privateEndpoints: [storage, vault] }
  - { use: azure-arc-servers, with: { region: japaneast, extensions: [ssh, sql, monitor, esu] } }
  - { use: azure-container-registry, with: { registry: contoso, region: japaneast, privateEndpoints: [registry] } }
  - use: azure-private-endpoints
    with: { sql: [orders.database.windows.net], sqlPolicy: redirect, postgres: [orders.postgres.database.azure.com] }
  - use: internet-blocked
`,
  'google restricted': `
catalogs:
  - { use: google-apis, with: { vip: restricted, services: [storage, logging], domains: [gcr.io, pkg.dev] } }
  - { use: cloud-sql, with: { instances: [10.20.0.3] } }
  - use: internet-blocked
`,
  'google private': `
catalogs:
  - { use: google-apis, with: { vip: private, services: [storage], domains: [gcr.io, pkg.dev, gstatic.com, pki.goog, dl.google.com, accounts.google.com] } }
`,
  'google endpoint': `
catalogs:
  - { use: google-apis, with: { vip: psc, endpoint: [10.3.0.5], services: [storage], domains: [gcr.io] } }
`,
  'through a proxy': `
proxy: http://proxy.corp.example:8080
noProxy: [.corp.example]
catalogs:
  - { use: azure-arc-servers, with: { region: japaneast } }
  - use: internet-blocked
targets:
  - { name: files, url: "tcp://files.example.net:445", proxy: "http://proxy.corp.example:8080" }
  - { name: bus, url: "tls://ns.servicebus.windows.net:5671", proxy: "http://proxy.corp.example:8080" }
  - { name: revocation lists, url: "http://crl3.digicert.com/" }
  - { name: own, url: "https://wiki.corp.example/" }
`,
  'every catalog of Azure': everyCatalog('azure'),
  'every catalog of Google': everyCatalog('gcp'),
  hostile: `
targets:
  - { name: "a '; touch pwned; '", url: "https://one.example.com/" }
  - { name: 'b $(touch pwned) \`touch pwned\` # "x" | touch pwned', url: "tls://two.example.com:5671" }
  - { name: "c ) } ZONE EOF", url: "https://storage.googleapis.com/", expect: { resolution: google-private } }
  - { name: "d -- > pwned", url: "https://kv.vault.azure.net/", expect: { resolution: private, addresses: [10.0.0.0/24] } }
  - { name: "e && touch pwned", url: "https://203.0.113.7/", expect: { reachability: blocked } }
`,
}
