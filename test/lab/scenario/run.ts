import type { Report } from '../../../shared/model/report.ts'
import type { Lab } from '../lab.ts'
import { apply } from './apply.ts'
import { differences } from './compare.ts'
import { probe } from './probe.ts'
import type { NamedScenario } from './schema.ts'

/** How a scenario went. */
export interface Result {
  readonly scenario: NamedScenario
  /** null: the probe gave no report. */
  readonly report: Report | null
  /** Why it failed; empty when it passed. */
  readonly wrong: readonly string[]
  readonly ms: number
}

/** Breaks the lab as the scenario says, runs the probe in it, and compares. Never throws for the scenario’s own troubles. `asked` ends the probe. */
export async function runScenario(
  lab: Lab,
  scenario: NamedScenario,
  asked: AbortSignal,
): Promise<Result> {
  const began = performance.now()
  const ended = (report: Report | null, wrong: readonly string[]): Result => {
    return { scenario, report, wrong, ms: performance.now() - began }
  }
  try {
    const report = await probe(lab, scenario, await apply(lab, scenario), asked)
    return ended(report, differences(scenario, report))
  } catch (error) {
    return ended(null, [error instanceof Error ? error.message : String(error)])
  }
}
