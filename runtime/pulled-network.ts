import { DEADLINE } from '../identity/issuer.ts'
import type { KnownNetwork } from '../shared/cloud-network/at.ts'
import type { NetworkConfiguration } from '../shared/cloud-network/model.ts'
import type { Config } from '../shared/config/schema.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Log } from '../shared/ports/log.ts'
import { placedNetwork } from './network-file.ts'
import type { PlannedAt } from './plan-source.ts'
import { pullByPlatform } from './pull-network.ts'

/** Bounds of reading the network beside a sweep: what takes longer comes too late for it. */
const CALLS = 200
const MS = 30_000
/** When a network that could not be read is tried again, in ms. */
const AGAIN = 5 * 60_000

type Settings = NonNullable<Config['network']>

/** The end of a sweep: when it is told to end, and in how many ms from now it ends at the latest. */
export interface SweepEnd {
  readonly signal: AbortSignal
  readonly ms: number
}

export interface NetworkSourceParts extends PlannedAt {
  readonly clock: Clock
  readonly log: Pick<Log, 'write'>
}

/**
 * The network as the clouds said it last, read again when it is older than the configuration says. Sweeps at the same
 * time share one reading; one that comes to nothing leaves what was read before, and says so.
 */
export class PulledNetwork {
  readonly #parts: NetworkSourceParts
  readonly #settings: Settings
  #last: NetworkConfiguration | null = null
  #due = Number.NEGATIVE_INFINITY
  #reading: Promise<NetworkConfiguration> | null = null
  #told = ''

  constructor(parts: NetworkSourceParts, settings: Settings) {
    this.#parts = parts
    this.#settings = settings
  }

  /** What is known by the end of a sweep. */
  async known(end: SweepEnd): Promise<KnownNetwork> {
    const { clock, planned } = this.#parts
    const last = clock.now() < this.#due ? this.#last : null
    const configuration = last ?? (await this.#shared(end))
    return placedNetwork(configuration, this.#settings, planned.owners)
  }

  async #shared(end: SweepEnd): Promise<NetworkConfiguration> {
    const mine = this.#reading ?? this.#read(end)
    this.#reading = mine
    try {
      return await mine
    } finally {
      if (this.#reading === mine) this.#reading = null
    }
  }

  async #read({ signal, ms }: SweepEnd): Promise<NetworkConfiguration> {
    const { planned, context, clock } = this.#parts
    const { azure, google, refresh } = this.#settings
    const scope = { subscriptions: azure?.subscriptions ?? [], projects: google?.projects ?? [] }
    // A token may come last.
    const limits = { calls: CALLS, ms: Math.max(0, Math.min(MS, ms - DEADLINE)) }
    const parts = { config: planned.config, context, clock, limits, signal }
    const { configuration } = await pullByPlatform(scope, parts)
    this.#tell(configuration)
    const isRead = hasNetworks(configuration)
    this.#due = clock.now() + (isRead ? refresh : Math.min(refresh, AGAIN))
    const before = this.#last !== null && hasNetworks(this.#last) ? this.#last : null
    this.#last = isRead || before === null ? configuration : stale(before, configuration)
    return this.#last
  }

  /** Each trouble once, and not with every sweep. */
  #tell({ unread }: NetworkConfiguration): void {
    const text = unread.map(({ what, why }) => `${what} ${why}`).join('; ')
    if (text === this.#told) return
    this.#told = text
    if (text === '') return
    this.#parts.log.write({
      severity: 'warning',
      message: `Not all of the network could be read: ${text.slice(0, 1000)}`,
      fields: { event: 'network-unread' },
    })
  }
}

function hasNetworks({ azure, google }: NetworkConfiguration): boolean {
  return azure.networks.length + google.networks.length > 0
}

/** What was read before, and why it was not read again. */
function stale(before: NetworkConfiguration, { unread }: NetworkConfiguration) {
  const again = unread.map(({ what, why }) => ({ what: `${what}, read again`, why }))
  const had = before.unread.filter(({ what }) => !what.endsWith(', read again'))
  return { ...before, unread: [...had, ...again] }
}
