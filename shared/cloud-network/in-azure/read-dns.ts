import { z } from 'zod'
import { lastOf, listOf, maybe, parentOf, reference, texts } from '../row.ts'

const named = { id: z.string(), name: z.string() }

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones */
export const zone = z
  .object({ ...named, numberOfVirtualNetworkLinks: z.int().nullish() })
  .transform(({ id, name, numberOfVirtualNetworkLinks: links }) => ({
    id,
    name: name.toLowerCase(),
    linkCount: links ?? null,
  }))

/** Source: https://learn.microsoft.com/azure/dns/private-dns-fallback (resolutionPolicy) */
export const zoneLink = z
  .object({
    id: z.string(),
    name: z.string(),
    virtualNetwork: z.object({ id: z.string() }),
    registrationEnabled: z.boolean().nullish(),
    resolutionPolicy: maybe,
  })
  .transform((l) => ({
    zone: parentOf(l.id),
    link: {
      name: lastOf(l.name),
      network: l.virtualNetwork.id,
      fallback: l.resolutionPolicy === 'NxDomainRedirect',
      registers: l.registrationEnabled === true,
    },
  }))

/** One record set of the types A and CNAME; its id says the zone. */
export const recordSet = z
  .object({
    id: z.string(),
    name: z.string(),
    aRecords: listOf(z.object({ ipv4Address: z.string() })),
    cnameRecord: z.object({ cname: z.string() }).nullish(),
  })
  .transform(({ id, name, aRecords, cnameRecord }) => ({
    zone: parentOf(id),
    record: cnameRecord
      ? {
          name: lastOf(name).toLowerCase(),
          type: 'CNAME' as const,
          values: [bare(cnameRecord.cname)],
        }
      : {
          name: lastOf(name).toLowerCase(),
          type: 'A' as const,
          values: aRecords.map(({ ipv4Address }) => ipv4Address),
        },
  }))

/** The record that every zone has: the id of its zone. */
export const soaRecord = z.object({ id: z.string() }).transform(({ id }) => parentOf(id))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/dnsresolvers/inboundendpoints */
export const inboundEndpoint = z
  .object({
    ...named,
    ipConfigurations: listOf(z.object({ privateIpAddress: maybe, subnet: reference })),
  })
  .transform(({ id, name, ipConfigurations }) => ({
    id,
    name: lastOf(name),
    network: parentOf(ipConfigurations.find(({ subnet }) => subnet !== null)?.subnet ?? ''),
    addresses: ipConfigurations.flatMap(({ privateIpAddress }) => privateIpAddress ?? []),
  }))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/dnsforwardingrulesets */
export const ruleset = z.object(named)
export const rulesetLink = z
  .object({ id: z.string(), virtualNetwork: z.object({ id: z.string() }) })
  .transform(({ id, virtualNetwork }) => ({ ruleset: parentOf(id), network: virtualNetwork.id }))
export const forwardingRule = z
  .object({
    ...named,
    domainName: z.string(),
    forwardingRuleState: maybe,
    targetDnsServers: listOf(z.object({ ipAddress: z.string() })),
  })
  .transform((r) => ({
    ruleset: parentOf(r.id),
    rule: {
      name: lastOf(r.name),
      domain: bare(r.domainName),
      enabled: r.forwardingRuleState !== 'Disabled',
      servers: r.targetDnsServers.map(({ ipAddress }) => ipAddress),
    },
  }))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints */
const connection = z.object({
  privateLinkServiceId: maybe,
  groupIds: texts,
  privateLinkServiceConnectionState: z.object({ status: z.string() }).nullish(),
})
export const privateEndpoint = z
  .object({
    ...named,
    subnet: z.object({ id: z.string() }),
    customDnsConfigs: listOf(z.object({ fqdn: maybe, ipAddresses: texts })),
    networkInterfaces: listOf(z.object({ id: z.string() })),
    ipConfigurations: listOf(z.object({ privateIPAddress: maybe })),
    privateLinkServiceConnections: listOf(connection),
    manualPrivateLinkServiceConnections: listOf(connection),
  })
  .transform((e) => {
    const all = [...e.privateLinkServiceConnections, ...e.manualPrivateLinkServiceConnections]
    const fixed = e.ipConfigurations.flatMap(({ privateIPAddress }) => privateIPAddress ?? [])
    const told = e.customDnsConfigs.flatMap(({ ipAddresses }) => ipAddresses)
    return {
      interfaces: e.networkInterfaces.map(({ id }) => id),
      endpoint: {
        id: e.id,
        name: e.name,
        subnet: e.subnet.id,
        addresses: [...new Set([...told, ...fixed])],
        fqdns: e.customDnsConfigs.flatMap(({ fqdn }) => fqdn ?? []),
        state: all[0]?.privateLinkServiceConnectionState?.status ?? 'Unknown',
        service: all[0]?.privateLinkServiceId ?? null,
        groups: all.flatMap(({ groupIds }) => groupIds),
      },
    }
  })

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}
