import { RefusedConfigError } from '../runtime/refused-config.ts'
import { type Fetches, refusingApp } from '../runtime/refusing-app.ts'
import type { Log } from '../shared/ports/log.ts'
import { type Listener, listenerOf } from './listener.ts'
import { type StartParts, startProbe } from './start.ts'

/** What answers the requests of an instance. */
export interface Served extends Fetches {
  /** Null: the configuration was refused, and every answer says why. */
  readonly vantage: string | null
  readonly listener: Listener
  close(): Promise<void>
}

/** The probe, or what takes its place where there is no plan but its refusal. */
export function serveProbe({
  plan,
  ...parts
}: Omit<StartParts, 'plan'> & { readonly plan: StartParts['plan'] | RefusedConfigError }): Served {
  if (plan instanceof RefusedConfigError) return serveRefusal(plan, parts.log)
  try {
    const probe = startProbe({ plan, ...parts })
    return { ...probe, listener: listenerOf(probe) }
  } catch (error) {
    if (error instanceof RefusedConfigError) return serveRefusal(error, parts.log)
    throw error
  }
}

function serveRefusal(refused: RefusedConfigError, log: Log): Served {
  log.write({ severity: 'error', message: refused.message })
  const app = refusingApp(refused, log)
  return { ...app, vantage: null, listener: listenerOf(app), close: async () => {} }
}
