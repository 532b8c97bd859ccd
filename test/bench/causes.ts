import { causesOf, type Judged } from '../../shared/causes/causes.ts'
import {
  cut,
  named,
  reportOf,
  type Seen,
  silent,
  through,
  tunnel,
} from '../shared/causes/targets.ts'

/**
 * How long the causes of a sweep take: `causes.ts [ROUNDS]`. All targets fail, for five causes or for thousands. The
 * verdict goes by the time of the processor, which other work of the machine does not move; the clock's is printed
 * beside it. Exit status 0: within the bars, 1: above one, or the causes are others.
 */

interface Load {
  readonly name: string
  readonly report: Judged
  readonly causes: number
  /** ms */
  readonly bar: number
}

const rounds = Number(process.argv[2] ?? 15)

const LOADS: readonly Load[] = [
  { name: '500 targets', report: fiveCauses(500), causes: 5, bar: 20 },
  { name: '10,000 targets', report: fiveCauses(10_000), causes: 5, bar: 1000 },
  { name: '10,000 targets', report: manySubnets(10_000), causes: 2000, bar: 3000 },
]

process.exitCode = LOADS.map(isWithin).every(Boolean) ? 0 : 1

function isWithin({ name, report, causes, bar }: Load): boolean {
  const { length } = causesOf(report)
  const times = Array.from({ length: rounds }, () => timed(report))
  const busy = medianOf(times.map(({ processor }) => processor))
  const wall = medianOf(times.map(({ clock }) => clock))
  const verdict = busy < bar && length === causes ? 'ok' : 'FAIL'
  process.stdout.write(
    `${verdict.padEnd(5)}${name}, all failing, ${length} causes: ${busy.toFixed(1)} ms of the processor, ${wall.toFixed(1)} ms by the clock (medians of ${rounds}; bar ${bar} ms)\n`,
  )
  return verdict === 'ok'
}

function timed(report: Judged): { readonly processor: number; readonly clock: number } {
  const began = performance.now()
  const before = process.cpuUsage()
  causesOf(report)
  const { user, system } = process.cpuUsage(before)
  return { processor: (user + system) / 1000, clock: performance.now() - began }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** A fifth each: private addresses are silent, names cut, tunnels refused, a suffix unknown, no zone used. */
function fiveCauses(targets: number): Judged {
  const many = (one: (index: number) => Seen) =>
    Array.from({ length: targets / 5 }, (_, index) => one(index))
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

/** Subnets of five silent addresses, and one private address that answers. */
function manySubnets(targets: number): Judged {
  const seen = Array.from({ length: targets }, (_, i) =>
    silent(`10.${60 + Math.floor(i / 1250)}.${Math.floor(i / 5) % 250}.${(i % 5) + 1}`),
  )
  return reportOf([...seen, through('10.9.9.9')])
}

function host(index: number): string {
  return `${Math.floor(index / 250)}.${(index % 250) + 1}`
}
