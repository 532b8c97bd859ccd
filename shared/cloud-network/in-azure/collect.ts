import type { z } from 'zod'
import { checkedEntry } from '../problem.ts'
import { type Entry, type Row, sameId } from '../row.ts'
import { type AzureNetwork, NO_AZURE } from './model.ts'
import {
  forwardingRule,
  inboundEndpoint,
  privateEndpoint,
  recordSet,
  ruleset,
  rulesetLink,
  zone,
  zoneLink,
} from './read-dns.ts'
import { collectionGroup, firewall, firewallPolicy, ipGroup } from './read-firewall.ts'
import {
  gateway,
  networkInterface,
  routeTable,
  securityGroup,
  virtualNetwork,
} from './read-rules.ts'
import { service, site } from './read-services.ts'

const SERVICES: readonly string[] = [
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
]

/** The types of resources that are read, in lower case. */
const TYPES = {
  networks: 'microsoft.network/virtualnetworks',
  groups: 'microsoft.network/networksecuritygroups',
  tables: 'microsoft.network/routetables',
  interfaces: 'microsoft.network/networkinterfaces',
  gateways: 'microsoft.network/virtualnetworkgateways',
  zones: 'microsoft.network/privatednszones',
  links: 'microsoft.network/privatednszones/virtualnetworklinks',
  a: 'microsoft.network/privatednszones/a',
  cname: 'microsoft.network/privatednszones/cname',
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
const KNOWN: ReadonlySet<string> = new Set([...Object.values(TYPES), ...SERVICES])

/** The type of a resource in lower case; from its id where the export does not say it (subresources of `az`). */
export function typeOf(row: Row): string | null {
  if (typeof row['type'] === 'string' && row['type'].includes('/')) return row['type'].toLowerCase()
  const [, path] = /\/providers\/(.+)$/i.exec(typeof row['id'] === 'string' ? row['id'] : '') ?? []
  if (path === undefined) return null
  const [provider = '', ...parts] = path.toLowerCase().split('/')
  return [provider, ...parts.filter((_, i) => i % 2 === 0)].join('/')
}

export function isAzureType(type: string | null): boolean {
  return type !== null && KNOWN.has(type)
}

/** The model of what an export holds of Azure. Throws NetworkFileError, with the place, for an entry that is not sound. */
export function azureOf(entries: readonly Entry[]): AzureNetwork {
  const byType = Map.groupBy(entries, ({ row }) => typeOf(row) ?? '')
  const read = <T>(type: string, schema: z.ZodType<T>): T[] =>
    (byType.get(type) ?? []).map(({ row, place }) => checkedEntry(schema, row, place))
  const networks = read(TYPES.networks, virtualNetwork)
  const interfaces = read(TYPES.interfaces, networkInterface)
  return {
    ...NO_AZURE,
    networks: networks.map(({ network }) => network),
    subnets: networks.flatMap(({ subnets }) => subnets),
    securityGroups: read(TYPES.groups, securityGroup),
    groupMembers: interfaces.flatMap(({ groups }) => groups),
    routeTables: read(TYPES.tables, routeTable),
    gateways: read(TYPES.gateways, gateway),
    ...dnsOf(read),
    endpoints: read(TYPES.endpoints, privateEndpoint).map(({ endpoint, interfaces: own }) => {
      const of = interfaces.filter((nic) => own.some((id) => sameId(id, nic.id)))
      const addresses = [...endpoint.addresses, ...of.flatMap((nic) => nic.addresses)]
      return { ...endpoint, addresses: [...new Set(addresses)] }
    }),
    ...firewallsOf(read),
    sites: read(TYPES.sites, site),
    services: SERVICES.flatMap((type) => read(type, service)),
  }
}

type Read = <T>(type: string, schema: z.ZodType<T>) => T[]

function dnsOf(read: Read) {
  const links = read(TYPES.links, zoneLink)
  const records = [...read(TYPES.a, recordSet), ...read(TYPES.cname, recordSet)]
  const rules = read(TYPES.forwarding, forwardingRule)
  const rulesetLinks = read(TYPES.rulesetLinks, rulesetLink)
  return {
    zones: read(TYPES.zones, zone).map(({ id, name }) => {
      const own = records.filter((r) => sameId(r.zone, id)).map(({ record }) => record)
      return {
        id,
        name,
        links: links.filter((l) => sameId(l.zone, id)).map(({ link }) => link),
        linksRead: links.length > 0,
        records: records.length === 0 ? null : own,
      }
    }),
    inboundEndpoints: read(TYPES.inbound, inboundEndpoint),
    rulesets: read(TYPES.rulesets, ruleset).map(({ id, name }) => ({
      id,
      name,
      networks: rulesetLinks.filter((l) => sameId(l.ruleset, id)).map(({ network }) => network),
      rules: rules.filter((r) => sameId(r.ruleset, id)).map(({ rule }) => rule),
    })),
  }
}

function firewallsOf(read: Read) {
  const groups = read(TYPES.collections, collectionGroup)
  return {
    firewalls: read(TYPES.firewalls, firewall),
    policies: read(TYPES.policies, firewallPolicy).map((policy) => ({
      ...policy,
      groups:
        groups.length === 0
          ? null
          : groups.filter((g) => sameId(g.policy, policy.id)).map(({ group }) => group),
    })),
    ipGroups: read(TYPES.ipGroups, ipGroup),
  }
}
