import type { Cause } from '../model/cause.ts'
import type { Finding } from '../model/finding.ts'
import { FINDING_CODES } from '../model/finding-codes.ts'
import type { Report, TargetResult } from '../model/report.ts'

/**
 * The root of a target, the finding that its verdict rests on: the first that is as severe as the verdict. Findings
 * that are less severe may stand before it, since their order is that of explanation. Whoever asks what is wrong with
 * a target asks here. Null for a target that passes, and for one whose verdict no finding explains.
 */
export function rootOf({
  verdict,
  findings,
}: Pick<TargetResult, 'verdict' | 'findings'>): Finding | null {
  if (verdict === 'pass') return null
  return findings.find((finding) => finding.severity === verdict) ?? findings[0] ?? null
}

/**
 * Where a root stands among roots: what explains more comes first, and what no finding explains comes last. The one
 * order of causes, for reports, incidents and views.
 */
export function rootRank(root: Pick<Finding, 'code'> | null): number {
  return root === null ? FINDING_CODES.length : FINDING_CODES.indexOf(root.code)
}

/** The same cause has the same id in every sweep. */
export function causeId(code: string, subject: string): string {
  return `${code} ${subject}`
}

/**
 * The root of each target in the words of its cause. Where a cause explains several subjects, its statement stands
 * for what the target alone would say; the evidence stays the target's. A report that was stored before causes were
 * has the findings themselves.
 */
export function explainedRoots({
  causes,
}: Pick<Report, 'causes'>): (result: TargetResult) => Finding | null {
  const byId = new Map(causes.map((cause) => [cause.id, cause]))
  return (result) => {
    const root = rootOf(result)
    const cause = byId.get(result.cause ?? '')
    if (root === null || cause === undefined) return root
    // A target that depends on another has a root of its own, and the cause of the other.
    if (!isJoint(cause) && cause.id === causeId(root.code, root.subject)) return root
    const { code, subject, statement, fix, docs, object } = cause
    const { object: _, ...own } = root
    const words = { code, subject, summary: statement, cause: cause.cause, fix, docs }
    return { ...own, ...words, ...(object !== undefined && { object }) }
  }
}

/** Whether it says more than the findings of its targets. */
export function isJoint({ scope }: Pick<Cause, 'scope'>): boolean {
  return scope.some(({ dimension }) => dimension !== 'subject')
}
