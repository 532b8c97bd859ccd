import type { z } from 'zod'
import type { Layer } from '../../model/configured.ts'
import type { ReadEntry } from '../problem.ts'
import type { Entry, Row } from '../row.ts'
import { type GoogleNetwork, NO_GOOGLE } from './model.ts'
import {
  dnsPolicy,
  entryPoint,
  managedZone,
  recordSet,
  responsePolicy,
  responseRule,
} from './read-dns.ts'
import { effectiveFirewalls, firewall } from './read-firewalls.ts'
import { forwardingRule, network, route, router, subnetwork } from './read-vpc.ts'

/** The value of `kind` that stands for the answer with the firewalls in effect, which has none. */
const EFFECTIVE = 'effective-firewalls'
/** The kinds that are read, and the part of the path that each is of. */
const KINDS: ReadonlyMap<string, Layer> = new Map([
  ['compute#network', 'route'],
  ['compute#subnetwork', 'route'],
  ['compute#route', 'route'],
  ['compute#firewall', 'rules'],
  ['compute#router', 'nat'],
  ['compute#forwardingRule', 'endpoint'],
  ['compute#address', 'dns'],
  ['dns#managedZone', 'dns'],
  ['dns#resourceRecordSet', 'dns'],
  ['dns#policy', 'dns'],
  ['dns#responsePolicy', 'dns'],
  ['dns#responsePolicyRule', 'dns'],
  [EFFECTIVE, 'rules'],
])

/** The kind of a resource of Google Cloud; null: it is none. */
export function kindOf(row: Row): string | null {
  if (Array.isArray(row['firewallPolicys']) || Array.isArray(row['firewalls'])) return EFFECTIVE
  return typeof row['kind'] === 'string' && row['kind'].includes('#') ? row['kind'] : null
}

/** The part of the path that a resource of this kind is of; null: the kind is not read. */
export function layerOfKind(kind: string | null): Layer | null {
  return KINDS.get(kind ?? '') ?? null
}

/** The model of what entries hold of Google Cloud; `readEntry` says what becomes of one that is not sound. */
export function googleOf(entries: readonly Entry[], readEntry: ReadEntry): GoogleNetwork {
  const byKind = Map.groupBy(entries, ({ row }) => kindOf(row) ?? '')
  const read = <T>(kind: string, schema: z.ZodType<T>): T[] =>
    (byKind.get(kind) ?? []).flatMap((entry) => readEntry(schema, entry))
  const effective = read(EFFECTIVE, effectiveFirewalls)
  const firewalls = [
    ...read('compute#firewall', firewall),
    ...effective.flatMap((of) => of.firewalls),
  ]
  const routers = read('compute#router', router)
  return {
    ...NO_GOOGLE,
    networks: read('compute#network', network),
    subnets: read('compute#subnetwork', subnetwork),
    routes: read('compute#route', route),
    firewalls: [...new Map(firewalls.map((rule) => [rule.id, rule])).values()],
    policies: effective.flatMap(({ policies }) => policies),
    policiesRead: effective.length > 0,
    learning: [...new Set(routers.flatMap((of) => of.learning))],
    nats: routers.flatMap((of) => of.nats),
    natsRead: byKind.has('compute#router'),
    ...dnsOf(read),
    entryPoints: read('compute#address', entryPoint).filter((entry) => entry !== null),
    endpoints: read('compute#forwardingRule', forwardingRule).filter((rule) => rule !== null),
  }
}

function dnsOf(read: <T>(kind: string, schema: z.ZodType<T>) => T[]) {
  const records = read('dns#resourceRecordSet', recordSet)
  const recordsOf = Map.groupBy(records, ({ zone }) => zone)
  const all = read('dns#managedZone', managedZone)
  const zones = all.filter(({ isPrivate }) => isPrivate)
  const rules = read('dns#responsePolicyRule', responseRule)
  const policies = read('dns#responsePolicy', responsePolicy)
  return {
    zones: zones.map(({ zone, isOfDirectory }) => {
      const names = [...new Set([zone.id, zone.name])]
      const named = names.flatMap((name) => recordsOf.get(name) ?? [])
      const fitting = (recordsOf.get(null) ?? []).filter(({ name }) => belongs(name, zone.domain))
      // Of several zones that may hold them, nothing says whose they are.
      const isOnly = all.every(
        (one) => one.zone.id === zone.id || !belongs(one.zone.domain, zone.domain),
      )
      const own = isOnly || fitting.length === 0 ? [...named, ...fitting] : []
      // Every zone has an SOA and NS: where nothing of it was read, its records were not.
      const isRead = own.length > 0 && !isOfDirectory
      return { ...zone, records: isRead ? own.flatMap(({ record }) => record ?? []) : null }
    }),
    dnsPolicies: read('dns#policy', dnsPolicy),
    responsePolicies: policies.map((policy) => ({
      ...policy,
      rules: rules
        .filter(({ policy: of }) =>
          of === null ? policies.length === 1 : [policy.id, policy.name].includes(of),
        )
        .map(({ rule }) => rule),
    })),
  }
}

function belongs(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`)
}
