import path from 'node:path'
import { SERVICES_OWNER } from '../shared/address/book.ts'
import { parseRanges } from '../shared/address/range-file.ts'
import type { KnownNetwork } from '../shared/cloud-network/at.ts'
import type { Disabled } from '../shared/config/disabled.ts'
import { loadConfig } from '../shared/config/load.ts'
import type { DerivedParameter, Plan } from '../shared/config/plan.ts'
import type { PlanOptions } from '../shared/config/planning.ts'
import type { Config } from '../shared/config/schema.ts'
import { fileName } from '../shared/document/problem.ts'
import type { Capability } from '../shared/model/capability.ts'
import type { Target } from '../shared/model/target.ts'
import { readGivenFile } from './given-file.ts'
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
  /** Entries of the configuration that cannot be used; the rest is. */
  readonly disabled: readonly Disabled[]
  /** Owners of addresses, from the published range files that the configuration names. */
  readonly owners: readonly { owner: string; cidr: string }[]
  /** The configuration of the network in a file; null: none is given, or it cannot be used. */
  readonly knownNetwork: KnownNetwork | null
}

/** Where a configuration stands: its file names start from the folder. */
export interface ConfigContext {
  readonly folder: string
  readonly env: PlanOptions['env']
}

/** A configuration of 50,000 targets has some 5 MB. */
const LARGEST = 16 * 1024 * 1024

/** The text of a configuration file, which errors call `name`. Throws RefusedConfigError, which ends with that remedy. */
export function readConfigFile(file: string, name: string, remedy: string): string {
  try {
    return readGivenFile(file, LARGEST)
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
  return { env, readFile: (name) => readGivenFile(path.resolve(folder, name)) }
}

/** The owners of addresses: from the range files of a configuration, and the ranges that it says are Google’s. */
export function ownersAt(
  { ipRanges, privateServicesAccess, origin }: Config,
  context: ConfigContext,
): Planned['owners'] {
  const { readFile } = planningAt(context)
  const published = ipRanges.flatMap((given, i) =>
    ownersIn(fileName(origin, ['ipRanges', i], given), () => readFile(given)),
  )
  return [...published, ...privateServicesAccess.map((cidr) => ({ owner: SERVICES_OWNER, cidr }))]
}

function ownersIn(file: string, read: () => string): readonly { owner: string; cidr: string }[] {
  try {
    return parseRanges(read(), file)
  } catch (error) {
    // The text of an error of the disk names the path.
    const { code, message: text = String(error) } = error as NodeJS.ErrnoException
    const why = code ?? text
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
