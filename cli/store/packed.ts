import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { VERDICTS, type Verdict } from '../../shared/model/finding.ts'
import type { Report, TargetResult } from '../../shared/model/report.ts'

/** What history needs of one target: its verdict, total time in ms, and the codes of its findings. */
export interface Outcome {
  readonly verdict: Verdict
  readonly total: number | null
  readonly findings: readonly string[]
}

/** A corrupted or hostile row must not fill the memory: no report of 100,000 targets is as large. */
const MAX_BYTES = 512 * 1024 * 1024

/** JSON under zstd. Level 3 is the knee: higher ones cost several times the CPU for a few percent. */
export function pack(value: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(value), {
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  })
}

/** Throws when the bytes are damaged; the frame carries a checksum. */
export function unpack(bytes: Uint8Array): unknown {
  return JSON.parse(zstdDecompressSync(bytes, { maxOutputLength: MAX_BYTES }).toString('utf8'))
}

type PackedOutcome = readonly [verdict: number, total: number | null, ...findings: string[]]

/** All outcomes of a report, in the order of its results. */
export function packOutcomes(report: Report): Uint8Array {
  return pack(report.results.map(outcomeOf))
}

function outcomeOf({ verdict, timings, findings }: TargetResult): PackedOutcome {
  return [VERDICTS.indexOf(verdict), timings.total, ...findings.map((f) => f.code)]
}

/** The outcome at one position. Throws when there is none or it has another shape: the row is damaged. */
export function unpackOutcome(bytes: Uint8Array, position: number): Outcome {
  const outcomes = unpack(bytes)
  const row: unknown = Array.isArray(outcomes) ? outcomes[position] : undefined
  if (!Array.isArray(row)) throw new TypeError(`There is no outcome at position ${position}`)
  const [at, total, ...findings] = row as unknown[]
  const verdict = typeof at === 'number' ? VERDICTS[at] : undefined
  if (verdict === undefined)
    throw new TypeError(`The outcome at position ${position} has no verdict`)
  return {
    verdict,
    total: typeof total === 'number' ? total : null,
    findings: findings.map(String),
  }
}
