import { causeId, explainedRoots, rootRank } from '../causes/root.ts'
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts'
import { type Report, type TargetResult, wasChecked } from '../model/report.ts'

/** What one sweep says of a target, as far as alerts care. */
export type Standing =
  | { readonly kind: 'good' }
  /** Nothing was found out that may count, either way. */
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'bad'; readonly key: string; readonly finding: Finding }

/** Targets of one sweep with the same root: one incident, however many they are. */
export interface CauseInSweep {
  readonly key: string
  readonly finding: Finding
  /** The most severe verdict among its targets. */
  readonly severity: Severity
  readonly targets: readonly string[]
}

/** A report as alerts read it. */
export interface Sweep {
  readonly report: Report
  /** End of the sweep: the time of everything derived from it. */
  readonly at: string
  readonly standings: ReadonlyMap<string, Standing>
  /** In the order in which causes are looked for. */
  readonly causes: readonly CauseInSweep[]
}

/** Of two severities, the more severe. */
export function moreSevere(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b
}

export function readSweep(report: Report, opens: readonly Severity[]): Sweep {
  const rootOf = explainedRoots(report)
  const standings = new Map(
    report.results.map((r) => [r.target.id, standingOf(r, rootOf(r), opens)]),
  )
  return { report, at: report.finishedAt, standings, causes: causesOf(standings) }
}

/**
 * The root decides. What else was found on the target stands below it
 * and opens nothing of its own. What is not known heals nothing: a path that is warming up and a sweep that was stopped
 * are no evidence for or against.
 */
function standingOf(
  result: TargetResult,
  finding: Finding | null,
  opens: readonly Severity[],
): Standing {
  const { verdict, ending } = result
  if (!wasChecked(result)) return { kind: 'unknown', why: 'it was not due in this sweep' }
  const why = verdict === 'pass' ? null : notCounted(verdict, finding, ending, opens)
  if (why !== null) return { kind: 'unknown', why }
  if (verdict === 'pass' || !opens.includes(verdict)) return { kind: 'good' }
  if (finding === null) return { kind: 'unknown', why: 'no finding says why' }
  const counted = { ...finding, severity: verdict }
  return { kind: 'bad', key: causeId(finding.code, finding.subject), finding: counted }
}

/** Why what is not known of a target counts neither way; null: it does. */
function notCounted(
  verdict: TargetResult['verdict'],
  finding: Finding | null,
  ending: TargetResult['ending'],
  opens: readonly Severity[],
): string | null {
  if (finding?.code === 'path-warming-up') return 'the path of a fresh instance is still warming up'
  if (ending === 'interrupted') return 'the sweep was stopped'
  const untold = verdict === 'inconclusive' && !opens.includes(verdict)
  return untold ? 'the sweep could not tell' : null
}

function causesOf(standings: ReadonlyMap<string, Standing>): readonly CauseInSweep[] {
  const causes = new Map<string, { finding: Finding; severity: Severity; targets: string[] }>()
  for (const [target, standing] of standings) {
    if (standing.kind !== 'bad') continue
    const { key, finding } = standing
    const cause = causes.get(key)
    if (cause === undefined) {
      causes.set(key, { finding, severity: finding.severity, targets: [target] })
    } else {
      cause.severity = moreSevere(cause.severity, finding.severity)
      cause.targets.push(target)
    }
  }
  return [...causes]
    .map(([key, cause]) => ({ key, ...cause, targets: cause.targets.sort() }))
    .sort((a, b) => rootRank(a.finding) - rootRank(b.finding) || (a.key < b.key ? -1 : 1))
}
