import type { NameTrouble } from './name-trouble.ts'
import type { Query } from './queries.ts'
import { countedQuery, decisiveQueries, queryTrouble, troubleOf } from './query-trouble.ts'
import type { Claim } from './rule.ts'
import { cite } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { list, serverName, shown, words } from './text.ts'

/**
 * What is wrong with the answer to a question for records, for the rule of one trouble; null for any other trouble and
 * any other target. `among` leaves out servers of which another rule tells. A server in trouble beside one that answers is a warning: whoever asks it first waits, or fails.
 */
export function queried(
  view: TargetView,
  trouble: NameTrouble,
  among: (query: Query) => boolean = () => true,
): Claim | null {
  const inTrouble = decisiveQueries(view).filter((query) => troubleOf(query) === trouble)
  const asked = inTrouble.filter(among)
  if (asked.length === 0) return null
  const isOwn = queryTrouble(view) === trouble
  if (!isOwn && countedQuery(view)?.seen.failure !== null) return null
  const { subject, summary } = SAID[trouble](view, asked)
  return {
    ...(isOwn ? {} : { severity: 'warn' as const }),
    subject,
    summary: `${summary}${isOwn ? '' : '; another resolver answers'}${contrast(view, asked)}`,
    ...causesOf(view, trouble),
    evidence: cite(...asked.map(({ seen }) => seen), ...giving(view).map(({ seen }) => seen)),
  }
}

/** Who was asked, in words: `10.0.0.4 and 10.0.0.5`. */
export function serversOf(asked: readonly Query[]): string {
  return list(asked.map(({ server }) => serverName(server)))
}

/** The records of an answer, in words. */
export function recordsText({ seen }: Query): string {
  const more = seen.omitted === undefined ? [] : [`${seen.omitted} that were not kept`]
  return list([...seen.records.map(({ data }) => shown(data, 40)), ...more], 3)
}

function giving(view: TargetView): readonly Query[] {
  return view.queries.filter(({ seen }) => seen.failure === null)
}

/** What other servers say, where they know more. */
function contrast(view: TargetView, asked: readonly Query[]): string {
  const [other] = giving(view).filter((query) => !asked.includes(query))
  return other === undefined ? '' : `; ${serverName(other.server)} answers ${recordsText(other)}`
}

type Words = (view: TargetView, asked: readonly Query[]) => Pick<Claim, 'subject' | 'summary'>

const byServer = (say: (who: string, what: string, how: string) => string): Words => {
  return ({ target }, asked) => ({
    subject: asked.map(({ server }) => server).join(', '),
    summary: say(
      serversOf(asked),
      `the ${target.record} records of ${target.host}`,
      words(asked[0]?.seen.failure ?? null),
    ),
  })
}

const byName = (say: (who: string, what: string, record: string) => string): Words => {
  return ({ target }, asked) => {
    const [first] = asked
    const end = first?.seen.aliases.at(-1)
    const what = end === undefined ? target.host : `${target.host}, an alias of ${end},`
    const zone = first?.seen.zone ?? null
    const by = zone === null ? '' : `, by the zone ${zone === '.' ? '. (the root)' : zone}`
    return {
      subject: end ?? target.host,
      summary: `${say(serversOf(asked), what, target.record ?? '')}${by}`,
    }
  }
}

const SAID: Readonly<Record<NameTrouble, Words>> = {
  'not-found': byName((who, what) => `${what} does not exist for ${who} (NXDOMAIN)`),
  'no-answer': byName(
    (who, what, record) => `${what} exists and has no ${record} record for ${who} (NODATA)`,
  ),
  refused: byServer((who, what) => `${who} refuses to answer for ${what} (REFUSED)`),
  failing: byServer((who, what, how) => `${who} gives no usable answer for ${what}: ${how}`),
  cut: byServer(
    (who, what, how) =>
      `The answer of ${who} for ${what} is cut over UDP, and over TCP none comes (${how})`,
  ),
  silent: byServer((who, what, how) => `${who} gave no reply for ${what} (${how})`),
}

/** The causes of the tables are about addresses; what a missing record means is told here. */
function causesOf({ target }: TargetView, trouble: NameTrouble): Pick<Claim, 'cause' | 'fix'> {
  if (trouble !== 'no-answer') return {}
  return {
    cause: `The zone has no ${target.record} record at this name, or this resolver has a zone of its own that lacks it (split DNS)`,
    fix: `Compare the zone that answers here with the one that holds the ${target.record} record of ${target.host}, and add it there or forward the zone`,
  }
}
