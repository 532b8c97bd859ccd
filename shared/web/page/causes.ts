import { rootRank } from '../../causes/root.ts'
import type { Finding, Verdict } from '../../model/finding.ts'
import type { CapabilityResult, Report } from '../../model/report.ts'
import { groupsOf, type Member } from '../../view/groups.ts'
import type { Reporting } from '../side-by-side.ts'
import type { AtVantage } from './overview.ts'

/** Targets that have one cause, at whatever vantages. */
export interface Cause {
  readonly verdict: Verdict
  /** Null: no finding explains these targets. */
  readonly finding: Finding | null
  /** At least one vantage with at least one target. */
  readonly at: readonly (AtVantage & {
    readonly members: readonly Member[]
    /** The capabilities that do not work for them. */
    readonly blocked: readonly CapabilityResult[]
  })[]
  /** Different targets. */
  readonly targets: ReadonlyMap<string, Member>
  /** The capabilities that do not work for it, at whatever vantage, by their ids. */
  readonly capabilities: ReadonlyMap<string, CapabilityResult>
}

/**
 * The causes behind one verdict: what explains more comes first, then what hits more targets. What only silent
 * vantages have seen comes last, since it may be over.
 */
export function causesOf(vantages: readonly Reporting[], verdict: Verdict): readonly Cause[] {
  const causes = new Map<string, Cause['at'][number][]>()
  for (const { name, silent, latest } of vantages) {
    for (const { finding, members } of groupsOf(latest, verdict)) {
      const key = JSON.stringify([finding?.code, finding?.subject])
      const cause = causes.get(key)
      const place = { vantage: name, silent, members, blocked: blockedBy(members, latest) }
      if (cause === undefined) causes.set(key, [place])
      else cause.push(place)
    }
  }
  return [...causes.values()]
    .map((at) => causeOf(verdict, at))
    .sort(
      (a, b) =>
        Number(isOld(a)) - Number(isOld(b)) ||
        rootRank(a.finding) - rootRank(b.finding) ||
        b.targets.size - a.targets.size,
    )
}

function causeOf(verdict: Verdict, at: Cause['at']): Cause {
  const members = at.flatMap((place) => place.members)
  return {
    verdict,
    finding: members[0]?.finding ?? null,
    at,
    capabilities: new Map(at.flatMap(({ blocked }) => blocked.map((c) => [c.id, c] as const))),
    targets: new Map(members.map((member) => [member.result.target.id, member])),
  }
}

function blockedBy(members: readonly Member[], { capabilities }: Report) {
  const ids = new Set(members.map(({ result }) => result.target.id))
  return capabilities.filter((c) => c.blockedBy.some((id) => ids.has(id)))
}

/** Whether only vantages that fell silent have seen it: it may be over. */
export function isOld({ at }: Cause): boolean {
  return at.every((place) => place.silent)
}
