import { causesOf, type Judged } from '../../shared/causes/causes.ts'
import { cut, named, reportOf, type Seen, silent, tunnel } from '../shared/causes/targets.ts'

/**
 * How long the causes of a sweep take, all of whose targets fail, for five causes: `causes.ts [ROUNDS]`. Exit status
 * 0: within the bar, 1: above it, or the causes are others.
 */

const BARS = [
  { targets: 500, ms: 20 },
  { targets: 10_000, ms: 1000 },
] as const
const CAUSES = 5
const rounds = Number(process.argv[2] ?? 15)

process.exitCode = BARS.every(({ targets, ms }) => isWithin(targets, ms)) ? 0 : 1

function isWithin(targets: number, bar: number): boolean {
  const report = allFailing(targets)
  const { length } = causesOf(report)
  const median = medianOf(Array.from({ length: rounds }, () => timed(report)))
  const verdict = median < bar && length === CAUSES ? 'ok' : 'FAIL'
  process.stdout.write(
    `${verdict.padEnd(5)}${targets} targets, all failing, ${length} causes: ${median.toFixed(1)} ms (median of ${rounds}; bar ${bar} ms)\n`,
  )
  return verdict === 'ok'
}

function timed(report: Judged): number {
  const began = performance.now()
  causesOf(report)
  return performance.now() - began
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** A fifth each: private addresses are silent, names cut, tunnels refused, a suffix unknown, no zone used. */
function allFailing(targets: number): Judged {
  const each = targets / CAUSES
  const many = (one: (index: number) => Seen) => Array.from({ length: each }, (_, i) => one(i))
  const host = (index: number) => `${Math.floor(index / 250)}.${(index % 250) + 1}`
  return reportOf([
    ...many((i) => silent(`10.60.${host(i)}`)),
    ...many((i) => cut(`20.1.${host(i)}`)),
    ...many((i) => tunnel(`t${i}.example.com`, 403)),
    ...many((i) => ({
      ...named(`n${i}`, 'dns-name-not-found', `n${i}.test`, null),
      host: `n${i}.corp.test`,
    })),
    ...many((i) => named(`p${i}`, 'dns-private-zone-not-used', `zone${i % 7}.test`, '20.9.9.9')),
  ])
}
