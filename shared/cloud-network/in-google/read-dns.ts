import { z } from 'zod'
import { listOf, maybe, texts } from '../row.ts'
import { maybePath, named, path } from './read-vpc.ts'

const domain = z.string().transform((name) => name.toLowerCase().replace(/\.$/, ''))
const networks = listOf(z.object({ networkUrl: path })).transform((list) =>
  list.map(({ networkUrl }) => networkUrl),
)
const servers = listOf(
  z.object({ ipv4Address: maybe, ipv6Address: maybe, domainName: maybe }),
).transform((list) => list.flatMap((s) => s.ipv4Address ?? s.ipv6Address ?? s.domainName ?? []))

/** Source: https://docs.cloud.google.com/dns/docs/reference/rest/v1/managedZones */
export const managedZone = z
  .object({
    name: z.string(),
    selfLink: maybe,
    dnsName: domain,
    visibility: maybe,
    privateVisibilityConfig: z.object({ networks }).nullish(),
    forwardingConfig: z.object({ targetNameServers: servers }).nullish(),
    peeringConfig: z.object({ targetNetwork: z.object({ networkUrl: path }) }).nullish(),
    serviceDirectoryConfig: z.object({}).nullish(),
  })
  .transform((m) => ({
    isPrivate: m.visibility === 'private',
    // Its names are those of Service Directory: the list of its records has an SOA and NS alone.
    isOfDirectory: m.serviceDirectoryConfig != null,
    zone: {
      id: m.selfLink ?? m.name,
      name: m.name,
      domain: m.dnsName,
      networks: m.privateVisibilityConfig?.networks ?? [],
      forwardTo: m.forwardingConfig?.targetNameServers ?? [],
      peer: m.peeringConfig?.targetNetwork.networkUrl ?? null,
    },
  }))

/** A record set; `managedZone` where whoever exported it says the zone, by its path or its name. */
export const recordSet = z
  .object({ name: domain, type: z.string(), rrdatas: texts, managedZone: maybe })
  .transform((r) => ({
    zone: r.managedZone,
    name: r.name,
    record:
      r.type === 'A' || r.type === 'CNAME'
        ? {
            name: r.name,
            type: r.type as 'A' | 'CNAME',
            values: r.rrdatas.map((value) => value.toLowerCase().replace(/\.$/, '')),
          }
        : null,
  }))

/** Source: https://docs.cloud.google.com/dns/docs/reference/rest/v1/policies */
export const dnsPolicy = z
  .object({
    name: z.string(),
    id: z.union([z.string(), z.number()]).nullish(),
    networks,
    alternativeNameServerConfig: z.object({ targetNameServers: servers }).nullish(),
  })
  .transform((p) => ({
    id: String(p.id ?? p.name),
    name: p.name,
    networks: p.networks,
    servers: p.alternativeNameServerConfig?.targetNameServers ?? [],
  }))

/** Source: https://docs.cloud.google.com/dns/docs/reference/rest/v1/responsePolicies */
export const responsePolicy = z
  .object({
    responsePolicyName: z.string(),
    selfLink: maybe,
    id: z.union([z.string(), z.number()]).nullish(),
    networks,
  })
  .transform((p) => ({
    id: p.selfLink ?? String(p.id ?? p.responsePolicyName),
    name: p.responsePolicyName,
    networks: p.networks,
  }))

export const responseRule = z
  .object({
    ruleName: z.string(),
    dnsName: domain,
    behavior: maybe,
    responsePolicy: maybe,
    localData: z
      .object({ localDatas: listOf(z.object({ type: z.string(), rrdatas: texts })) })
      .nullish(),
  })
  .transform((r) => {
    const data = r.localData?.localDatas ?? []
    const of = (type: string) => data.filter((d) => d.type === type).flatMap((d) => d.rrdatas)
    return {
      policy: r.responsePolicy,
      rule: {
        name: r.ruleName,
        domain: r.dnsName,
        bypass: r.behavior?.toLowerCase() === 'bypassresponsepolicy',
        values: of('A'),
        alias: of('CNAME')[0]?.toLowerCase().replace(/\.$/, '') ?? null,
      },
    }
  })

/**
 * Where an inbound policy lets Cloud DNS be asked, among the addresses that are reserved; null: an address for something
 * else. Source: https://docs.cloud.google.com/dns/docs/policies (list inbound forwarder entry points)
 */
export const entryPoint = z
  .object({ ...named, address: z.string(), purpose: maybe, subnetwork: maybePath })
  .transform((a) =>
    a.purpose === 'DNS_RESOLVER' && a.subnetwork !== null
      ? { id: a.selfLink, name: a.name, address: a.address, subnet: a.subnetwork }
      : null,
  )
