import { addressBook } from '../../shared/address/book.ts'
import { judge, type TargetJudgement } from '../../shared/judge/judge.ts'
import type { Knowledge } from '../../shared/judge/knowledge.ts'
import type { Cause } from '../../shared/model/cause.ts'
import type { Evidence } from '../../shared/model/evidence.ts'
import type { Finding } from '../../shared/model/finding.ts'
import type { Observation } from '../../shared/model/observation.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Target } from '../../shared/model/target.ts'
import { buildReport } from '../../shared/report/build.ts'
import { evidenceOf } from '../../shared/report/evidence.ts'

/** A sweep with what was said of it: all that the laws read. */
export interface JudgedSweep {
  readonly evidence: Evidence
  readonly judgements: readonly TargetJudgement[]
  readonly book: Knowledge['book']
  readonly causes: readonly Cause[]
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
export function judgedSweep(
  evidence: Evidence,
  known: Knowledge,
  vantage: Report['vantage'] = PLACE,
): JudgedSweep {
  const judgements = judge(evidence, known)
  const of = { id: 'sweep', kind: 'cli', vantage, evidence, judgements } as const
  const { causes } = buildReport({ ...of, capabilities: [] })
  return { evidence, judgements, book: known.book, causes }
}

/** Where a sweep was made, as far as causes are told by it. */
const PLACE: Report['vantage'] = {
  ...{ name: 'here', cloud: 'other', region: null, app: null, resolvers: [], addresses: [] },
  ...{ privateRanges: [], node: '24', os: 'Linux', facts: {} },
}

/** The evidence of a report, judged by the code of today. */
export function judgedAnew(report: Report): JudgedSweep {
  const { privateRanges } = report.vantage
  const book = addressBook({ privateRanges, owners: [] })
  return judgedSweep(evidenceOf(report), { book, vantage: report.vantage }, report.vantage)
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
