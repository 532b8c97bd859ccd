import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseRanges } from '../shared/address/range-file.ts'
import { loadConfig } from '../shared/config/load.ts'
import { type DerivedParameter, type Plan, plan } from '../shared/config/plan.ts'
import type { PlanOptions } from '../shared/config/planning.ts'
import type { Config } from '../shared/config/schema.ts'
import type { Capability } from '../shared/model/capability.ts'
import type { Target } from '../shared/model/target.ts'
import { RefusedConfigError } from './refused-config.ts'

export interface Planned {
  readonly config: Config
  readonly targets: readonly Target[]
  readonly capabilities: readonly Capability[]
  /** Parameters of catalogs that the environment said. */
  readonly derived: readonly DerivedParameter[]
  /** The catalog’s row behind a target, by the target’s id. */
  readonly rows: Plan['rows']
  /** By the id of a target: the exception that leads past a proxy. */
  readonly exempt: Plan['exempt']
  /** What is ignored of the environment; the shell prints or logs it. */
  readonly warnings: Plan['warnings']
  /** Owners of addresses, from the published range files that the configuration names. */
  readonly owners: readonly { owner: string; cidr: string }[]
}

/** Where a configuration stands: its file names start from the folder. */
export interface ConfigContext {
  readonly folder: string
  readonly env: PlanOptions['env']
}

/** The text of a configuration file, which errors call `name`. Throws RefusedConfigError, which ends with that remedy. */
export function readConfigFile(file: string, name: string, remedy: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    throw refusedFile(name, `Cannot read the configuration ${name}: ${why}`, remedy, error)
  }
}

/** The configuration in a text; `file` names it. Throws RefusedConfigError. */
export function checkedConfig(text: string, file: string, env: ConfigContext['env']): Config {
  const { config, problems } = loadConfig(text, { file, env })
  if (config === null) throw new RefusedConfigError(problems)
  return config
}

/** What planning is given: the environment, and files that count from its folder. */
export function planningAt({ folder, env }: ConfigContext): PlanOptions {
  return { env, readFile: (name) => readFileSync(path.resolve(folder, name), 'utf8') }
}

/** From a configuration to what is to be checked. Throws RefusedConfigError. */
export function planConfig(config: Config, context: ConfigContext): Planned {
  const planning = planningAt(context)
  const { problems, ...planned } = plan(config, planning)
  if (problems.length > 0) throw new RefusedConfigError(problems)
  const owners = config.ipRanges.flatMap((file) => ownersIn(file, planning.readFile))
  return { config, ...planned, owners }
}

function ownersIn(
  file: string,
  read: PlanOptions['readFile'],
): readonly { owner: string; cidr: string }[] {
  try {
    return parseRanges(read(file), file)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const message = `Cannot use the range file ${file} of ipRanges: ${why}`
    throw refusedFile(file, message, 'Name a published range file: ServiceTags_Public.json', error)
  }
}

/** What is wrong with a whole file has no line and no key. */
export function refusedFile(
  file: string,
  message: string,
  remedy: string,
  cause?: unknown,
): RefusedConfigError {
  return new RefusedConfigError([{ file, line: 0, column: 0, key: '', message, remedy }], {
    cause,
  })
}
