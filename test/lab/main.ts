import { once } from 'node:events'
import process from 'node:process'
import { howToEnter } from './enter.ts'
import { estateRun } from './estate/estate-run.ts'
import { startLab } from './lab.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import { whatIsMissing } from './requirements.ts'
import type { Run } from './run.ts'
import { loadScenarios, ownResolvers } from './scenario/load.ts'
import { record } from './scenario/record.ts'
import { runScenario } from './scenario/run.ts'
import { closeOrphans, closeSession, openSession } from './session.ts'
import { HEAD, listText, resultRow } from './table.ts'
import { loadWorld } from './world/load.ts'

const CANNOT_RUN = 2
const say = (text: string) => void process.stdout.write(text)

/** Aborted by the first signal that asks to end; its reason is the exit status. */
function untilAsked(): AbortSignal {
  const end = new AbortController()
  for (const [signal, status] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.on(signal, () => end.abort(status))
  }
  // Whoever read the table is gone: `lab | head`.
  process.stdout.on('error', () => end.abort(141))
  return end.signal
}

async function inLab(run: Run, keep: boolean): Promise<number> {
  for (const pid of await closeOrphans()) say(`Removed what run ${pid} had left behind\n`)
  const asked = untilAsked()
  const session = openSession(process.pid)
  try {
    const began = performance.now()
    const lab = await startLab(session, run.world)
    say(`The lab stands after ${seconds(began)}\n\n${run.head}`)
    const { passed, failed } = await run.all(lab, asked)
    if (keep && !asked.aborted) {
      say(howToEnter(lab))
      await once(asked, 'abort')
    } else if (asked.aborted) {
      return asked.reason
    }
    say(`\n${seconds(began)} in all\n${passed} passed, ${failed} failed\n`)
    return failed === 0 ? 0 : 1
  } finally {
    await closeSession(session.pid)
  }
}

/** The scenarios one after the other. */
function scenarioRun(options: Options): Run {
  const scenarios = loadScenarios(options.only)
  return {
    list: listText(scenarios),
    world: loadWorld(ownResolvers(scenarios)),
    head: HEAD,
    async all(lab, asked) {
      let failed = 0
      for (const scenario of scenarios) {
        const result = await runScenario(lab, scenario, asked)
        if (asked.aborted) break
        if (result.wrong.length > 0) failed++
        if (options.record !== undefined) record(options.record, result)
        say(resultRow(result))
      }
      return { passed: scenarios.length - failed, failed }
    },
  }
}

function tell(text: string): number {
  say(text)
  return 0
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args)
    if (options.help) return tell(USAGE)
    const run = options.estate === null ? scenarioRun(options) : estateRun(options, say)
    if (options.list) return tell(run.list)
    const missing = whatIsMissing()
    if (missing !== null) throw new Error(missing)
    return await inLab(run, options.keep)
  } catch (error) {
    process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`)
    return CANNOT_RUN
  }
}

process.exit(await main(process.argv.slice(2)))
