import type { Layer } from '../../model/configured.ts'

/** Types of resources with a switch for public access, in lower case. */
export const SERVICES: readonly string[] = [
  'microsoft.storage/storageaccounts',
  'microsoft.keyvault/vaults',
  'microsoft.containerregistry/registries',
  'microsoft.documentdb/databaseaccounts',
  'microsoft.sql/servers',
  'microsoft.appconfiguration/configurationstores',
  'microsoft.servicebus/namespaces',
  'microsoft.eventhub/namespaces',
  'microsoft.cognitiveservices/accounts',
  'microsoft.search/searchservices',
  'microsoft.dbforpostgresql/flexibleservers',
  'microsoft.dbformysql/flexibleservers',
]

/** The other types of resources that are read, in lower case. */
export const TYPES = {
  networks: 'microsoft.network/virtualnetworks',
  groups: 'microsoft.network/networksecuritygroups',
  tables: 'microsoft.network/routetables',
  interfaces: 'microsoft.network/networkinterfaces',
  gateways: 'microsoft.network/virtualnetworkgateways',
  zones: 'microsoft.network/privatednszones',
  links: 'microsoft.network/privatednszones/virtualnetworklinks',
  a: 'microsoft.network/privatednszones/a',
  cname: 'microsoft.network/privatednszones/cname',
  soa: 'microsoft.network/privatednszones/soa',
  endpoints: 'microsoft.network/privateendpoints',
  firewalls: 'microsoft.network/azurefirewalls',
  policies: 'microsoft.network/firewallpolicies',
  collections: 'microsoft.network/firewallpolicies/rulecollectiongroups',
  ipGroups: 'microsoft.network/ipgroups',
  inbound: 'microsoft.network/dnsresolvers/inboundendpoints',
  rulesets: 'microsoft.network/dnsforwardingrulesets',
  rulesetLinks: 'microsoft.network/dnsforwardingrulesets/virtualnetworklinks',
  forwarding: 'microsoft.network/dnsforwardingrulesets/forwardingrules',
  sites: 'microsoft.web/sites',
} as const

/** The part of the path that resources of a type are of. */
const LAYER_OF: Readonly<Record<keyof typeof TYPES, Layer>> = {
  networks: 'route',
  groups: 'rules',
  tables: 'route',
  interfaces: 'rules',
  gateways: 'route',
  zones: 'dns',
  links: 'dns',
  a: 'dns',
  cname: 'dns',
  soa: 'dns',
  endpoints: 'route',
  firewalls: 'firewall',
  policies: 'firewall',
  collections: 'firewall',
  ipGroups: 'firewall',
  inbound: 'dns',
  rulesets: 'dns',
  rulesetLinks: 'dns',
  forwarding: 'dns',
  sites: 'service',
}
const BY_TYPE: ReadonlyMap<string, Layer> = new Map([
  ...SERVICES.map((type) => [type, 'service'] as const),
  ...Object.entries(TYPES).map(
    ([key, type]) => [type, LAYER_OF[key as keyof typeof TYPES]] as const,
  ),
])

/** The part of the path that a resource of this type is of; null: the type is not read. */
export function layerOfType(type: string | null): Layer | null {
  return BY_TYPE.get(type ?? '') ?? null
}
