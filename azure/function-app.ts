import { setTimeout as pause } from 'node:timers/promises'
import { Drain } from '../runtime/drain.ts'
import { Once } from '../runtime/once.ts'
import type { RefusedConfigError } from '../runtime/refused-config.ts'
import type { Environment } from '../shared/document/environment.ts'
import type { Log } from '../shared/ports/log.ts'
import type { Opened } from './compose-app.ts'
import type { AppPlan } from './plan.ts'
import type { Run } from './timer.ts'

export interface FunctionAppOptions {
  readonly env: Environment
  /** The folder of the package. */
  readonly folder: string
  readonly log: Log
}

/**
 * Azure’s host kills its worker five seconds after it asked for the end (WorkerTerminateGracePeriodInSeconds of the host):
 * https://github.com/Azure/azure-functions-host
 */
const GRACE = { store: 2_200, whole: 4_000 }

/** How long the last lines have to reach the host, in ms: its worker ends at once, and what is on its way is lost. */
const FLUSH = 250

/**
 * What the triggers call. Loaded and put together at the first call: the platform loads an app before it knows
 * whether it is needed, and takes one that fails to load for an app without functions.
 */
export class FunctionApp {
  readonly #given: FunctionAppOptions
  readonly #drain = new Drain(GRACE)
  readonly #planning: Once<AppPlan | RefusedConfigError>
  readonly #opened: Once<Opened>

  constructor(given: FunctionAppOptions) {
    this.#given = given
    this.#planning = new Once(() => this.#plan())
    this.#opened = new Once(() => this.#open())
  }

  /** Reads the configuration before anybody asks, while the platform is still busy with itself. Never throws. */
  async prepare(): Promise<void> {
    await this.#planning.get().catch(() => {})
  }

  /** Whether it answers, and what is wrong with its configuration; nothing else is loaded for it. */
  async health(request: Request): Promise<Response> {
    const planning = await this.#planning.get()
    const { healthAnswered } = await import('./health.ts')
    return healthAnswered(request, planning, this.#given.log)
  }

  async fetch(request: Request): Promise<Response> {
    return await this.#drain.during(async () => await (await this.#opened.get()).app.fetch(request))
  }

  async sweep(run: Run): Promise<void> {
    await this.#drain.during(async () => await (await this.#opened.get()).sweep(run))
  }

  /** What the queue trigger brings. */
  async shard(message: unknown): Promise<void> {
    await this.#drain.during(async () => await (await this.#opened.get()).shard(message))
  }

  /** Ends what is under way: a sweep is judged and stored as far as it came. Ends in time. */
  async stop(): Promise<void> {
    // What is still under way then has the store in use.
    if (await this.#drain.end()) await (await this.#opened.got())?.close()
    await pause(FLUSH)
  }

  async #plan(): Promise<AppPlan | RefusedConfigError> {
    const { planApp } = await import('./plan.ts')
    const { env, folder, log } = this.#given
    return await planApp(env, folder, log)
  }

  async #open(): Promise<Opened> {
    const planning = await this.#planning.get()
    const { open } = await import('./compose-app.ts')
    const { env, log } = this.#given
    // Starts the pool, where the platform has not: health needs no thread of it.
    const { warnOfSmallPool } = await import('./thread-pool.ts')
    await warnOfSmallPool(log)
    return open(planning, { env, log, drain: this.#drain })
  }
}
