import { z } from 'zod'
import { check } from '../document/issues.ts'
import { fileName, problemAt, quoteValue } from '../document/problem.ts'
import { readSource } from '../document/source.ts'
import { pinned, type Target } from '../model/target.ts'
import type { Planning } from './planning.ts'

/** The file that `perimeter baseline` writes: what good reports of one vantage agreed on. */
export const baselineFile = z.lazy(() =>
  z.strictObject({
    baseline: z.literal(1).describe('The version of this form: 1'),
    vantage: z.string().describe('Where the reports are from'),
    from: z.iso.datetime().describe('Start of the first of the reports'),
    to: z.iso.datetime().describe('Start of the last of them'),
    targets: z.record(z.string(), pinned).describe('By the id of the target'),
  }),
)
export type BaselineFile = z.infer<typeof baselineFile>

/**
 * The targets with what the baseline of the configuration pins of them. A file that cannot be read or is not sound is a
 * problem with its place; a baseline of another vantage is a warning, and entries of targets that are gone pin nothing.
 */
export function pinnedBy(planning: Planning, targets: readonly Target[]): readonly Target[] {
  const { baseline } = planning.config
  const found = baseline === null ? null : readBaseline(planning, baseline)
  if (found === null) return targets
  return targets.map((target) => {
    const own = Object.hasOwn(found.targets, target.id) ? found.targets[target.id] : undefined
    const isJudged = own !== undefined && target.expect.reachability === 'reachable'
    return isJudged ? { ...target, expect: { ...target.expect, pinned: own } } : target
  })
}

function readBaseline(planning: Planning, given: string): BaselineFile | null {
  const { config, problems } = planning
  const file = fileName(config.origin, ['baseline'], given)
  let text: string
  try {
    text = planning.readFile(given)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const message = `The baseline ${quoteValue(file)} cannot be read: ${why}`
    const remedy = 'Check the path, which counts from the folder of the configuration'
    problems.push(problemAt(config.origin, ['baseline'], message, remedy))
    return null
  }
  // Reports made this file: it takes nothing from the environment.
  const { source, problems: unsound } = readSource(text, file, {})
  const checked = source === null ? null : check(baselineFile, source.value, source)
  problems.push(...unsound, ...(checked?.problems ?? []))
  const found = checked?.value ?? null
  if (found !== null && config.vantage !== null && config.vantage !== found.vantage) {
    const message = `The baseline ${quoteValue(file)} is of the vantage ${quoteValue(found.vantage)}`
    const remedy = 'What differs between the two is told as drift: take one of this vantage'
    planning.warnings.push(problemAt(config.origin, ['baseline'], message, remedy))
  }
  return found
}
