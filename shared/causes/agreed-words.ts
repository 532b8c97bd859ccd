import { FINDINGS } from '../finding/table.ts'
import type { Finding } from '../model/finding.ts'
import type { CauseWords } from './candidate.ts'
import type { Traits } from './traits.ts'

/** More than this is a list of findings, and no cause. */
const MOST = 2

/**
 * The words that the judge chose for these targets, where they agree or there are two: those know the class of the
 * address and the cloud. Null where some are only those of the table, or there are more.
 */
export function agreedWords(members: readonly Traits[]): Pick<CauseWords, 'cause' | 'fix'> | null {
  const roots = rootsOf(members)
  if (roots.some(({ code, fix }) => fix === FINDINGS[code].fix)) return null
  const causes = [...new Set(roots.map(({ cause }) => cause))]
  const fixes = [...new Set(roots.map(({ fix }) => fix))]
  if (Math.max(causes.length, fixes.length) > MOST) return null
  return { cause: causes.join('; or, for the others: '), fix: fixes.join('. For the others: ') }
}

/** The page that the findings of these targets agree on; null where they do not. */
export function agreedDocs(members: readonly Traits[]): string | null {
  const [first, ...others] = new Set(rootsOf(members).map(({ docs }) => docs))
  return others.length === 0 ? (first ?? null) : null
}

function rootsOf(members: readonly Traits[]): readonly Finding[] {
  return members.flatMap(({ root }) => root ?? [])
}
