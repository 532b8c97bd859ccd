import type { Statement } from '../model/claim.ts'
import type { Severity } from '../model/finding.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import type { NetworkObject } from '../model/network-object.ts'
import type { TargetView } from './target-view.ts'

/** What a rule concludes. What is omitted is taken from the table of findings. */
export interface Claim {
  readonly severity?: Severity
  /** What is at fault: claims with one code and one subject have one cause, across targets. */
  readonly subject: string
  /** One sentence that names the concrete thing. */
  readonly summary: string
  readonly cause?: string
  readonly fix?: string
  /** A page that documents the condition, where the one of the table is about another cloud. */
  readonly docs?: string
  /** Indexes of the target’s observations. */
  readonly evidence: readonly number[]
  /** What the sentences say, in a form that can be checked against the evidence. */
  readonly claims?: readonly Statement[]
  /** What in the configuration of the network it is about. */
  readonly object?: NetworkObject
}

/** One rule: one code, and when it is claimed. Pure; null when the observations do not lead to it. */
export interface Rule {
  readonly code: FindingCode
  /** Whether it tells of steps that failed and of nothing else: where none did (`hasTrouble`) it is not asked. */
  readonly ofFailures?: true
  judge(view: TargetView): Claim | null
}
