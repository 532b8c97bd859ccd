import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseRanges } from '../shared/address/range-file.ts'
import { adHoc } from '../shared/config/flags.ts'
import { loadConfig } from '../shared/config/load.ts'
import { type DerivedParameter, type Plan, plan } from '../shared/config/plan.ts'
import type { Problem } from '../shared/config/problem.ts'
import { type Config, DEFAULT_CONFIG } from '../shared/config/schema.ts'
import type { Capability } from '../shared/model/capability.ts'
import type { Target } from '../shared/model/target.ts'
import { CallError, type Io } from './io.ts'
import { problemText } from './problem-text.ts'

export interface PlanFlags {
  readonly config?: string
  readonly catalog?: readonly string[]
  readonly with?: readonly string[]
  readonly url?: readonly string[]
  readonly expect?: readonly string[]
  readonly ca?: readonly string[]
}

export interface Planned {
  readonly config: Config
  readonly targets: readonly Target[]
  readonly capabilities: readonly Capability[]
  /** Parameters of catalogs that the environment said. */
  readonly derived: readonly DerivedParameter[]
  /** The catalog’s row behind a target, by the target’s id. */
  readonly rows: Plan['rows']
  /** Owners of addresses, from the published range files that the configuration names. */
  readonly owners: readonly { owner: string; cidr: string }[]
}

const DEFAULT_FILE = 'perimeter.yaml'

/** From the flags of a call to what is to be checked. Throws CallError with every problem found. */
export function planFromFlags(flags: PlanFlags, io: Io): Planned {
  const named = flags.catalog !== undefined || flags.url !== undefined
  const file = flags.config ?? (named ? null : DEFAULT_FILE)
  const base = file === null ? DEFAULT_CONFIG : readConfig(file, flags, io)
  const config = named ? { ...base, ...adHocPart(flags) } : base
  const withRoots = { ...config, ca: [...config.ca, ...absolute(flags.ca ?? [], io.cwd)] }
  const folder = file === null ? io.cwd : path.dirname(path.resolve(io.cwd, file))
  const read = (name: string) => readFileSync(path.resolve(folder, name), 'utf8')
  const { problems, ...planned } = plan(withRoots, { env: io.env, readFile: read })
  if (problems.length > 0) throw refused(problems)
  return { config: withRoots, ...planned, owners: readOwners(config.ipRanges, read) }
}

/** Reads and checks a configuration file. Throws CallError with every problem found. */
export function readConfig(file: string, flags: PlanFlags, io: Io): Config {
  const { config, problems } = loadConfig(readText(file, flags, io), { file, env: io.env })
  if (config === null) throw refused(problems)
  return config
}

function readText(file: string, flags: PlanFlags, io: Io): string {
  try {
    return readFileSync(path.resolve(io.cwd, file), 'utf8')
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    const remedy =
      flags.config === undefined
        ? 'create it (docs/configuration.md), or say what to check with --config, --url or --catalog'
        : 'check the path'
    throw new CallError(`Cannot read the configuration ${file}: ${why}; ${remedy}`, {
      cause: error,
    })
  }
}

function adHocPart(flags: PlanFlags): Pick<Config, 'catalogs' | 'targets'> {
  const { catalogs, targets, problems } = adHoc({
    catalog: flags.catalog ?? [],
    with: flags.with ?? [],
    urls: flags.url ?? [],
    expect: flags.expect ?? [],
  })
  if (problems.length > 0) throw refused(problems)
  return { catalogs, targets }
}

function readOwners(
  files: readonly string[],
  read: (name: string) => string,
): readonly { owner: string; cidr: string }[] {
  return files.flatMap((file) => {
    try {
      return parseRanges(read(file), file)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new CallError(`Cannot use the range file ${file} of ipRanges: ${why}`, { cause: error })
    }
  })
}

function absolute(files: readonly string[], cwd: string): string[] {
  return files.map((file) => path.resolve(cwd, file))
}

function refused(problems: readonly Problem[]): CallError {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
  return new CallError(`${count} in what is to be checked\n${problems.map(problemText).join('\n')}`)
}
