import type { Observation } from '../model/observation.ts'
import type { TargetResult } from '../model/report.ts'
import type { Facts } from '../report/facts.ts'
import { type EvidenceLine, evidenceLine } from './evidence-line.ts'
import { columns, padEnd, padStart, wrap } from './text.ts'

/** Lines of evidence shown when not everything is asked for. */
const SHORT = 12

export interface EvidenceOptions {
  /** Columns the block may take. */
  readonly width: number
  /** Indexes of the observations that the finding rests on: they are marked with `>`. */
  readonly cited: readonly number[]
  /** `all`; `short`: the cited and, up to a dozen lines, the others; `cited`: only those. */
  readonly show: 'all' | 'short' | 'cited'
}

/** A printed line; `cited` lets a terminal make it stand out. */
export interface BlockLine {
  readonly text: string
  readonly cited: boolean
}

/** The evidence of one target as aligned columns: mark, step, to whom, result, ms. */
export function evidenceBlock(
  result: TargetResult,
  facts: Facts,
  options: EvidenceOptions,
): readonly BlockLine[] {
  const cited = new Set(options.cited)
  const numbered = result.observations.map((o, index) => ({ o, cited: cited.has(index) }))
  const rows = numbered
    .filter((row) => row.cited || options.show !== 'short' || !isIdle(row.o))
    .map((row) => ({ line: evidenceLine(row.o, facts), cited: row.cited }))
  const shown = choose(rows, options.show)
  const size = sizes(
    shown.map((row) => row.line),
    options.width,
  )
  const block = shown.flatMap((row) =>
    printed(row.line, row.cited ? '> ' : '  ', size).map((text) => ({ text, cited: row.cited })),
  )
  const hidden = rows.length - shown.length
  if (hidden > 0 && options.show === 'short') {
    block.push({ text: `  and ${hidden} more, with --verbose`, cited: false })
  }
  return block
}

/** A name without IPv6 addresses is the rule; that there is none says nothing next to other evidence. */
function isIdle(o: Observation): boolean {
  return (
    o.step === 'resolve' &&
    (o.type === 'SOA' || (o.type === 'AAAA' && o.failure?.code === 'dns_no_answer'))
  )
}

function choose<T extends { cited: boolean }>(
  rows: readonly T[],
  show: EvidenceOptions['show'],
): readonly T[] {
  if (show === 'all') return rows
  const cited = rows.filter((row) => row.cited)
  if (show === 'cited' && cited.length > 0) return cited
  let room = SHORT - cited.length
  return rows.filter((row) => {
    if (row.cited) return true
    room -= 1
    return room >= 0
  })
}

interface Sizes {
  readonly step: number
  readonly to: number
  readonly result: number
  readonly ms: number
}

const MARK = 2
const GAP = 2
/** Columns of a result, however narrow the whole. */
const LEAST = 16

/** The peer column takes at most a third, the result column what is left and no more than it needs. */
function sizes(lines: readonly EvidenceLine[], width: number): Sizes {
  const longest = (pick: (line: EvidenceLine) => string) =>
    Math.max(0, ...lines.map((line) => columns(pick(line))))
  const step = longest((l) => l.step)
  const ms = longest((l) => l.ms)
  const to = Math.min(
    longest((l) => l.to),
    Math.floor(width / 3),
  )
  const room = Math.max(LEAST, width - MARK - step - to - ms - GAP * 3)
  return {
    step,
    to,
    result: Math.min(
      room,
      longest((l) => l.result),
    ),
    ms,
  }
}

/** A peer too long for its column has a line of its own. */
function printed(line: EvidenceLine, mark: string, size: Sizes): readonly string[] {
  const gap = ' '.repeat(GAP)
  const under = ' '.repeat(MARK + size.step + GAP)
  const start = `${mark}${padEnd(line.step, size.step)}${gap}`
  const ms = gap + padStart(line.ms, size.ms)
  const [first = '', ...rest] = wrap(line.result, size.result)
  const further = rest.map((text) => `${under}${' '.repeat(size.to)}${gap}${text}`)
  const end = `${gap}${padEnd(first, size.result)}${ms}`
  return columns(line.to) <= size.to
    ? [`${start}${padEnd(line.to, size.to)}${end}`, ...further]
    : [`${start}${line.to}`, `${under}${' '.repeat(size.to)}${end}`, ...further]
}
