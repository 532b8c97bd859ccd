import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Network } from '../../probes/context.ts'
import { platformOf } from '../../runtime/azure-platform.ts'
import { SYSTEM_CLOCK } from '../../runtime/clock.ts'
import { composeProbe } from '../../runtime/compose-probe.ts'
import { rootsOf } from '../../runtime/roots.ts'
import { openSpool } from '../../runtime/spool.ts'
import { trustRoots } from '../../runtime/trust.ts'
import { vantageName } from '../../runtime/vantage.ts'
import { tokenAuth } from '../../shared/web/auth.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { planFromFlags } from '../plan.ts'
import { fileStem, openStore } from '../store.ts'
import { listen } from './listen.ts'
import { stderrLog } from './log.ts'
import { toPerson } from './person.ts'
import { keepSweeping } from './scheduler.ts'
import { type ServeToken, tokenFor } from './token.ts'

export interface Serving {
  readonly config: string
  readonly host: string
  readonly port: number
  /** The network; tests lead it to a pretend network. */
  readonly network?: Network
}

/**
 * The whole product on one machine: schedule, store, alerts, API and page, until `io.signal`. The sweep under way
 * ends then, and what it has is kept. Throws CallError and StoreError before the first sweep only.
 */
export async function serve(serving: Serving, io: Io): Promise<ExitStatus> {
  const planned = planFromFlags({ config: serving.config }, io)
  const { config, targets } = planned
  if (targets.length === 0) {
    throw new CallError(
      `There is nothing to check: ${serving.config} has no targets and no catalogs; add some (docs/configuration.md)`,
    )
  }
  const folder = path.dirname(path.resolve(io.cwd, serving.config))
  const file = fileStem(config.store, io)
  const token = tokenFor(`${file}.token`, io.env)
  const log = stderrLog(io, SYSTEM_CLOCK.date)
  const context = { folder, env: io.env }
  const platform = platformOf(io.env)
  // Those of NODE_EXTRA_CA_CERTS Node itself has read at its start.
  trustRoots(rootsOf(config, context), {}, log)
  const store = await openStore(config.store, io)
  try {
    const { agent, app } = composeProbe({
      ...{ planned, context, store, log, spool: openSpool(`${file}.spool`), stopping: io.signal },
      shell: {
        name: vantageName(config.vantage ?? platform.app),
        platform,
        auth: tokenAuth(token.token),
        ...{ dueAt: null, limits: {}, warmUp: null },
      },
      ...(serving.network && { network: serving.network }),
    })
    const listening = await listen((request) => app.fetch(request), serving)
    io.out(greeting(listening.origin, token, serving.host))
    try {
      await keepSweeping({
        ...{ agent, log, sleep, schedule: config.schedule },
        ...(io.terminal.err && { show: toPerson(io, SYSTEM_CLOCK.date) }),
        date: SYSTEM_CLOCK.date,
        signal: io.signal,
      })
    } finally {
      await listening.close()
    }
  } finally {
    await store.close()
  }
  return EXIT.asExpected
}

/** Ends early, without an error, at the signal. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => {})
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
