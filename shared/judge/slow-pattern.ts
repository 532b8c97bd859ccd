import { MOST_TIME } from '../target/pattern.ts'
import type { Claim } from './rule.ts'
import { cite, type Seen } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { shown } from './text.ts'

/** What is said of an answer whose expected pattern had to be stopped: nothing of the answer itself. */
export function slowPattern(
  { target }: Pick<TargetView, 'target'>,
  at: {
    readonly key: string
    readonly wanted: string
    readonly text: string
    readonly request: Seen
  },
): Claim {
  return {
    severity: 'inconclusive',
    subject: target.host,
    summary: `The pattern ${shown(at.wanted, 60)} of ${at.key} was stopped after ${MOST_TIME} ms on ${at.text.length} characters, so this is not judged`,
    cause:
      'the pattern backtracks: a repetition inside a repetition, such as (\\w+\\s?)*, tries every way to divide the text',
    fix: `Write ${at.key} without nested repetitions, or as a text that must be contained`,
    evidence: cite(at.request),
  }
}
