import os from 'node:os'
import path from 'node:path'
import type { StoreSettings } from '../shared/config/store.ts'
import type { Report } from '../shared/model/report.ts'
import type { Log } from '../shared/ports/log.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import { openStore } from '../stores/open-store.ts'
import { composeProbe, type Probe, type Shell } from './compose-probe.ts'
import { damageLog } from './damage-log.ts'
import type { Drain } from './drain.ts'
import { endingSpool } from './ending-spool.ts'
import { endingStore } from './ending-store.ts'
import { lateStore } from './late-store.ts'
import type { PlannedAt } from './plan-source.ts'
import { problemText } from './refused-config.ts'
import { reporting } from './reporting.ts'
import { openSpool, type SpoolLimits } from './spool.ts'
import { trustRoots } from './trust.ts'

/** What only a cloud knows of a function that is deployed there: all that the shell of a further cloud must say. */
export interface CloudShell extends Shell {
  readonly store: StoreSettings
  /** The folder for reports that wait, in the system’s folder for temporary files. */
  readonly spool: {
    readonly folder: string
    readonly limits?: SpoolLimits
    /** Its folder goes with the process: what is set aside at the end is in the log only. */
    readonly endsWithProcess?: boolean
  }
  /** Given each scheduled report, in addition to the log; null: the log is all. Never throws. */
  readonly telemetry: ((report: Report) => Promise<void>) | null
}

export interface FunctionParts extends PlannedAt {
  /** The extra roots, PEM. */
  readonly roots: readonly string[]
  readonly cloud: CloudShell
  readonly log: Log
  readonly drain: Drain
}

/** A deployed function, put together. */
export interface ComposedFunction extends Probe {
  readonly store: ResultsStore
  close(): Promise<void>
}

/**
 * Puts a function together, as every cloud has it: the store is opened when it is first used and has no more time when
 * the process must end, every sweep is reported to the platform, and the end waits for what is under way. Throws
 * RefusedConfigError for roots that cannot be read.
 */
export function composeFunction(parts: FunctionParts): ComposedFunction {
  const { planned, context, cloud, log, drain } = parts
  const { store: settings, spool, telemetry, ...shell } = cloud
  for (const warning of planned.warnings) {
    log.write({ severity: 'warning', message: problemText(warning) })
  }
  for (const { name, problems } of planned.disabled) {
    const message = `Left out: ${name}\n${problems.map(problemText).join('\n')}`
    log.write({ severity: 'error', message, fields: { event: 'disabled' } })
  }
  trustRoots(parts.roots, context.env, log)
  const opened = lateStore(
    async () =>
      await openStore(settings, context.folder, {
        retentionMs: planned.config.retention,
        onDamage: damageLog(log),
      }),
  )
  const store = endingStore(opened, drain.late)
  const opening = openSpool(path.join(os.tmpdir(), spool.folder), spool.limits)
  const during = <T>(work: () => Promise<T>) => drain.during(work)
  const probe = composeProbe({
    ...{ planned, context, shell, store, log },
    spool: spool.endsWithProcess ? endingSpool(opening, drain.stopping) : opening,
    stopping: drain.stopping,
    watched: (agent) => reporting(agent, { log, during, telemetry }),
  })
  const take: Probe['take'] = (task) => during(() => probe.take(task))
  return { ...probe, take, store, close: async () => await opened.close() }
}
