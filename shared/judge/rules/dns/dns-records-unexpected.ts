import { canonicalRecord } from '../../../target/record-text.ts'
import { recordsText } from '../../queried.ts'
import type { Query } from '../../queries.ts'
import { countedQuery, decisiveQueries } from '../../query-trouble.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { slowPattern } from '../../slow-pattern.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName, shown } from '../../text.ts'

/**
 * The records of an answer are not those that `expect.records` names: some are missing, or others are there. The order
 * of an answer means nothing (RFC 2181, 5). Where a server answers as expected beside one that does not, it is a warning.
 */
export const dnsRecordsUnexpected: Rule = {
  code: 'dns-records-unexpected',
  judge(view) {
    const wanted = view.expect.records
    if (wanted === undefined) return null
    const slow = slowOf(view, wanted)
    if (slow !== null) return slow
    const answers = decisiveQueries(view).filter(({ seen }) => seen.failure === null)
    const unlike = answers.filter((query) => !isAsWanted(view, query, wanted))
    const [first] = unlike
    if (first === undefined) return null
    const good = view.queries.filter(
      (query) => query.seen.failure === null && isAsWanted(view, query, wanted),
    )
    return {
      ...severityOf(view, first),
      subject: view.target.host,
      summary: `${serverName(first.server)} answers ${view.target.record} of ${view.target.host} with ${recordsText(first)}, expected ${list(
        wanted.map((text) => shown(text, 40)),
        3,
      )}${differenceText(view, first, wanted)}${good[0] === undefined ? '' : `; ${serverName(good[0].server)} answers as expected`}`,
      ...(good.length > 0 && { cause: SPLIT }),
      evidence: cite(...unlike.map(({ seen }) => seen), ...good.map(({ seen }) => seen)),
    }
  },
}

const SPLIT =
  'The resolvers have the name from different zones, or one of them from a copy that is out of date'

/** What was not kept cannot be compared. */
function severityOf(view: TargetView, query: Query): Pick<Claim, 'severity'> {
  if (query.seen.omitted !== undefined) return { severity: 'inconclusive' }
  return countedQuery(view) === query ? {} : { severity: 'warn' }
}

function isAsWanted(view: TargetView, query: Query, wanted: readonly string[]): boolean {
  const { missing, besides } = difference(view, query, wanted)
  return missing.length + besides.length === 0 && query.seen.omitted === undefined
}

function slowOf(view: TargetView, wanted: readonly string[]): Claim | null {
  const { patterns } = view.sweep
  for (const { seen } of decisiveQueries(view)) {
    for (const { data: text } of seen.records) {
      const slow = wanted.find(
        (want) => isPattern(want) && patterns.fits(text, want) === 'too-slow',
      )
      if (slow !== undefined)
        return slowPattern(view, { key: 'expect.records', wanted: slow, text, request: seen })
    }
  }
  return null
}

function isPattern(text: string): boolean {
  return /^\/.+\/$/s.test(text)
}

function difference({ sweep, target }: TargetView, { seen }: Query, wanted: readonly string[]) {
  const texts = seen.records.map(({ data }) => data)
  const fits = (text: string, want: string) =>
    isPattern(want)
      ? sweep.patterns.fits(text, want) === true
      : text === canonicalRecord(target.record ?? 'TXT', want)
  return {
    missing: wanted.filter((want) => !texts.some((text) => fits(text, want))),
    besides: texts.filter((text) => !wanted.some((want) => fits(text, want))),
  }
}

function differenceText(view: TargetView, query: Query, wanted: readonly string[]): string {
  const { missing, besides } = difference(view, query, wanted)
  const lacks =
    missing.length === 0
      ? ''
      : `; missing: ${list(
          missing.map((text) => shown(text, 40)),
          2,
        )}`
  return `${lacks}${
    besides.length === 0
      ? ''
      : `; not expected: ${list(
          besides.map((text) => shown(text, 40)),
          2,
        )}`
  }`
}
