import { quoteValue } from '../shared/document/problem.ts'
import type { Target } from '../shared/model/target.ts'
import { fitsGlob } from '../shared/target/glob.ts'
import { CallError } from './io.ts'

/** The targets that `--only` takes: the glob matches their id or name, or is one of them; without a glob all. */
export function chosen(targets: readonly Target[], glob: string | undefined): readonly Target[] {
  if (glob === undefined) return targets
  return targets.filter(({ id, name }) =>
    [id, name].some((text) => text === glob || fitsGlob(text, glob)),
  )
}

/** What to say of an `--only` that takes none of so many targets. */
export function noneChosen(glob: string, known: number): CallError {
  return new CallError(
    `--only ${quoteValue(glob)} matches none of the ${known} targets; perimeter validate lists their ids`,
  )
}
