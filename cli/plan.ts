import path from 'node:path'
import { planConfig } from '../runtime/plan-config.ts'
import { checkedConfig, type Planned, readConfigFile } from '../runtime/plan-file.ts'
import type { PlannedAt } from '../runtime/plan-source.ts'
import { problemText, RefusedConfigError } from '../runtime/refused-config.ts'
import { DEFAULT_CONFIG } from '../shared/config/default-config.ts'
import { adHoc } from '../shared/config/flags.ts'
import type { Config } from '../shared/config/schema.ts'
import { withDescribed } from './described.ts'
import type { Io } from './io.ts'

export interface PlanFlags {
  readonly config?: string
  readonly catalog?: readonly string[]
  readonly with?: readonly string[]
  readonly url?: readonly string[]
  readonly expect?: readonly string[]
  readonly ca?: readonly string[]
  readonly network?: string
}

export const DEFAULT_FILE = 'perimeter.yaml'

/** From the flags of a call to what is to be checked. Throws RefusedConfigError with every problem found. */
export function planFromFlags(flags: PlanFlags, io: Io): Planned & Pick<PlannedAt, 'context'> {
  const named = flags.catalog !== undefined || flags.url !== undefined
  const file = flags.config ?? (named ? null : DEFAULT_FILE)
  const base = file === null ? DEFAULT_CONFIG : readConfig(file, io, remedyOf(flags))
  const config = named ? { ...base, ...adHocPart(flags, io) } : base
  const withRoots = {
    ...config,
    ca: [...config.ca, ...absolute(flags.ca ?? [], io.cwd)],
    network: networkFrom(flags, config, io),
  }
  const context = { folder: folderOf(file, io), env: io.env }
  const planned = planConfig(withRoots, context)
  for (const warning of planned.warnings) io.err(`perimeter: warning: ${problemText(warning)}\n`)
  return { ...planned, context }
}

/** Where the names of files in a configuration start from; `file` null: there is none. */
export function folderOf(file: string | null, { cwd }: Io): string {
  return file === null ? cwd : path.dirname(path.resolve(cwd, file))
}

function remedyOf({ config }: PlanFlags): string {
  return config === undefined
    ? 'write one with `perimeter init`, or say what to check with --config, --url or --catalog'
    : 'check the path'
}

/** Reads and checks a configuration file. Throws RefusedConfigError with every problem found. */
export function readConfig(file: string, io: Io, remedy: string): Config {
  return checkedConfig(readConfigFile(path.resolve(io.cwd, file), file, remedy), file, io.env)
}

/** With what an agent says of its proxy, that proxy and the hosts that go past it. */
function adHocPart(flags: PlanFlags, io: Io): Partial<Config> {
  const { pairs, agent } = withDescribed(flags.with ?? [], flags.catalog ?? [], io)
  const { catalogs, targets, problems } = adHoc({
    catalog: flags.catalog ?? [],
    with: pairs,
    urls: flags.url ?? [],
    expect: flags.expect ?? [],
  })
  if (problems.length > 0) throw new RefusedConfigError(problems)
  if (agent === null) return { catalogs, targets }
  return { catalogs, targets, proxy: agent.proxy ?? 'none', noProxy: [...agent.noProxy] }
}

/** The flag names a file instead, for the place in the network that the configuration says. */
function networkFrom({ network }: PlanFlags, config: Config, { cwd }: Io): Config['network'] {
  if (network === undefined) return config.network
  const place = config.network ?? { refresh: 0, subnet: null, tags: null, serviceAccount: null }
  return { ...place, file: path.resolve(cwd, network), azure: null, google: null }
}

/** Files by their place, whatever the folder of a configuration. */
export function absolute(files: readonly string[], cwd: string): string[] {
  return files.map((file) => path.resolve(cwd, file))
}
