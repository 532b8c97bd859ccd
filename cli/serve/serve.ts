import path from 'node:path'
import type { Network } from '../../probes/context.ts'
import { SYSTEM_CLOCK } from '../../runtime/clock.ts'
import { warmUpFromNow } from '../../runtime/cloud-run.ts'
import { composeProbe, type ProbeParts } from '../../runtime/compose-probe.ts'
import { damageLog } from '../../runtime/damage-log.ts'
import { pause } from '../../runtime/pause.ts'
import type { Planned } from '../../runtime/plan-file.ts'
import { platformOf } from '../../runtime/platform.ts'
import { rootsOf } from '../../runtime/roots.ts'
import { openSpool } from '../../runtime/spool.ts'
import { trustRoots } from '../../runtime/trust.ts'
import { vantageName } from '../../runtime/vantage.ts'
import type { Log } from '../../shared/ports/log.ts'
import { type Auth, tokenAuth } from '../../shared/web/auth.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { planFromFlags } from '../plan.ts'
import { fileStem, openStore } from '../store.ts'
import { listen } from './listen.ts'
import { stderrLog } from './log.ts'
import { toPerson } from './person.ts'
import { onChange, Reloadable, type Reloading } from './reload.ts'
import { keepSweeping } from './scheduler.ts'
import { type ServeToken, tokenFor } from './token.ts'

export interface Serving {
  readonly config: string
  readonly host: string
  readonly port: number
  /** The file with the configuration of the network; absent: that of the configuration. */
  readonly networkFile?: string | undefined
  /** The network; tests lead it to a pretend network. */
  readonly network?: Network
}

/**
 * The whole product on one machine: schedule, store, alerts, API and page, until `io.signal`. The sweep under way
 * ends then, and what it has is kept. The configuration is read again when its file changes, and at SIGHUP where no
 * terminal is. Throws CallError and StoreError before the first sweep only.
 */
export async function serve(serving: Serving, io: Io): Promise<ExitStatus> {
  const plan = () => planToServe(serving, io)
  const planned = plan()
  const configFile = path.resolve(io.cwd, serving.config)
  const file = fileStem(planned.config.store, io)
  const token = tokenFor(`${file}.token`, io.env)
  const log = stderrLog(io, SYSTEM_CLOCK.date)
  const store = await openStore(planned.config, io, damageLog(log))
  try {
    const reloadable = new Reloadable(
      {
        ...{ plan, log },
        compose: composing(serving, io, {
          ...{ store, log, spool: openSpool(`${file}.spool`), auth: tokenAuth(token.token) },
          folder: path.dirname(configFile),
        }),
      },
      planned,
    )
    const listening = await listen(
      (request, connection) => reloadable.current.probe.app.fetch(request, { connection }),
      serving,
    )
    io.out(greeting(listening.origin, token, serving.host))
    onChange(configFile, io.signal, () => reloadable.reload())
    // A terminal that is closed hangs up on what runs in it: that is its end.
    if (!io.terminal.err) io.onHangup?.(() => reloadable.reload())
    try {
      await sweepUntilTheEnd(reloadable, log, io)
    } finally {
      await listening.close()
    }
  } finally {
    await store.close()
  }
  return EXIT.asExpected
}

function planToServe({ config, networkFile }: Serving, io: Io): Planned {
  const network = networkFile === undefined ? {} : { network: networkFile }
  const planned = planFromFlags({ config, ...network }, io)
  if (planned.targets.length > 0) return planned
  throw new CallError(
    `There is nothing to check: ${config} has no targets and no catalogs; add some (docs/configuration.md)`,
  )
}

/** What stays the same for every configuration of one process. */
interface Lasting extends Pick<ProbeParts, 'store' | 'log' | 'spool'> {
  readonly auth: Auth
  /** Where the configuration stands. */
  readonly folder: string
}

function composing(serving: Serving, io: Io, lasting: Lasting): Reloading['compose'] {
  const { folder, auth, ...parts } = lasting
  const context = { folder, env: io.env }
  const platform = platformOf(io.env)
  return (planned) => {
    // Those of NODE_EXTRA_CA_CERTS Node itself has read at its start.
    trustRoots(rootsOf(planned.config, context), {}, parts.log)
    return composeProbe({
      ...{ ...parts, planned, context, stopping: io.signal },
      shell: {
        name: vantageName(planned.config.vantage ?? platform.app),
        ...{ platform, auth, dueAt: null, limits: {} },
        queue: planned.config.shards === null ? null : { kind: 'in-process' },
        warmUp: () => warmUpFromNow(planned.config.limits.warmUp, io.env),
      },
      ...(serving.network && { network: serving.network }),
    })
  }
}

async function sweepUntilTheEnd(reloadable: Reloadable, log: Log, io: Io): Promise<void> {
  while (!io.signal.aborted) {
    const { planned, probe, superseded } = reloadable.current
    await keepSweeping({
      ...{ agent: probe.agent, log, sleep: pause, schedule: planned.config.schedule },
      ...(io.terminal.err && { show: toPerson(io, SYSTEM_CLOCK.date) }),
      ...{ date: SYSTEM_CLOCK.date, signal: io.signal, superseded },
    })
  }
}

function greeting(origin: string, { token, kept }: ServeToken, host: string): string {
  const secret =
    kept === null
      ? 'Token: the one of PERIMETER_TOKEN'
      : kept.isNew
        ? `Token: ${token}\n       shown this once, kept in ${kept.file}`
        : `Token: the one in ${kept.file}`
  const local = /^(127\.|localhost$|::1$)/.test(host)
  const open = local
    ? ''
    : `Whoever reaches ${host} reads along: this is plain HTTP, to be put behind a server that speaks TLS\n`
  return `Perimeter: ${origin}/\n${secret}\n       a browser asks for it as the password; the user name may be anything\n${open}`
}
