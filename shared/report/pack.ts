import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Report } from '../model/report.ts'
import { checkReport } from './check.ts'

/** A corrupted or hostile row must not fill the memory: no report of 100,000 targets is as large. */
const MAX_BYTES = 512 * 1024 * 1024

/** Measured on sweeps of 500 targets: above it, twice the CPU for a few percent. */
const LEVEL = 6

const TIMINGS = ['dns', 'connect', 'tls', 'ttfb', 'total'] as const

/**
 * The text of a report that is packed, and that others are packed on. What differs every time, in the midst of what is
 * the same every time, would cost half as much again: the timings are in columns, and the reports that hold
 * evidence are numbered, the one that holds the most first.
 */
export function packable({ results, ...report }: Report): Uint8Array {
  const holders = byFrequency(results.map((result) => result.evidenceIn))
  const numbers = new Map(holders.map((holder, number) => [holder, number]))
  return Buffer.from(
    JSON.stringify({
      ...report,
      results: results.map(({ timings: _, ...result }) => ({
        ...result,
        evidenceIn: numbers.get(result.evidenceIn),
      })),
      holders,
      columns: TIMINGS.map((name) => results.map(({ timings }) => timings[name])),
    }),
  )
}

/** Each once, the most frequent first. */
function byFrequency<T>(values: readonly T[]): readonly T[] {
  const groups = [...Map.groupBy(values, (value) => value)]
  return groups.sort(([, a], [, b]) => b.length - a.length).map(([value]) => value)
}

/**
 * JSON under zstd. `base` is the text of an earlier report of the same vantage: what both have in common (targets,
 * expectations, the evidence of what keeps failing) costs next to nothing.
 */
export function pack(text: Uint8Array, base: Uint8Array | null): Uint8Array {
  return zstdCompressSync(text, {
    params: {
      [constants.ZSTD_c_compressionLevel]: LEVEL,
      [constants.ZSTD_c_checksumFlag]: 1,
    },
    ...(base && { dictionary: base }),
  })
}

/** Throws when the bytes are damaged, or packed on another base: the frame carries a checksum. */
export function unpack(bytes: Uint8Array, base: Uint8Array | null): Uint8Array {
  return zstdDecompressSync(bytes, {
    maxOutputLength: MAX_BYTES,
    ...(base && { dictionary: base }),
  })
}

/** The report of a text. Throws when it is none. */
export function reportIn(text: Uint8Array): Report {
  const value = parsed(text)
  // The first version packed reports as they are.
  if (!isRecord(value) || !('columns' in value)) return checkReport(value)
  const { columns, holders, results, ...report } = value
  const whole = list(results).map((result, position) => ({
    ...(isRecord(result) && result),
    timings: Object.fromEntries(
      TIMINGS.map((name, column) => [name, list(list(columns)[column])[position]]),
    ),
    evidenceIn: isRecord(result) ? list(holders)[Number(result['evidenceIn'])] : undefined,
  }))
  return checkReport({ ...report, results: whole })
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a text. Throws when it is no JSON. */
export function parsed(text: Uint8Array): unknown {
  return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8'))
}
