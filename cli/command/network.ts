import { type Command, InvalidArgumentError } from 'commander'
import type { ZodType } from 'zod'
import { SYSTEM_CLOCK } from '../../runtime/clock.ts'
import type { NetworkPull } from '../../shared/cloud-network/pull/pull.ts'
import { DEFAULT_CONFIG } from '../../shared/config/default-config.ts'
import { projectId, subscriptionId } from '../../shared/config/network.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { collect } from '../options.ts'
import { absolute, DEFAULT_FILE, folderOf, readConfig } from '../plan.ts'

interface PullFlags {
  readonly config?: string
  readonly subscription?: readonly string[]
  readonly project?: readonly string[]
  readonly ca?: readonly string[]
}

const WHOSE =
  'name them with --subscription ID (az account list) or --project ID (gcloud projects list), or in network.azure or network.google'
const NO_FILE = `check the path, or ${WHOSE}`

/** Nobody waits for a sweep here: a network of thousands of zones is read to its end. */
const LIMITS = { calls: 5_000, ms: 10 * 60_000 }

/** `perimeter network`: the configuration of the network as the clouds say it. */
export function networkCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  const network = program
    .command('network')
    .description('The configuration of the network, to name the rule or route that decides')
  network
    .command('pull')
    .description(
      'Read it from the clouds with your login of az or gcloud, or the identity of this machine; print it as JSON',
    )
    .option(
      '-c, --config <file>',
      'configuration file, for its network, proxy and roots (default: perimeter.yaml)',
    )
    .option('--subscription <id>', 'subscription of Azure', ids(subscriptionId))
    .option('--project <id>', 'project of Google Cloud', ids(projectId))
    .option('--ca <file>', 'PEM file with roots to trust in addition to the system’s', collect)
    .action(async (flags: PullFlags) => done(await pull(flags, io)))
}

function ids(schema: ZodType<string>) {
  return (text: string, before: readonly string[] = []): readonly string[] => {
    const { error } = schema.safeParse(text)
    const [issue] = error?.issues ?? []
    if (issue === undefined) return [...before, text]
    throw new InvalidArgumentError(`It ${issue.message}.`)
  }
}

async function pull(flags: PullFlags, io: Io): Promise<ExitStatus> {
  const isNamed = flags.subscription !== undefined || flags.project !== undefined
  const file = flags.config ?? (isNamed ? null : DEFAULT_FILE)
  const base = file === null ? DEFAULT_CONFIG : readConfig(file, io, NO_FILE)
  const config = { ...base, ca: [...base.ca, ...absolute(flags.ca ?? [], io.cwd)] }
  const { azure = null, google = null } = isNamed ? {} : (base.network ?? {})
  const scope = {
    subscriptions: flags.subscription ?? azure?.subscriptions ?? [],
    projects: flags.project ?? google?.projects ?? [],
  }
  if (scope.subscriptions.length + scope.projects.length === 0) {
    throw new CallError(`${file} does not say whose networks to read: ${WHOSE}`)
  }
  // Loaded here and not above: no other command pays for it.
  const { pullByPlatform } = await import('../../runtime/pull-network.ts')
  const context = { folder: folderOf(file, io), env: io.env }
  const parts = { config, context, clock: SYSTEM_CLOCK, limits: LIMITS, signal: io.signal }
  return told(await pullByPlatform(scope, parts), io)
}

function told({ configuration, calls }: NetworkPull, io: Io): ExitStatus {
  const { azure, google, unread } = configuration
  for (const { what, why } of unread) io.err(`perimeter: warning: not read: ${what}: ${why}\n`)
  const count = azure.networks.length + google.networks.length
  if (count === 0) {
    io.err('perimeter: no network could be read; docs/network.md says which rights it takes\n')
    return EXIT.notAsExpected
  }
  io.out(`${JSON.stringify(configuration, null, 1)}\n`)
  if (io.terminal.err) io.err(`${count} networks, read with ${calls} calls\n`)
  return unread.length === 0 ? EXIT.asExpected : EXIT.notAsExpected
}
