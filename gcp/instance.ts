import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Drain } from '../runtime/drain.ts'
import { Once } from '../runtime/once.ts'
import { RefusedConfigError } from '../runtime/refused-config.ts'
import type { Environment } from '../shared/document/environment.ts'
import { bugText } from '../shared/failure/bug-text.ts'
import type { Log } from '../shared/ports/log.ts'
import { answerHealth, isHealth, refuse } from './brief.ts'
import { metadataOrigin, NO_METADATA, readMetadata } from './metadata.ts'
import type { GcpPlan } from './plan.ts'
import type { Served } from './serve.ts'
import { requestTrace, traceOf } from './trace.ts'

export interface InstanceParts {
  readonly env: Environment
  /** The package. */
  readonly folder: string
  readonly log: Log
  readonly drain: Drain
  /** Called when it is known where we are. */
  readonly onPlace: (place: { readonly project: string | null; readonly vantage: string }) => void
}

/** One instance of the service. Parts are loaded when they are first needed: it listens, and says so, before that. */
export interface Instance {
  /** Begins with what every request needs; failing is left to the first request. */
  warm(): void
  /** Answers one request. Never rejects. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Answers a request that no caller sent. */
  fetch(request: Request): Promise<Response>
  close(): Promise<void>
}

const ABOUT_TO_END = 'This instance is about to end'

export function instance(parts: InstanceParts): Instance {
  const { log, drain } = parts
  let making = begin(parts)

  /** What lacked the metadata may have been refused for that only: the next request finds it begun anew. */
  function renew(mine: typeof making, { plan, unheard }: PlanResult): void {
    if (making === mine && unheard && plan instanceof RefusedConfigError) making = begin(parts)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const mine = making
    const { planned, served } = mine
    try {
      const outcome = await planned.get()
      const health = healthOf(outcome)
      // Whoever waits for a fresh instance asks this first: answered before all else is loaded.
      if (isHealth(request) && health !== null) answerHealth(response, health)
      else await (await served.get()).listener(request, response)
      renew(mine, outcome)
    } catch (error) {
      log.write({ severity: 'error', message: `The probe could not answer: ${bugText(error)}` })
      refuse(response, 'The probe could not answer; its log says why')
    }
  }

  return {
    warm() {
      making.planned.get().catch(() => {})
    },

    async serve(request, response) {
      if (drain.stopping.aborted) {
        refuse(response, ABOUT_TO_END)
        return
      }
      response.once('close', drain.enter())
      await requestTrace.run(traceOf(request.headers), () => answer(request, response))
    },

    async fetch(request) {
      if (drain.stopping.aborted) return new Response(ABOUT_TO_END, { status: 503 })
      return await drain.during(async () => {
        const mine = making
        const answer = await (await mine.served.get()).fetch(request)
        renew(mine, await mine.planned.get())
        return answer
      })
    },

    async close() {
      await (await making.served.got())?.close()
    },
  }
}

/** The parts of a probe, none of them made yet. */
function begin(parts: InstanceParts): { planned: Once<PlanResult>; served: Once<Served> } {
  const { log, drain, onPlace } = parts
  const planned = new Once(async () => await planOf(parts))
  const served = new Once(async () => {
    const [{ plan }, { serveProbe }] = await Promise.all([planned.get(), import('./serve.ts')])
    const made = serveProbe({ plan, log, drain })
    if (made.vantage !== null && !(plan instanceof RefusedConfigError)) {
      onPlace({ project: plan.context.env['GOOGLE_CLOUD_PROJECT'] ?? null, vantage: made.vantage })
    }
    return made
  })
  return { planned, served }
}

interface PlanResult {
  readonly plan: GcpPlan | RefusedConfigError
  /** The metadata server was asked, and did not answer. */
  readonly unheard: boolean
}

/** Null: the configuration was refused. */
function healthOf({ plan }: PlanResult): 'ok' | 'degraded' | null {
  if (plan instanceof RefusedConfigError) return null
  return plan.planned.disabled.length > 0 ? 'degraded' : 'ok'
}

async function planOf({ env, folder }: InstanceParts): Promise<PlanResult> {
  const origin = metadataOrigin(env)
  const [{ planAt }, metadata] = await Promise.all([
    import('./plan.ts'),
    origin === null ? NO_METADATA : readMetadata(origin),
  ])
  const unheard = origin !== null && metadata.project === null
  try {
    return { plan: await planAt(env, folder, metadata), unheard }
  } catch (error) {
    if (error instanceof RefusedConfigError) return { plan: error, unheard }
    throw error
  }
}
