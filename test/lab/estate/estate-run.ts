import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Lab } from '../lab.ts'
import type { Options } from '../options.ts'
import type { Run } from '../run.ts'
import { ScenarioError } from '../scenario/load.ts'
import { loadWorld } from '../world/load.ts'
import { type Case, loadEstates, type NamedEstate } from './load.ts'
import { changedResolvers } from './resolvers.ts'
import { type Baseline, baselineOf, type CaseResult, databaseOf, runCase } from './run.ts'
import { caseRow, ESTATE_HEAD, summaryTable } from './table.ts'

/** The estates, each healthy at first and then with one change after the other. Throws ScenarioError. */
export function estateRun({ estate, only, record }: Options, say: (text: string) => void): Run {
  const estates = loadEstates(estate?.name).map((one) => ({
    ...one,
    cases: chosen(one.cases, only),
  }))
  const cases = estates.flatMap((one) => one.cases)
  if (cases.length === 0) throw new ScenarioError(`No case matches ${JSON.stringify(only)}`)
  const each = estate?.each ?? 1
  const left = new Set(cases.filter((_, index) => index % each === 0))
  return {
    list: [...left].map(({ name, kind }) => `${kind.padEnd(8)} ${name}\n`).join(''),
    world: loadWorld(changedResolvers(estates, loadWorld(new Map()).resolvers)),
    head: ESTATE_HEAD,
    async all(lab, asked) {
      const results: CaseResult[] = []
      for (const one of estates) {
        const mine = one.cases.filter((c) => left.has(c))
        if (mine.length > 0) results.push(...(await runEstate(lab, one, mine)))
      }
      say(`\n${summaryTable(results)}`)
      const failed = results.filter(({ wrong }) => wrong.length > 0).length
      return { passed: results.length - failed, failed }

      async function runEstate(
        lab: Lab,
        one: NamedEstate,
        mine: readonly Case[],
      ): Promise<readonly CaseResult[]> {
        const baseline = await baselineOf(lab, one, asked)
        say(`${one.name}: ${baseline.report.results.length} targets, none has a finding\n`)
        const done: CaseResult[] = []
        for (const next of mine) {
          if (asked.aborted) break
          const result = await runCase(lab, baseline, next, asked)
          keep(lab, baseline, result, record)
          say(caseRow(result))
          done.push(result)
        }
        return done
      }
    },
  }
}

function chosen(cases: readonly Case[], only: string | undefined): readonly Case[] {
  return cases.filter(({ name }) => {
    return only === undefined || name === only || path.matchesGlob(name, only)
  })
}

/** Copies the stores of a case and of the healthy estate to where they outlive the lab. */
function keep(
  lab: Lab,
  { database }: Baseline,
  { case: { name } }: CaseResult,
  folder: string | undefined,
): void {
  if (folder === undefined) return
  const file = path.join(folder, `${name}.db`)
  mkdirSync(path.dirname(file), { recursive: true })
  copyFileSync(database, path.join(path.dirname(file), 'healthy.db'))
  copyFileSync(databaseOf(lab, name), file)
}
