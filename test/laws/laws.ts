import type { JudgedSweep } from './judged-sweep.ts'
import type { Law, Violation } from './law.ts'
import { bareStatus } from './rules/bare-status.ts'
import { causeScope } from './rules/cause-scope.ts'
import { causeSubject } from './rules/cause-subject.ts'
import { certificateNames } from './rules/certificate-names.ts'
import { constantFailure } from './rules/constant-failure.ts'
import { constantHello } from './rules/constant-hello.ts'
import { contrast } from './rules/contrast.ts'
import { counts } from './rules/counts.ts'
import { emptyPass } from './rules/empty-pass.ts'
import { excludedRemedy } from './rules/excluded-remedy.ts'
import { inspectedPass, publicRoot } from './rules/inspection.ts'
import { noReply } from './rules/no-reply.ts'
import { nothingAnswered } from './rules/nothing-answered.ts'
import { unknownIssuer } from './rules/unknown-issuer.ts'
import { unprovenPass } from './rules/unproven-pass.ts'

/** The laws on reports, by name. */
export const LAWS = {
  'unproven-pass': unprovenPass,
  'empty-pass': emptyPass,
  'constant-failure': constantFailure,
  'constant-hello': constantHello,
  'no-reply': noReply,
  'nothing-answered': nothingAnswered,
  'unknown-issuer': unknownIssuer,
  'public-root': publicRoot,
  'inspected-pass': inspectedPass,
  'certificate-names': certificateNames,
  contrast,
  'excluded-remedy': excludedRemedy,
  counts,
  'bare-status': bareStatus,
  'cause-scope': causeScope,
  'cause-subject': causeSubject,
} as const satisfies Record<string, Law>

export type LawName = keyof typeof LAWS

/** What in a judged sweep breaks one of the laws; none when every sentence stands. */
export function violations(
  sweep: JudgedSweep,
  laws: readonly LawName[] = Object.keys(LAWS) as LawName[],
): readonly Violation[] {
  return laws.flatMap((law) => LAWS[law](sweep).map((violation) => ({ law, ...violation })))
}
