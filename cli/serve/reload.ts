import { unwatchFile, watchFile } from 'node:fs'
import type { Probe } from '../../runtime/compose-probe.ts'
import type { Planned } from '../../runtime/plan-file.ts'
import { RefusedConfigError } from '../../runtime/refused-config.ts'
import type { Log } from '../../shared/ports/log.ts'
import { plural } from '../../shared/view/text.ts'
import { CallError } from '../io.ts'

/** How often the file is looked at for a change, in ms. Polled: a mounted file is replaced behind a symbolic link. */
const LOOK = 2_000

/** One configuration and what was put together from it. */
export interface Generation {
  readonly planned: Planned
  readonly probe: Probe
  /** Aborted when the next generation takes over: it ends the wait for the next sweep, and no sweep under way. */
  readonly superseded: AbortSignal
}

export interface Reloading {
  /** Reads the configuration. Throws RefusedConfigError or CallError for one that cannot be used. */
  readonly plan: () => Planned
  /** Puts the probe together. Throws RefusedConfigError. */
  readonly compose: (planned: Planned) => Probe
  readonly log: Log
}

/** The generation that serves, and the way to the next one: a configuration that is refused changes nothing. */
export class Reloadable {
  readonly #given: Reloading
  #current: Generation
  #supersede = new AbortController()

  /** Throws what `plan` and `compose` throw: without a first configuration there is nothing to go on with. */
  constructor(given: Reloading, first: Planned) {
    this.#given = given
    this.#current = this.#generation(first)
  }

  get current(): Generation {
    return this.#current
  }

  /** Reads the configuration anew. Never throws for one that cannot be used: the log names its faults. */
  reload(): void {
    const { log } = this.#given
    const before = this.#current
    const supersede = this.#supersede
    try {
      const planned = this.#given.plan()
      if (JSON.stringify(planned.config.store) !== JSON.stringify(before.planned.config.store)) {
        throw new CallError('store: is another one; restart perimeter serve to change the store')
      }
      this.#current = this.#generation(planned)
    } catch (error) {
      if (!(error instanceof RefusedConfigError || error instanceof CallError)) throw error
      const message = `The configuration was not reloaded, the one before stays in use: ${error.message}`
      log.write({ severity: 'error', message })
      return
    }
    supersede.abort()
    log.write({
      severity: 'info',
      message: `The configuration was reloaded: ${difference(before.planned, this.#current.planned)}`,
    })
  }

  #generation(planned: Planned): Generation {
    const probe = this.#given.compose(planned)
    this.#supersede = new AbortController()
    return { planned, probe, superseded: this.#supersede.signal }
  }
}

function difference(before: Planned, after: Planned): string {
  const [old, now] = [before, after].map(({ targets }) => new Set(targets.map(({ id }) => id)))
  const added = [...(now ?? [])].filter((id) => !old?.has(id)).length
  const removed = [...(old ?? [])].filter((id) => !now?.has(id)).length
  return `${plural(after.targets.length, 'target')}, ${added} added, ${removed} removed`
}

/** Calls `changed` when the file is another one than before, until the signal. */
export function onChange(file: string, signal: AbortSignal, changed: () => void): void {
  watchFile(file, { interval: LOOK, persistent: false }, changed)
  signal.addEventListener('abort', () => unwatchFile(file, changed), { once: true })
}
