import { VERDICTS, type Verdict } from '../model/finding.ts'
import { type Report, type TargetResult, wasChecked } from '../model/report.ts'

/** What history needs of one target: its verdict, total time in ms, and the codes of its findings. */
export interface Outcome {
  readonly verdict: Verdict
  readonly total: number | null
  readonly findings: readonly string[]
}

/**
 * All outcomes of a report in one small block: one record of fixed size a target, in the order of its results, so that
 * a store reads one without the others. A record is the index of its verdict and codes in `kinds` (2 bytes), and
 * the total in tenths of a ms (4 bytes), both little-endian; NOT_CHECKED where the target was not due.
 */
export interface PackedOutcomes {
  /** JSON: the different [verdict, ...codes] of the report. A sweep of 500 targets has a handful. */
  readonly kinds: string
  readonly records: Uint8Array
}

export const RECORD = 6
const NOT_MEASURED = 0xff_ff_ff_ff
/** In place of an index: no outcome, and no entry of the history. To older versions a kind that they do not know. */
const NO_KIND = 0xff_ff
/** The start of the record of a target that was not due, in hexadecimal. */
export const NOT_CHECKED = NO_KIND.toString(16)

export function packOutcomes(report: Report): PackedOutcomes {
  const kinds = new Map<string, number>()
  const records = Buffer.alloc(report.results.length * RECORD)
  for (const [position, result] of report.results.entries()) {
    if (!wasChecked(result)) {
      records.fill(0xff, position * RECORD, (position + 1) * RECORD)
      continue
    }
    const kind = JSON.stringify([result.verdict, ...result.findings.map((f) => f.code)])
    const index = kinds.get(kind) ?? kinds.size
    kinds.set(kind, index)
    records.writeUInt16LE(index, position * RECORD)
    records.writeUInt32LE(tenths(result.timings), position * RECORD + 2)
  }
  return { kinds: `[${[...kinds.keys()].join()}]`, records }
}

function tenths({ total }: TargetResult['timings']): number {
  return total === null ? NOT_MEASURED : Math.min(Math.round(total * 10), NOT_MEASURED - 1)
}

/** Whether the record is that of a target that was not due. */
export function isUnchecked(record: Uint8Array): boolean {
  return record.byteLength === RECORD && record[0] === 0xff && record[1] === 0xff
}

/** One record with the kinds of its report. Throws when they do not fit: the row is damaged. */
export function unpackOutcome(record: Uint8Array, kinds: string): Outcome {
  if (record.byteLength !== RECORD) throw new TypeError('There is no outcome at its position')
  return outcomesIn(kinds)(new DataView(record.buffer, record.byteOffset, RECORD), 0)
}

/**
 * Reads many records that have the same kinds, each where it begins. Throws for text that is no JSON, as what it gives does
 * for a record that does not fit.
 */
export function outcomesIn(kinds: string): (records: DataView, offset: number) => Outcome {
  const all: unknown = JSON.parse(kinds)
  const known = (Array.isArray(all) ? all : []).map((kind) => {
    const [verdict, ...findings] = Array.isArray(kind) ? kind.map(String) : []
    return { verdict: VERDICTS.find((v) => v === verdict), findings }
  })
  return (records, offset) => {
    const { verdict, findings = [] } = known[records.getUint16(offset, true)] ?? {}
    if (verdict === undefined) throw new TypeError('The outcome has no verdict')
    const total = records.getUint32(offset + 2, true)
    return { verdict, total: total === NOT_MEASURED ? null : total / 10, findings }
  }
}
