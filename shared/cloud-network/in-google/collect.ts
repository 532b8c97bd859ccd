import type { z } from 'zod'
import { checkedEntry } from '../problem.ts'
import type { Entry, Row } from '../row.ts'
import { type GoogleNetwork, NO_GOOGLE } from './model.ts'
import { dnsPolicy, managedZone, recordSet, responsePolicy, responseRule } from './read-dns.ts'
import { effectiveFirewalls, firewall } from './read-firewalls.ts'
import { forwardingRule, network, route, router, subnetwork } from './read-vpc.ts'

/** The value of `kind` that stands for the answer with the firewalls in effect, which has none. */
const EFFECTIVE = 'effective-firewalls'
const KINDS: ReadonlySet<string> = new Set([
  'compute#network',
  'compute#subnetwork',
  'compute#route',
  'compute#firewall',
  'compute#router',
  'compute#forwardingRule',
  'dns#managedZone',
  'dns#resourceRecordSet',
  'dns#policy',
  'dns#responsePolicy',
  'dns#responsePolicyRule',
  EFFECTIVE,
])

/** The kind of a resource of Google Cloud; null: it is none. */
export function kindOf(row: Row): string | null {
  if (Array.isArray(row['firewallPolicys']) || Array.isArray(row['firewalls'])) return EFFECTIVE
  return typeof row['kind'] === 'string' && row['kind'].includes('#') ? row['kind'] : null
}

export function isGoogleKind(kind: string | null): boolean {
  return kind !== null && KINDS.has(kind)
}

/** The model of what an export holds of Google Cloud. Throws NetworkFileError, with the place. */
export function googleOf(entries: readonly Entry[]): GoogleNetwork {
  const byKind = Map.groupBy(entries, ({ row }) => kindOf(row) ?? '')
  const read = <T>(kind: string, schema: z.ZodType<T>): T[] =>
    (byKind.get(kind) ?? []).map(({ row, place }) => checkedEntry(schema, row, place))
  const effective = read(EFFECTIVE, effectiveFirewalls)
  const firewalls = [
    ...read('compute#firewall', firewall),
    ...effective.flatMap((of) => of.firewalls),
  ]
  return {
    ...NO_GOOGLE,
    networks: read('compute#network', network),
    subnets: read('compute#subnetwork', subnetwork),
    routes: read('compute#route', route),
    firewalls: [...new Map(firewalls.map((rule) => [rule.id, rule])).values()],
    policies: effective.flatMap(({ policies }) => policies),
    policiesRead: effective.length > 0,
    nats: read('compute#router', router).flat(),
    natsRead: byKind.has('compute#router'),
    ...dnsOf(read),
    endpoints: read('compute#forwardingRule', forwardingRule).filter((rule) => rule !== null),
  }
}

function dnsOf(read: <T>(kind: string, schema: z.ZodType<T>) => T[]) {
  const records = read('dns#resourceRecordSet', recordSet)
  const zones = read('dns#managedZone', managedZone).filter(({ isPrivate }) => isPrivate)
  const rules = read('dns#responsePolicyRule', responseRule)
  const policies = read('dns#responsePolicy', responsePolicy)
  return {
    zones: zones.map(({ zone }) => {
      const own = records.filter(({ zone: of, record }) =>
        of === null ? belongs(record?.name ?? '', zone.domain) : of === zone.name,
      )
      return {
        ...zone,
        records: records.length === 0 ? null : own.flatMap(({ record }) => record ?? []),
      }
    }),
    dnsPolicies: read('dns#policy', dnsPolicy),
    responsePolicies: policies.map((policy) => ({
      ...policy,
      rules: rules
        .filter(({ policy: of }) => (of === null ? policies.length === 1 : of === policy.name))
        .map(({ rule }) => rule),
    })),
  }
}

function belongs(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`)
}
