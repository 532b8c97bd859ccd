import { causeId, explainedRoots, rootOf, rootRank } from '../causes/root.ts'
import { type Finding, SEVERITIES, type Severity, type Verdict } from '../model/finding.ts'
import type { Report, TargetResult } from '../model/report.ts'

/** A target in a group: the finding that put it there, and what else was found on it. */
export interface Member {
  readonly result: TargetResult
  readonly finding: Finding | null
  readonly also: readonly Finding[]
}

/** Targets that have one cause. */
export interface Group {
  /** In the words of the cause; null for targets without any finding. */
  readonly finding: Finding | null
  /** At least one; the most severe first. */
  readonly members: readonly [Member, ...Member[]]
}

/**
 * The causes whose most severe target has this verdict, each with all of its targets, in the order in which causes
 * are looked for: what explains more comes first; among equals, what hits more targets.
 */
export function groupsOf(
  report: Pick<Report, 'results' | 'causes'>,
  verdict: Verdict,
): readonly Group[] {
  const explainedRoot = explainedRoots(report)
  const groups = new Map<string, [Member, ...Member[]]>()
  for (const result of bySeverity(report.results)) {
    const member = memberOf(result, explainedRoot(result))
    const { finding } = member
    const key = finding === null ? result.verdict : causeId(finding.code, finding.subject)
    const members = groups.get(key)
    if (members === undefined) groups.set(key, [member])
    else members.push(member)
  }
  return [...groups.values()]
    .filter(([first]) => first.result.verdict === verdict)
    .map((members) => ({ finding: members[0].finding, members }))
    .sort(
      (a, b) => rootRank(a.finding) - rootRank(b.finding) || b.members.length - a.members.length,
    )
}

function bySeverity(results: readonly TargetResult[]): readonly TargetResult[] {
  const severity = ({ verdict }: TargetResult) => {
    const at = SEVERITIES.indexOf(verdict as Severity)
    return at < 0 ? SEVERITIES.length : at
  }
  return results.toSorted((a, b) => severity(a) - severity(b))
}

function memberOf(result: TargetResult, finding: Finding | null): Member {
  const root = rootOf(result)
  const also = result.findings.filter((f) => f !== root && f.severity !== 'info')
  return { result, finding, also }
}
