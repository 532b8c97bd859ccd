import { once } from '../address/remembered.ts'
import { privateLinkZone } from '../zone/private-names.ts'
import type { BareView } from './bare-view.ts'
import { answersA, type WireAnswer } from './names.ts'

/** By zone: the hosts that a server answered with addresses and put into that zone. */
export function servedBy(views: readonly BareView[]): ReadonlyMap<string, readonly string[]> {
  const served = new Map<string, Set<string>>()
  for (const { names, target } of views) {
    if (names.application.length === 0) continue
    for (const { facts } of names.authority) {
      if (facts?.soa == null || facts.name !== target.host) continue
      const hosts = served.get(facts.soa.zone) ?? new Set()
      served.set(facts.soa.zone, hosts.add(target.host))
    }
  }
  return new Map([...served].map(([zone, hosts]) => [zone, [...hosts]]))
}

/** By host: the answers with private addresses only, whichever target asked for them. */
export function privateAnswers(
  views: readonly BareView[],
): ReadonlyMap<string, readonly WireAnswer[]> {
  const found = views.flatMap((view) => answersA(view.names.wire).filter((w) => isPrivate(view, w)))
  return Map.groupBy(found, ({ seen }) => seen.name)
}

function isPrivate(view: BareView, { seen: { addresses } }: WireAnswer): boolean {
  return addresses.length > 0 && addresses.every((a) => view.classify(a).isPrivate)
}

/**
 * By private link zone: the private answers of a sweep that lead into it, found out where one is not used. Clusters are
 * left out: each may have a zone of its own below the one of its region, so that one of them says nothing of the next
 * (https://learn.microsoft.com/azure/aks/private-clusters).
 */
export const byZone = once((answers: ReturnType<typeof privateAnswers>) => {
  const zones = new Map<string, WireAnswer[]>()
  for (const answer of [...answers.values()].flat()) {
    for (const zone of zonesLedInto(answer)) {
      const of = zones.get(zone) ?? []
      zones.set(zone, of)
      of.push(answer)
    }
  }
  return zones as ReadonlyMap<string, readonly WireAnswer[]>
})

function zonesLedInto({ seen, facts }: WireAnswer): readonly string[] {
  const names = [seen.name, ...(facts?.chain ?? []).map(({ target }) => target)]
  const zones = names.flatMap((name) => privateLinkZone(name) ?? [])
  return [...new Set(zones)].filter((zone) => !OF_CLUSTERS.test(zone))
}

const OF_CLUSTERS = /\.azmk8s\.(io|us)$|\.cx\.prod\.service\.azk8s\.cn$/
