import { readFileSync } from 'node:fs'

/** One measurement: some sweeps of one side. */
export interface Measured {
  /** CPU of the process, user and system, in ms. */
  readonly cpu: number
  /** Wall time of each sweep in ms. */
  readonly walls: readonly number[]
  /** The part of `cpu` spent after the probes, in judgement and report; null where there is none. */
  readonly conclusion: number | null
}

export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  const middle = (sorted.length - 1) / 2
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2
  return { min: at(0), median, max: at(sorted.length - 1) }
}

/** The kernel's tick in /proc/PID/stat is 1/100 s on every Linux (USER_HZ, proc(5)). */
const MS_A_TICK = 10

/** CPU of a process so far, user and system, in ms. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the program may hold spaces: fields are counted from the bracket after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK
}

/** Peak resident memory of a process so far, in KiB. */
export function peakOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1])
}
