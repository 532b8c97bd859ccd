import { parseArgs } from 'node:util'

/** The load that the bar is stated for: 200 names, 32 of them under way at once. */
export const TARGETS = 200
export const CONCURRENCY = 32
/** Sweeps before the first measured one: compilers and caches settle. */
export const WARM_UPS = 3

export interface Options {
  /** Measurements of each side, taken in turn. */
  readonly rounds: number
  /** Sweeps in one measurement. */
  readonly sweeps: number
  /** Where to leave a CPU profile of our side; null: none is taken. */
  readonly profile: string | null
}

/** Reads `--rounds N --sweeps N --profile FOLDER`. Throws TypeError or RangeError that says what is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '6' },
      sweeps: { type: 'string', default: '5' },
      profile: { type: 'string' },
    },
  })
  return {
    rounds: count('rounds', values.rounds),
    sweeps: count('sweeps', values.sweeps),
    profile: values.profile ?? null,
  }
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new RangeError(`--${name} must be a positive whole number: it is "${text}"`)
}
