import type { RowIndex } from '../catalog/row-index.ts'
import { explainReading } from '../error-text/explain.ts'
import type { TextExplanation } from '../error-text/explanation.ts'
import { type LastMeasured, reportedOf } from '../error-text/last-report.ts'
import { MEANINGS, type MeaningName } from '../error-text/meanings/table.ts'
import { plainText } from '../error-text/plain-text.ts'
import { type Reading, readText, type Said } from '../error-text/read.ts'
import { type DenialInText, denialInText } from '../judge/denials/in-text.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import { innerText } from './inner-text.ts'
import { type LogInText, logInText } from './log-in-text.ts'

/**
 * What a pasted text says: an error, a stack trace, the output of a tool, or lines of a traffic log. Reads error words,
 * the refusals that judgement knows, and log records, and joins them with the rows of `index` and with what was measured last. Pure.
 */
export function explainText(
  text: string,
  index: RowIndex,
  measured: LastMeasured | null = null,
): TextExplanation {
  const log = recordsIn(text)
  const reading = log.records > 0 ? ofLog(log) : readText(text)
  const denial = log.records > 0 ? null : denialInText(text)
  const explained = explainReading(denial === null ? reading : withDenial(reading, denial), index)
  return {
    ...explained,
    lookFor: [...log.undecided, ...explained.lookFor],
    refusal: denial === null ? null : { who: denial.who, id: denial.id },
    logRecords: log.records,
    reported: measured === null ? [] : reportedOf(explained.hosts, measured),
  }
}

/** As they stand; else without what a log of logs, a mail or a terminal put around them. */
function recordsIn(text: string): LogInText {
  const log = logInText(text)
  if (log.records > 0 || log.undecided.length > 0) return log
  const others = [innerText(text), plainText(text)].filter((one) => one !== '' && one !== text)
  return others.map(logInText).find(({ records }) => records > 0) ?? log
}

function ofLog({ says, peers }: LogInText): Reading {
  const groups = Map.groupBy(says, ({ shows, healed }) => `${shows} ${healed !== null}`)
  const merged = [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ ...first, peers: group.flatMap((one) => one.peers) }]
  })
  return {
    says: merged.toSorted(
      (a, b) => Number(a.healed !== null) - Number(b.healed !== null) || b.weight - a.weight,
    ),
    systems: [],
    quoted: [],
    peers,
    issuer: null,
    isOfTunnel: false,
  }
}

const REFUSALS: Readonly<Partial<Record<FindingCode, MeaningName>>> = {
  'http-denied-by-firewall': 'denied by firewall',
  'http-denied-by-perimeter': 'denied by perimeter',
  'http-denied-by-service': 'denied by service',
  'http-permission-denied': 'permission missing',
  'database-denied': 'denied by database',
}

/** What says the same of services and of databases. */
const BY_RULES: ReadonlySet<MeaningName> = new Set(['denied by service', 'denied by database'])

/** The refusal's own words decide over the status; a sign that is as decisive keeps its peers and its note. */
function withDenial(reading: Reading, denial: DenialInText): Reading {
  const shows = REFUSALS[denial.code]
  if (
    shows === undefined ||
    reading.says.some((one) => one.shows === shows && one.weight >= MEANINGS[shows].weight)
  )
    return reading
  const [first] = reading.says
  const alike = first !== undefined && BY_RULES.has(first.shows) && BY_RULES.has(shows)
  const said: Said = {
    shows,
    family: denial.who,
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4',
    weight: 6,
    peers: first?.peers ?? reading.peers.slice(0, 1),
    misleads: alike ? first.misleads : null,
    port: first?.port ?? null,
    healed: null,
  }
  return { ...reading, says: [said, ...reading.says] }
}
