import { type Measured, peakOf, type Spread, spread } from './figures.ts'
import { TARGETS } from './options.ts'
import type { Side } from './side.ts'

/** The bar of CPU a target, as a multiple of the exporter's `https` probe, and the goal behind it. */
const BAR = 1.0
const GOAL = 0.9

/** The measurements of one side, one a round. */
export interface Row {
  readonly side: Side
  readonly rounds: readonly Measured[]
}

/** CPU a target in ms, one figure a round. */
function cpuPerTarget(row: Row): readonly number[] {
  return row.rounds.map(({ cpu, walls }) => cpu / walls.length / TARGETS)
}

function wallPerSweep(row: Row): readonly number[] {
  return row.rounds.map(({ walls }) => spread(walls).median)
}

/** One line of figures for a side. */
export function sideLine(row: Row): string {
  const peak = peakOf(row.side.pid)
  return [
    row.side.name.padEnd(18),
    `CPU ms/target ${show(spread(cpuPerTarget(row)), 2)}`,
    `wall ms/sweep ${show(spread(wallPerSweep(row)), 0)}`,
    `peak ${(peak / 1024).toFixed(0)} MiB (${(peak / TARGETS).toFixed(0)} KiB/target)`,
  ].join('   ')
}

/** How much of our CPU the judgement and the report take. */
export function conclusionLine(row: Row): string {
  const spent = row.rounds.map(
    ({ conclusion, walls }) => (conclusion ?? 0) / walls.length / TARGETS,
  )
  const share = spread(row.rounds.map(({ conclusion, cpu }) => (100 * (conclusion ?? 0)) / cpu))
  return `of it, judgement and report: ${show(spread(spent), 3)} ms/target, ${share.median.toFixed(1)} %`
}

export function ratioLine(ours: Row, theirs: Row): string {
  const cpu = spread(ratios(cpuPerTarget(ours), cpuPerTarget(theirs)))
  const wall = spread(ratios(wallPerSweep(ours), wallPerSweep(theirs)))
  const memory = peakOf(ours.side.pid) / peakOf(theirs.side.pid)
  const head = `${ours.side.name} : ${theirs.side.name}`
  return `${head}   CPU ${show(cpu, 2)}   wall ${show(wall, 2)}   memory ${memory.toFixed(1)}`
}

/** Whether bar and goal are met, by the median of the rounds' ratios. */
export function barLine(ours: Row, theirs: Row): string {
  const { median } = spread(ratios(cpuPerTarget(ours), cpuPerTarget(theirs)))
  const bar = `bar (CPU at most ${BAR.toFixed(1)} x) ${median <= BAR ? 'met' : 'missed'}`
  const goal = `goal (${GOAL.toFixed(1)} x) ${median <= GOAL ? 'met' : 'missed'}`
  return `${bar}, ${goal}: median ${median.toFixed(3)}`
}

/** Rounds are compared one by one: what else the machine does meets both of a pair alike. */
function ratios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  return ours.map((value, round) => value / (theirs[round] ?? Number.NaN))
}

function show({ min, median, max }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}..${max.toFixed(digits)})`
}
