import type { Finding, Verdict } from '../model/finding.ts'
import { FINDING_CODES } from '../model/finding-codes.ts'
import type { TargetResult } from '../model/report.ts'

/** A target in a group: the finding that put it there, and what else is the matter with it. */
export interface Member {
  readonly result: TargetResult
  readonly finding: Finding | null
  readonly also: readonly Finding[]
}

/** Targets that have one cause: the same finding about the same subject. */
export interface Group {
  /** The finding of the first member; null for targets without any finding. */
  readonly finding: Finding | null
  /** At least one. */
  readonly members: readonly [Member, ...Member[]]
}

/**
 * The targets of one verdict by common cause, in the order in which causes are looked for: what explains more
 * comes first; among equals, the group with more targets.
 */
export function groupsOf(results: readonly TargetResult[], verdict: Verdict): readonly Group[] {
  const groups = new Map<string, [Member, ...Member[]]>()
  for (const result of results) {
    if (result.verdict !== verdict) continue
    const member = memberOf(result)
    const key = member.finding === null ? '' : `${member.finding.code} ${member.finding.subject}`
    const members = groups.get(key)
    if (members === undefined) groups.set(key, [member])
    else members.push(member)
  }
  return [...groups.values()]
    .map((members) => ({ finding: members[0].finding, members }))
    .sort((a, b) => rank(a) - rank(b) || b.members.length - a.members.length)
}

/** The root is the first finding as grave as the verdict; a warning before a failure does not explain it. */
function memberOf(result: TargetResult): Member {
  const { findings, verdict } = result
  const finding = findings.find((f) => f.severity === verdict) ?? findings[0] ?? null
  const also = findings.filter((f) => f !== finding && f.severity !== 'info')
  return { result, finding, also }
}

function rank(group: Group): number {
  return group.finding === null ? FINDING_CODES.length : FINDING_CODES.indexOf(group.finding.code)
}
