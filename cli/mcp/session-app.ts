import path from 'node:path'
import { SYSTEM_CLOCK } from '../../runtime/clock.ts'
import { warmUpFromNow } from '../../runtime/cloud-run.ts'
import { composeProbe } from '../../runtime/compose-probe.ts'
import type { Planned } from '../../runtime/plan-file.ts'
import { platformOf } from '../../runtime/platform.ts'
import { rootsOf } from '../../runtime/roots.ts'
import { openSpool } from '../../runtime/spool.ts'
import { trustRoots } from '../../runtime/trust.ts'
import { vantageName } from '../../runtime/vantage.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import type { WebApp } from '../../shared/web/app.ts'
import type { Io } from '../io.ts'
import { stderrLog } from '../serve/log.ts'
import { fileStem } from '../store.ts'

export interface SessionParts {
  readonly planned: Planned
  /** Null: there is none. */
  readonly configFile: string | null
  readonly store: ResultsStore
  /** Aborted when the session is over. */
  readonly stopping: AbortSignal
}

/**
 * When a check answers at the latest, in ms: clients of the official SDK give a call up after 60 s
 * (https://github.com/modelcontextprotocol/typescript-sdk, DEFAULT_REQUEST_TIMEOUT_MSEC).
 */
const DEADLINE = 50_000
/** Of the body of a request: the ids of the most targets that one check takes. */
const BODY = 262_144

/** The HTTP API for the tools, in this process alone. Throws RefusedConfigError for roots that cannot be read. */
export function sessionApp(parts: SessionParts, io: Io): WebApp {
  const { planned, configFile, store, stopping } = parts
  const folder = configFile === null ? io.cwd : path.dirname(path.resolve(io.cwd, configFile))
  const context = { folder, env: io.env }
  const log = stderrLog(io, SYSTEM_CLOCK.date)
  trustRoots(rootsOf(planned.config, context), {}, log)
  const platform = platformOf(io.env)
  const spool = openSpool(`${fileStem(planned.config.store, io)}.spool`)
  return composeProbe({
    ...{ planned, context, store, spool, log, stopping },
    shell: {
      name: vantageName(planned.config.vantage ?? platform.app),
      platform,
      // Whoever started this process holds its standard input; nobody else can ask.
      auth: () => ({ name: 'assistant' }),
      dueAt: null,
      queue: null,
      limits: { deadline: DEADLINE, bodyBytes: BODY },
      warmUp: () => warmUpFromNow(planned.config.limits.warmUp, io.env),
    },
  }).app
}
