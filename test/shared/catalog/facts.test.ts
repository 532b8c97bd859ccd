import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { SANDBOXES } from '../../../shared/model/sandbox.ts'
import { showCatalog } from '../../../shared/view/catalog.ts'

/** Where a fact is told: in a catalog, a document, a part of the platform or a finding; and the words that tell it. */
type Told =
  | readonly ['catalog', string, string]
  | readonly ['doc', string, string]
  | readonly ['sandbox', keyof typeof SANDBOXES, string]

/** One practitioner’s account of how a system behaves in a locked-down network, fact by fact. */
const FACTS: readonly (readonly [fact: string, ...told: Told])[] = [
  // A Functions app behind a firewall, seen in its log.
  ['the app calls its own name', 'catalog', 'azure-functions', 'https://{host}/'],
  ['clients call synctriggers', 'catalog', 'azure-functions', '/admin/host/synctriggers'],
  ['the app then calls settriggers itself', 'catalog', 'azure-functions', '/operation/settriggers'],
  ['builds ask Oryx’ CDN', 'catalog', 'azure-functions', 'oryx-cdn.microsoft.io'],
  ['pip takes packages from two hosts', 'catalog', 'azure-functions', 'files.pythonhosted.org'],
  ['.NET restores from NuGet', 'catalog', 'azure-functions', 'api.nuget.org'],
  ['Java is built before it is deployed', 'catalog', 'azure-functions', 'java adds nothing'],
  ['telemetry has a global name', 'catalog', 'azure-functions', 'https://{telemetryHost}/'],
  ['telemetry has a regional name with a number', 'catalog', 'azure-functions', '{region}-1.in.'],
  ['live metrics have their own name', 'catalog', 'azure-functions', 'livediagnostics'],
  [
    'storage of the same region may pass the firewall by',
    'catalog',
    'azure-functions',
    'past a firewall',
  ],
  ['plans differ', 'catalog', 'azure-functions', 'flex-consumption'],
  // Deployments that fail behind a firewall.
  [
    'Kudu calls its own API at the end',
    'catalog',
    'azure-functions',
    '/api/app/updatedeploystatus',
  ],
  [
    'the client sees a 500 of Kudu',
    'catalog',
    'azure-functions',
    'An error occurred while sending the request',
  ],
  [
    'only the restart fails, the code is there',
    'catalog',
    'azure-functions',
    'while the code is deployed',
  ],
  ['the build hangs for 100 s and says Oops', 'catalog', 'azure-functions', 'about 100 s'],
  ['Kudu and builds are places of their own', 'sandbox', 'deployment-site', 'sandbox of its own'],
  [
    'an inspecting firewall needs its root in Kudu',
    'sandbox',
    'build',
    'WEBSITE_INSTALL_PUBLIC_CERTS_IN_KUDU',
  ],
  ['an NSG knows tags, no names', 'doc', 'docs/rules.md', 'service tag'],
  // Cloud Run with Direct VPC egress and the restricted VIP.
  ['all traffic must be chosen', 'catalog', 'cloud-run-functions', 'private ranges only'],
  ['the zone and its records', 'doc', 'docs/findings.md', '199.36.153.4'],
  ['Private Google Access on the subnet', 'doc', 'docs/deploy-gcp.md', 'Private Google Access'],
  ['builds run outside the network', 'sandbox', 'cloud-build', 'only in a private pool'],
  ['images are pulled by the platform', 'sandbox', 'cloud-run-image', 'service agent'],
  ['mounted secrets are read by the platform', 'sandbox', 'cloud-run-secrets', 'volumes'],
  // Arc gateway.
  [
    'the gateway has a name of its own',
    'catalog',
    'azure-arc-servers',
    '{gateway}.gw.arc.azure.com',
  ],
  [
    'the script’s redirect was in the older list',
    'catalog',
    'azure-arc-servers',
    'https://aka.ms/',
  ],
  [
    'a global and a regional name stay beside the gateway',
    'catalog',
    'azure-arc-servers',
    'https://{arcShort}.{arcSuffix}/',
  ],
  ['the wildcard of relays is told by an API', 'catalog', 'azure-arc-servers', '/urls/allowlist'],
  ['a storage account of machine configuration', 'catalog', 'azure-arc-servers', 'oaasguestconfig'],
  [
    'the agent’s proxy listens on the machine',
    'catalog',
    'azure-arc-servers',
    'http://localhost:40343',
  ],
  ['no device may end TLS of the gateway', 'catalog', 'azure-arc-servers', 'Proxies that end TLS'],
  ['ExpressRoute does not carry the gateway', 'catalog', 'azure-arc-servers', 'ExpressRoute'],
  [
    'a workspace of Azure Monitor stays beside it',
    'catalog',
    'azure-arc-servers',
    '{workspaceId}.',
  ],
  ['SQL reports to two names', 'catalog', 'azure-arc-servers', 'dataprocessingservice'],
  ['the log of the agent’s proxy is read', 'doc', 'docs/explain-log.md', 'arcproxy'],
  // Pulling images from a private registry.
  ['the host pulls, not the container', 'catalog', 'azure-container-registry', 'the host pulls'],
  [
    'a switch sends the pull into the network',
    'sandbox',
    'image-pull',
    'WEBSITE_PULL_IMAGE_OVER_VNET',
  ],
  ['another switch is for the app, by two names', 'sandbox', 'image-pull', 'vnetRouteAllEnabled'],
  ['integration comes first', 'catalog', 'azure-container-registry', 'must be integrated'],
  ['the endpoint may be in another subnet', 'catalog', 'azure-container-registry', 'any subnet'],
  ['the registry must be Premium', 'catalog', 'azure-container-registry', 'Premium'],
  [
    'layers come from a data endpoint',
    'catalog',
    'azure-container-registry',
    '.data.{registrySuffix}',
  ],
  ['an identity does, no admin user is needed', 'catalog', 'azure-container-registry', 'AcrPull'],
  ['no DNS setting is needed', 'catalog', 'azure-container-registry', 'WEBSITE_DNS_SERVER'],
]

/** All that a catalog says, with what its capabilities ask to look at. */
function catalogText(name: string): string {
  const catalog = CATALOGS.find((one) => one.name === name)
  if (catalog === undefined) throw new Error(`no catalog ${name}`)
  return `${showCatalog(catalog)}${JSON.stringify(catalog)}`
}

test.for(FACTS)('%s: told by the %s %s', ([, kind, where, words]) => {
  const text =
    kind === 'catalog'
      ? catalogText(where)
      : kind === 'doc'
        ? readFileSync(where, 'utf8')
        : JSON.stringify(SANDBOXES[where as keyof typeof SANDBOXES])
  expect(text).toContain(words)
})
