import { rootRank } from '../../causes/root.ts'
import type { Finding, Verdict } from '../../model/finding.ts'
import { groupsOf, type Member } from '../../view/groups.ts'
import type { Reporting } from '../side-by-side.ts'
import type { AtVantage } from './overview.ts'

/** Targets that have one cause, at whatever vantages. */
export interface Cause {
  readonly verdict: Verdict
  /** Null: no finding explains these targets. */
  readonly finding: Finding | null
  /** At least one vantage with at least one target. */
  readonly at: readonly (AtVantage & { readonly members: readonly Member[] })[]
  /** Different targets. */
  readonly targets: ReadonlyMap<string, Member>
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
      if (cause === undefined) causes.set(key, [{ vantage: name, silent, members }])
      else cause.push({ vantage: name, silent, members })
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
    targets: new Map(members.map((member) => [member.result.target.id, member])),
  }
}

function isOld({ at }: Cause): boolean {
  return at.every((place) => place.silent)
}
