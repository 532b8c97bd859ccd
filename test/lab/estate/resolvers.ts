import { ScenarioError } from '../scenario/load.ts'
import type { World } from '../world/load.ts'
import type { Resolver } from '../world/schema.ts'
import type { NamedEstate } from './load.ts'
import type { Change } from './schema.ts'

/** The resolvers that changes bring along, by the name they get; `known` are those of the lab. */
export function changedResolvers(
  estates: readonly NamedEstate[],
  known: World['resolvers'],
): ReadonlyMap<string, Resolver> {
  return new Map(
    estates.flatMap((estate) =>
      [...estate.changes].flatMap(([name, { dns }]) => {
        if (dns === undefined || typeof dns === 'string') return []
        return [[ownName(estate.name, name), resolved(dns, known)] as const]
      }),
    ),
  )
}

/** Who answers at the address of the estate’s resolver; undefined: itself. */
export function answering(estate: NamedEstate, change: string): string | undefined {
  const dns = estate.changes.get(change)?.dns
  return dns === undefined || typeof dns === 'string' ? dns : ownName(estate.name, change)
}

function ownName(estate: string, change: string): string {
  return `of ${estate}/${change}`
}

function resolved(
  dns: Exclude<Change['dns'], string | undefined>,
  known: World['resolvers'],
): Resolver {
  if (!('like' in dns)) return dns
  const other = known.get(dns.like)
  if (other === undefined || !('zones' in other)) {
    throw new ScenarioError(`${dns.like} is no resolver with zones; see world/*resolvers.yaml`)
  }
  const linked = Object.entries(other.zones).filter(([zone]) => !dns.without.includes(zone))
  return { zones: { ...Object.fromEntries(linked), ...dns.zones } }
}
