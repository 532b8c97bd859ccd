import { type DerivedAlerts, deriveAlerts } from '../../../shared/alerts/derive.ts'
import type { Peer } from '../../../shared/alerts/peers.ts'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import type { AlertState } from '../../../shared/alerts/state.ts'
import type { Changed, Incident } from '../../../shared/model/incident.ts'
import type { Notification } from '../../../shared/model/notification.ts'
import type { Report } from '../../../shared/model/report.ts'
import { EVERY, POLICY, reportAt, type Sweep } from './sweeps.ts'

interface Held {
  readonly state: AlertState | null
  readonly incidents: ReadonlyMap<string, Incident>
}

/** What several vantages with one store did, in the order of their commits. */
export class Vantages {
  readonly #held = new Map<string, Held>()
  readonly notifications: Notification[] = []
  /** Openings that were told while another vantage, which had been told of, had it open. */
  readonly doubled: string[] = []
  readonly #policy: AlertPolicy

  constructor(policy: Partial<AlertPolicy> = {}) {
    this.#policy = { ...POLICY, ...policy }
  }

  /** A round: the sweeps of some vantages, a second apart, each of which sees what those before it committed. */
  round(number: number, sweeps: Readonly<Record<string, Sweep>>): void {
    for (const [vantage, sweep] of Object.entries(sweeps)) this.sweep(vantage, number, sweep)
  }

  /** One sweep of a vantage, and what was derived from it. */
  sweep(
    vantage: string,
    number: number,
    sweep: Sweep,
    more: Partial<Report> = {},
    changes?: ReadonlyMap<string, Changed>,
  ): DerivedAlerts {
    const derived = this.#derived(vantage, number, sweep, more, changes)
    this.#commit(vantage, derived)
    return derived
  }

  /** Somebody changes the open incidents of a vantage, from outside of any sweep. */
  touch(vantage: string, change: (incident: Incident) => Incident): void {
    const held = this.#held.get(vantage)
    if (held === undefined) return
    const incidents = [...held.incidents].map(([id, one]) => [id, change(one)] as const)
    this.#held.set(vantage, { ...held, incidents: new Map(incidents) })
  }

  /** What the alerts of a vantage remember. */
  state(vantage: string): AlertState | null {
    return this.#held.get(vantage)?.state ?? null
  }

  /** A round in which all derive before the first of them commits. */
  atOnce(number: number, sweeps: Readonly<Record<string, Sweep>>): void {
    const derived = Object.entries(sweeps).map(
      ([vantage, sweep]) => [vantage, this.#derived(vantage, number, sweep)] as const,
    )
    for (const [vantage, made] of derived) this.#commit(vantage, made)
  }

  incidents(): readonly Incident[] {
    return [...this.#held.values()].flatMap(({ incidents }) => [...incidents.values()])
  }

  /** `opened tcp-dropped a at a and b`, in order. */
  said(): readonly string[] {
    return this.notifications.map(({ what, payload }) => {
      const at = / at (.*?)(,|:)/.exec(payload.title)?.[1] ?? ''
      return `${what} ${payload.incident?.code ?? ''} at ${at}`
    })
  }

  #derived(
    vantage: string,
    number: number,
    sweep: Sweep,
    more: Partial<Report> = {},
    changes: ReadonlyMap<string, Changed> = new Map(),
  ) {
    const mine = this.#held.get(vantage)
    const order = [...'abc'].indexOf(vantage)
    const report = reportAt(number * EVERY, sweep, more)
    const finishedAt = new Date(Date.parse(report.startedAt) + 10_000 + order * 1000).toISOString()
    const given = {
      previous: mine?.state ?? null,
      open: [...(mine?.incidents.values() ?? [])],
      owed: (mine?.state?.owed ?? []).flatMap((one) => mine?.incidents.get(one.incident) ?? []),
      peers: this.#peersOf(vantage),
    }
    return deriveAlerts({
      ...(JSON.parse(JSON.stringify(given)) as typeof given),
      changes,
      report: { ...report, finishedAt, vantage: { ...report.vantage, name: vantage } },
      policy: this.#policy,
      now: new Date(finishedAt),
    })
  }

  #peersOf(vantage: string): readonly Peer[] {
    return [...this.#held].flatMap(([name, { state, incidents }]) => {
      const open = [...incidents.values()].filter((one) => one.state === 'open')
      return name === vantage || state === null ? [] : [{ vantage: name, state, open }]
    })
  }

  #commit(vantage: string, { state, incidents, notifications }: ReturnType<typeof deriveAlerts>) {
    const before = this.#held.get(vantage)?.incidents ?? new Map<string, Incident>()
    const after = new Map([...before, ...incidents.map((one) => [one.id, one] as const)])
    const told = this.#peersOf(vantage).some(({ open }) => open.some((one) => one.told.length > 0))
    const opened = notifications.filter(({ what }) => what === 'opened' && told)
    this.doubled.push(...opened.map(({ id }) => id))
    this.#held.set(vantage, { state, incidents: after })
    this.notifications.push(...notifications)
  }
}
