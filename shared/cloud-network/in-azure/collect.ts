import type { z } from 'zod'
import type { ReadEntry } from '../problem.ts'
import { type Entry, type Row, sameId } from '../row.ts'
import { type AzureNetwork, NO_AZURE } from './model.ts'
import {
  forwardingRule,
  inboundEndpoint,
  privateEndpoint,
  recordSet,
  ruleset,
  rulesetLink,
  soaRecord,
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
import { SERVICES, TYPES } from './types.ts'

/** The type of a resource in lower case; from its id where the export does not say it (subresources of `az`). */
export function typeOf(row: Row): string | null {
  if (typeof row['type'] === 'string' && row['type'].includes('/')) return row['type'].toLowerCase()
  const [, path] = /\/providers\/(.+)$/i.exec(typeof row['id'] === 'string' ? row['id'] : '') ?? []
  if (path === undefined) return null
  const [provider = '', ...parts] = path.toLowerCase().split('/')
  return [provider, ...parts.filter((_, i) => i % 2 === 0)].join('/')
}

/** The model of what entries hold of Azure; `readEntry` says what becomes of one that is not sound. */
export function azureOf(entries: readonly Entry[], readEntry: ReadEntry): AzureNetwork {
  const byType = Map.groupBy(entries, ({ row }) => typeOf(row) ?? '')
  const read = <T>(type: string, schema: z.ZodType<T>): T[] =>
    (byType.get(type) ?? []).flatMap((entry) => readEntry(schema, entry))
  const networks = read(TYPES.networks, virtualNetwork)
  const interfaces = read(TYPES.interfaces, networkInterface)
  return {
    ...NO_AZURE,
    networks: networks.map(({ network }) => network),
    subnets: networks.flatMap(({ subnets }) => subnets),
    securityGroups: read(TYPES.groups, securityGroup),
    groupMembers: interfaces.flatMap(({ groups }) => groups),
    interfaces: interfaces.flatMap(({ groups: _, endpoint, ...nic }) =>
      endpoint === null ? nic : [],
    ),
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
  const begun = new Set(read(TYPES.soa, soaRecord).map((id) => id.toLowerCase()))
  const recordsOf = Map.groupBy(records, (record) => record.zone.toLowerCase())
  const linksOf = Map.groupBy(links, (link) => link.zone.toLowerCase())
  const rules = read(TYPES.forwarding, forwardingRule)
  const rulesetLinks = read(TYPES.rulesetLinks, rulesetLink)
  return {
    zones: read(TYPES.zones, zone).map(({ id, name, linkCount }) => {
      const key = id.toLowerCase()
      const own = (recordsOf.get(key) ?? []).map(({ record }) => record)
      const linked = (linksOf.get(key) ?? []).map(({ link }) => link)
      return {
        id,
        name,
        links: linked,
        linksRead: linkCount === null ? links.length > 0 : linked.length >= linkCount,
        // Every zone has an SOA: where nothing of it was read, its records were not.
        records: own.length > 0 || begun.has(key) ? own : null,
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
    policies: read(TYPES.policies, firewallPolicy).map(({ groupCount, ...policy }) => {
      const own = groups.filter((g) => sameId(g.policy, policy.id)).map(({ group }) => group)
      const isWhole = groupCount === null ? groups.length > 0 : own.length >= groupCount
      return { ...policy, groups: isWhole ? own : null }
    }),
    ipGroups: read(TYPES.ipGroups, ipGroup),
  }
}
