import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Report } from '../../../shared/model/report.ts'
import type { Lab } from '../lab.ts'
import { compare, type Outcome } from './compare.ts'
import type { Case, NamedEstate } from './load.ts'
import { readKept } from './read.ts'
import { stateOf } from './state.ts'
import { sweepOnce } from './sweep.ts'

/** An estate after the sweep in which all is well. */
export interface Baseline {
  readonly estate: NamedEstate
  readonly database: string
  readonly report: Report
}

/** How a case went; `outcome` is null when there was no report. */
export interface CaseResult {
  readonly case: Case
  readonly outcome: Outcome | null
  readonly wrong: readonly string[]
  readonly ms: number
}

/** A busy machine may make a resolver seem slow once. */
const TRIES = 3

/** Sweeps the healthy estate. Throws when something of it does not pass: no change could be told from it. */
export async function baselineOf(
  lab: Lab,
  estate: NamedEstate,
  asked: AbortSignal,
): Promise<Baseline> {
  let loud: readonly string[] = []
  for (let tries = 1; tries <= TRIES && !asked.aborted; tries++) {
    const database = databaseOf(lab, `${estate.name}/healthy-${tries}`)
    mkdirSync(path.dirname(database), { recursive: true })
    await sweepOnce(lab, stateOf(estate, []), database, asked)
    const { latest } = await readKept(database)
    loud = latest.results.flatMap(({ target, verdict, findings }) => {
      const isWell = verdict === 'pass' && findings.every((f) => f.severity === 'info')
      return isWell ? [] : [`${target.id}: ${findings[0]?.summary}`]
    })
    if (loud.length === 0) return { estate, database, report: latest }
  }
  throw new Error(`The healthy ${estate.name} has findings:\n       ${loud.join('\n       ')}`)
}

/** Where the store of a case lies, or of an estate’s `healthy`, while the lab stands. */
export function databaseOf({ session }: Lab, name: string): string {
  return path.join(session.folder, 'estates', `${name}.db`)
}

/** Changes the estate as the case says, sweeps it each time, and compares. Never throws. */
export async function runCase(
  lab: Lab,
  { estate, database, report }: Baseline,
  one: Case,
  asked: AbortSignal,
): Promise<CaseResult> {
  const began = performance.now()
  const ended = (outcome: Outcome | null, wrong: readonly string[]): CaseResult => {
    return { case: one, outcome, wrong, ms: performance.now() - began }
  }
  try {
    const own = databaseOf(lab, one.name)
    copyFileSync(database, own)
    for (const changes of one.sweeps) await sweepOnce(lab, stateOf(estate, changes), own, asked)
    const outcome = compare(estate, one, report, await readKept(own))
    return ended(outcome, outcome.wrong)
  } catch (error) {
    return ended(null, [error instanceof Error ? error.message : String(error)])
  }
}
