import { addressBook } from '../../shared/address/book.ts'
import { judge, type Knowledge, type TargetJudgement } from '../../shared/judge/judge.ts'
import type { Evidence } from '../../shared/model/evidence.ts'
import type { Finding } from '../../shared/model/finding.ts'
import type { Observation } from '../../shared/model/observation.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Target } from '../../shared/model/target.ts'
import { evidenceOf } from '../../shared/report/evidence.ts'

/** A sweep with what was said of it: all that the laws read. */
export interface JudgedSweep {
  readonly evidence: Evidence
  readonly judgements: readonly TargetJudgement[]
  readonly book: Knowledge['book']
}

/** One thing that was said, with where it was said. */
export interface Said {
  readonly target: Target
  readonly finding: Finding
  /** The observations that the finding cites. */
  readonly cited: readonly Observation[]
  /** Summary, cause and fix. */
  readonly sentences: readonly string[]
}

/** A sweep judged by the code of today. */
export function judgedSweep(evidence: Evidence, known: Knowledge): JudgedSweep {
  return { evidence, judgements: judge(evidence, known), book: known.book }
}

/** The evidence of a report, judged by the code of today. */
export function judgedAnew(report: Report): JudgedSweep {
  const { privateRanges } = report.vantage
  const book = addressBook({ privateRanges, owners: [] })
  return judgedSweep(evidenceOf(report), { book, vantage: report.vantage })
}

/** Everything that was said in a sweep. */
export function allSaid({ evidence, judgements }: JudgedSweep): readonly Said[] {
  return evidence.targets.flatMap(({ target, observations }, at) =>
    (judgements[at]?.findings ?? []).map((finding) => ({
      target,
      finding,
      cited: finding.evidence.flatMap((index) => observations[index] ?? []),
      sentences: [finding.summary, finding.cause, finding.fix],
    })),
  )
}

/** Every observation of a sweep, with the target that it was made for. */
export function allSeen({ evidence }: JudgedSweep) {
  return evidence.targets.flatMap(({ target, observations }) =>
    observations.map((o) => ({ target, o })),
  )
}
