import process from 'node:process'
import vm from 'node:vm'

/** Whether a text is as wanted; `too-slow`: the pattern backtracks, and was stopped. */
export type Fit = boolean | 'too-slow'

/** How long one pattern may take on one text, in ms: many times what a sound one takes on a whole body. */
export const MOST_TIME = 1000

const TEST = new vm.Script('pattern.test(text)')
let room: { pattern?: RegExp; text?: string } | null = null

/** The pattern of a text written as `/pattern/`; null when it is written as plain text. Throws SyntaxError. */
export function patternOf(wanted: string): RegExp | null {
  const inner = /^\/(.+)\/$/s.exec(wanted)?.[1]
  return inner === undefined ? null : new RegExp(inner)
}

/**
 * Tests a pattern within bounded time: null when that ran out. V8 backtracks, which takes exponential time with some
 * patterns (OWASP, regular expression denial of service), and would stop the whole process; a script of its own can be
 * ended (https://nodejs.org/api/vm.html#scriptrunincontextcontextifiedobject-options).
 */
export function testInTime(pattern: RegExp, text: string, most = MOST_TIME): boolean | null {
  room ??= vm.createContext({})
  Object.assign(room, { pattern, text })
  try {
    return TEST.runInContext(room, { timeout: most })
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null
    throw error
  } finally {
    room.text = ''
  }
}

/** The patterns of one judgement. One that was too slow is not put to another text: a sweep has many. */
export class Patterns {
  readonly #slow = new Set<string>()

  /** Whether a text contains what is wanted, or matches it when that is written as `/pattern/`. */
  fits(text: string, wanted: string): Fit {
    if (this.#slow.has(wanted)) return 'too-slow'
    const pattern = sound(wanted)
    if (pattern === null) return text.includes(wanted)
    const fits = testInTime(pattern, text)
    if (fits !== null) return fits
    this.#slow.add(wanted)
    return 'too-slow'
  }
}

/** A stored report may hold what is no pattern: it is taken as text. */
function sound(wanted: string): RegExp | null {
  try {
    return patternOf(wanted)
  } catch {
    return null
  }
}

/** What a pattern is tried on: long runs of what it is likely to repeat, ending in what does not fit. */
const LONG = 2000
/** How long that may take, in ms. */
const ENOUGH = 500
/** What a pattern that backtracks has used of the processor by then, at least: less, and the machine is busy otherwise. */
const USED = ENOUGH / 2

/**
 * Whether a pattern backtracks out of bounds on some text made for it: runs of its own characters and of those that
 * classes stand for. A pattern that passes is likely to be sound; one that does not is certain to hang on such a text.
 */
export function backtracks(pattern: RegExp): boolean {
  const own = pattern.source.replaceAll(/\\./gs, '').match(/[\p{L}\p{N} _-]/gu) ?? []
  const runs = new Set(['a', '0', ' ', 'a ', '.', 'a.', ...own.slice(0, 20)])
  return [...runs].some((run) => {
    const text = run.repeat(LONG / run.length)
    return isEndless(pattern, `${text}\u0000`, ENOUGH)
  })
}

/** Time that others had on the machine is not the pattern’s: then it gets twice as long. */
function isEndless(pattern: RegExp, text: string, most: number): boolean {
  const before = process.cpuUsage()
  if (testInTime(pattern, text, most) !== null) return false
  const { user } = process.cpuUsage(before)
  return user / 1000 >= USED || isEndless(pattern, text, 2 * most)
}
