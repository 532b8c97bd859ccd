import { VERDICTS } from '../../shared/model/finding.ts'
import type { TimeRange } from '../../shared/ports/store-entries.ts'
import { type Outcome, RECORD, unpackOutcome } from '../../shared/report/outcomes.ts'
import { parsed, unpack } from '../../shared/report/pack.ts'
import { bytes, type Database, ms, number, text } from './database.ts'

/** One outcome of a target, as the database has it. */
export interface Found {
  readonly report: string
  readonly vantage: string
  readonly at: number
  readonly startedAt: string
  /** Throws where the row is damaged. */
  readonly outcome: () => Outcome
}

/** The newest rows of a target set that earlier versions wrote: the outcomes stand with the report. */
export function earlierRows(
  db: Database,
  set: number,
  position: number,
  range: TimeRange,
): readonly Found[] {
  const { vantage, limit } = range
  const rows = db.all(
    `select id, vantage, at, started_at, kinds,
       case when kinds is null then outcomes else substr(outcomes, ?, ${RECORD}) end as outcome
     from report indexed by report_with_outcomes
     where length(outcomes) > 0 and target_set = ? ${vantage === undefined ? '' : 'and vantage = ?'}
       and at >= ? and at < ? order by at desc, id desc limit ?`,
    position * RECORD + 1,
    set,
    ...(vantage === undefined ? [] : [vantage]),
    range.from === undefined ? Number.MIN_SAFE_INTEGER : ms(range.from),
    range.to === undefined ? Number.MAX_SAFE_INTEGER : ms(range.to),
    limit,
  )
  return rows.map((row) => ({
    ...{ report: text(row, 'id'), vantage: text(row, 'vantage') },
    ...{ at: number(row, 'at'), startedAt: text(row, 'started_at') },
    outcome: () =>
      row['kinds'] === null
        ? firstVersion(bytes(row, 'outcome'), position)
        : unpackOutcome(bytes(row, 'outcome'), text(row, 'kinds')),
  }))
}

/** Of the first version: JSON under zstd, a list of [index of the verdict, total, ...codes]. Throws for anything else. */
function firstVersion(packed: Uint8Array, position: number): Outcome {
  const outcomes = parsed(unpack(packed, null))
  const row: unknown = Array.isArray(outcomes) ? outcomes[position] : undefined
  const [at, total, ...findings] = Array.isArray(row) ? (row as unknown[]) : []
  const verdict = typeof at === 'number' ? VERDICTS[at] : undefined
  if (verdict === undefined)
    throw new TypeError(`There is no verdict at the position ${position} of its outcomes`)
  return {
    verdict,
    total: typeof total === 'number' ? total : null,
    findings: findings.map(String),
  }
}
