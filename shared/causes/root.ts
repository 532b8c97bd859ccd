import type { Finding } from '../model/finding.ts'
import type { TargetResult } from '../model/report.ts'

/**
 * The finding that a target's verdict rests on: the first that is as severe as the verdict. Null for a target that
 * passes, and for one whose verdict no finding explains.
 */
export function rootOf({
  verdict,
  findings,
}: Pick<TargetResult, 'verdict' | 'findings'>): Finding | null {
  if (verdict === 'pass') return null
  return findings.find((finding) => finding.severity === verdict) ?? findings[0] ?? null
}
