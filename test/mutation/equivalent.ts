import type { Mutant } from './mutants.ts'

/** Mutants that change nothing that anybody could see, and why. */
const EQUIVALENT: readonly {
  readonly file: string
  /** Part of the line, and of what was changed in it. */
  readonly text: string
  readonly what: string
  readonly why: string
}[] = [
  {
    file: 'shared/alerts/together.ts',
    text: 'rank(a.since, a.vantage) < rank(b.since, b.vantage)',
    what: '< -> <=',
    why: 'ranks end in the name of the vantage: no two are equal',
  },
  {
    file: 'shared/alerts/together.ts',
    text: 'told.find((t) => t.channel === channel)',
    what: 'find -> findLast',
    why: 'an incident holds one entry for a receiver',
  },
  {
    file: 'shared/alerts/owed.ts',
    text: 'told.find((t) => t.channel === channel)',
    what: 'find -> findLast',
    why: 'an incident holds one entry for a receiver',
  },
  {
    file: 'shared/causes/root.ts',
    text: "byId.get(result.cause ?? '')",
    what: '?? forgotten',
    why: 'the map holds neither null nor an empty id',
  },
  {
    file: 'stores/firestore/service.ts',
    text: "signal.addEventListener('abort', abort, { once: true })",
    what: 'true -> false',
    why: 'a signal is aborted once',
  },
]

/** Whether a mutant was judged to be as right as the original. */
export function isEquivalent({ file, text, what }: Mutant): boolean {
  return EQUIVALENT.some(
    (one) => one.file === file && text.includes(one.text) && what.includes(one.what),
  )
}
