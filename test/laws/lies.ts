import type { Cause } from '../../shared/model/cause.ts'
import type { Evidence } from '../../shared/model/evidence.ts'
import type { Finding, Verdict } from '../../shared/model/finding.ts'
import { BOOK } from '../shared/judge/evidence.ts'
import type { JudgedSweep } from './judged-sweep.ts'

/** The target that lies are told of, and its address. */
export const URL = 'https://app.example'
export const A = '20.2.2.2'

/** A finding as a rule that lies would make it. */
export function lie(over: Partial<Finding>): Finding {
  const { code = 'tcp-dropped', evidence = [], claims, ...rest } = over
  const texts = { subject: A, summary: 'Said without looking', cause: 'A rule', fix: 'Look at it' }
  const docs = 'https://www.rfc-editor.org/rfc/rfc9293'
  return { ...texts, severity: 'fail', docs, ...rest, code, evidence, ...(claims && { claims }) }
}

/** A cause of the first target as a rule that lies would tell it. */
export function falseCause(scope: Cause['scope'], over: Partial<Cause> = {}): Cause {
  const texts = { statement: 'All of it fails', cause: 'A rule', fix: 'Look at it' }
  const docs = 'https://www.rfc-editor.org/rfc/rfc9293'
  return {
    ...{ id: 'tcp-dropped it', code: 'tcp-dropped', subject: 'it', severity: 'fail', ...texts },
    ...{ scope, targets: [URL], capabilities: [], docs },
    contrast: { failing: 1, passing: 0, examples: [] },
    ...over,
  }
}

/** A sweep of which one thing is said, of its first target. */
export function saying(
  evidence: Evidence,
  said: Finding | null,
  verdict: Verdict = 'fail',
  causes: readonly Cause[] = [],
): JudgedSweep {
  const silence = { verdict: 'pass' as const, findings: [] }
  const judgements = evidence.targets.map(() => silence)
  const first = { verdict, findings: said === null ? [] : [said] }
  return { evidence, judgements: [first, ...judgements.slice(1)], book: BOOK, causes }
}
