import type { Certificate } from '../model/facts.ts'
import { type Answer, headerOf } from './answer/answer.ts'
import type { BareView } from './bare-view.ts'
import { chainOf, validity } from './certificates.ts'

/** What a finding says that is about the probe’s clock. Its subject is the clock: all that fails for it is one cause. */
export function clockClaim(
  { startedAt }: Pick<BareView, 'startedAt'>,
  said: string,
  cause: string,
) {
  return {
    subject: 'the clock of the probe',
    summary: `By the clock of the probe, ${new Date(startedAt).toISOString().slice(0, 10)}, ${said}`,
    cause,
    fix: 'Set the clock of the probe’s host (NTP): until then TLS fails there for other programs, too',
  }
}

/** What an NTP server says: its clock less that of the probe, in ms. */
export interface Clock {
  readonly host: string
  readonly offset: number
}

/** What the servers of a sweep say of the time, beside the clock of the probe. */
export class ProbeClock {
  readonly #views: readonly BareView[]
  readonly #clocks: readonly Clock[]
  #times: readonly number[] | null = null
  #early: ReadonlySet<string> | null = null

  constructor(views: readonly BareView[], clocks: readonly Clock[]) {
    this.#views = views
    this.#clocks = clocks
  }

  /**
   * Whether a certificate is in date by the clocks of most servers that told the time, each host once; null: none did, or
   * they are split.
   */
  inDate(certificate: Certificate | null): boolean | null {
    if (certificate === null) return null
    const { from, until } = validity(certificate)
    this.#times ??= timesIn(this.#views, this.#clocks)
    const within = this.#times.filter((time) => from <= time && time <= until).length
    const outside = this.#times.length - within
    return within === outside ? null : within > outside
  }

  /** Unlike certificates that are not valid yet by the probe’s clock, by fingerprint. */
  get early(): ReadonlySet<string> {
    this.#early ??= new Set(this.#views.flatMap(earlyIn))
    return this.#early
  }
}

/** What each host says of the time, in ms since the epoch. */
function timesIn(views: readonly BareView[], clocks: readonly Clock[]): readonly number[] {
  const byHost = new Map<string, number>()
  for (const { target, legs } of views) {
    for (const { request } of legs) {
      const time = dateOf(request)
      if (!Number.isNaN(time)) byHost.set(target.host, time)
    }
  }
  const startedAt = views[0]?.startedAt ?? Number.NaN
  for (const { host, offset } of clocks) byHost.set(host, startedAt + offset)
  return [...byHost.values()]
}

/** When an answer was made, and how long a cache has had it since. Source: RFC 9110, 6.6.1; RFC 9111, 5.1. */
function dateOf(answer: Answer | null): number {
  if (answer === null) return Number.NaN
  const age = Number.parseInt(headerOf(answer, 'age'), 10)
  return Date.parse(headerOf(answer, 'date')) + (age > 0 ? age * 1000 : 0)
}

function earlyIn({ legs, certificates, startedAt }: BareView): readonly string[] {
  return legs.flatMap(({ handshake }) => {
    if (handshake === null) return []
    const [leaf] = chainOf(handshake, certificates)
    const isEarly = leaf !== undefined && validity(leaf).from > startedAt
    return isEarly ? handshake.chain.slice(0, 1) : []
  })
}
