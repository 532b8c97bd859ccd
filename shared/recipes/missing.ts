import { FINDINGS } from '../finding/table.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import type { Report, TargetResult } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { type Need, parentId, type Wanted } from './need.ts'

/** What a report found missing. */
export interface Missing {
  readonly wanted: readonly Wanted[]
  /** Targets that fail for a cause that no rule mends, and its code. */
  readonly other: readonly { readonly target: string; readonly code: FindingCode }[]
  /** Ids of failing targets that the configuration no longer has. */
  readonly gone: readonly string[]
}

/** Sorts the failing targets of a report by what would mend them. The first finding that a rule mends decides: it is the root. */
export function missingOf(report: Report, targets: readonly Target[]): Missing {
  const planned = new Map(targets.map((target) => [target.id, target]))
  const found = report.results.flatMap((result) => {
    const cause = causeOf(result)
    return cause === null ? [] : [{ result, ...cause, target: targetOf(result, planned) }]
  })
  return {
    wanted: found.flatMap(({ target, wants }) =>
      target === null || wants === null ? [] : [{ target, wants }],
    ),
    other: found.flatMap(({ target, wants, code }) =>
      target === null || wants !== null ? [] : [{ target: target.id, code }],
    ),
    gone: found.flatMap(({ target, result }) => (target === null ? [result.target.id] : [])),
  }
}

function causeOf(result: TargetResult): { code: FindingCode; wants: Need['wants'] | null } | null {
  if (result.verdict === 'pass') return null
  const serious = result.findings.filter(({ severity }) => severity !== 'info')
  for (const { code } of serious) {
    const { traits } = FINDINGS[code]
    if (traits.includes('fixed-by-firewall')) {
      return { code, wants: { reach: true, resolve: false } }
    }
    if (traits.includes('fixed-by-zone') && isLed(result)) {
      return { code, wants: { reach: false, resolve: true } }
    }
  }
  const [first] = serious
  return first === undefined ? null : { code: first.code, wants: null }
}

/** Whether the name must lead to a place of the network’s own making, to which a zone can lead it. */
function isLed({ target }: TargetResult): boolean {
  return target.expect.resolution !== 'any' && target.expect.resolution !== 'public'
}

/** The planned target; for one that another discovered in its answer, the other with the name found. */
function targetOf(
  { target: { id, name, url, expect } }: TargetResult,
  planned: ReadonlyMap<string, Target>,
): Target | null {
  const own = planned.get(id)
  if (own !== undefined) return own
  const from = planned.get(parentId(id))
  const { endpoint } = parseTargetUrl(url)
  if (from === undefined || endpoint === null) return null
  return { ...from, ...endpoint, id, name, expect }
}
