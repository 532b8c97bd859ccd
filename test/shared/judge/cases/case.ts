import type { KnownNetwork } from '../../../../shared/cloud-network/at.ts'
import type { Before } from '../../../../shared/judge/before.ts'
import type { Lists } from '../../../../shared/judge/lists.ts'
import type { Evidence } from '../../../../shared/model/evidence.ts'
import type { Severity } from '../../../../shared/model/finding.ts'
import type { FindingCode } from '../../../../shared/model/finding-codes.ts'
import type { Vantage } from '../../../../shared/model/report.ts'

export interface Expected {
  readonly severity: Severity
  /** Texts that the summary, the cause or the fix must hold. */
  readonly says?: readonly string[]
  /** Texts that none of them may hold. */
  readonly never?: readonly string[]
  readonly subject?: string
}

/** Evidence of which only what is told is looked at: on both sides of a limit, say. */
export interface Near {
  readonly name: string
  readonly evidence: Evidence
}

/** Evidence that yields a finding first, or near evidence in which it must not appear. */
export interface Case extends Near {
  readonly code: FindingCode
  /** The lists of names of the last report. */
  readonly lists?: Lists
  /** What the last report says of each target. */
  readonly before?: Before
  /** What the platform says of the place. */
  readonly vantage?: Pick<Vantage, 'cloud' | 'facts'> & Partial<Pick<Vantage, 'app'>>
  /** The configuration of the network. */
  readonly network?: KnownNetwork
  /** null: the near miss. */
  readonly first: Expected | null
}

/** The first target yields this finding before all others. */
export function yields(code: FindingCode, name: string, evidence: Evidence, first: Expected): Case {
  return { code, name, evidence, first }
}

/** A near miss: the first target does not have this finding. */
export function spares(code: FindingCode, name: string, evidence: Evidence): Case {
  return { code, name: `near: ${name}`, evidence, first: null }
}
