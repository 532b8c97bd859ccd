import path from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { packageAzure } from '../../../azure/package.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Report } from '../../../shared/model/report.ts'
import type { SweepEntry } from '../../../shared/ports/store-entries.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { inVnet } from '../../lab/scenario/probe.ts'
import { inside, runInside, type Session } from '../../lab/session.ts'
import { AzureHost } from '../azure-host.ts'
import { type Fault, setNetwork, worldWithFaults } from './azure-network.ts'
import { granted, IDENTITY, PATHS, SITE, settingsOf } from './azure-settings.ts'
import { addressOf, authorityOf, connectionString, startTables } from './azure-tables.ts'
import { type Call, Outpost } from './outpost.ts'

/** What the table holds, by a handle of its own (read-store.ts). */
interface Holds {
  readonly sweeps: readonly SweepEntry[]
  readonly reports: readonly (Report | null)[]
  readonly incidents: readonly Incident[]
  readonly outbox: { readonly due: number; readonly dead: number }
}

/** One line of the app’s log. */
export interface Line {
  readonly [field: string]: unknown
  readonly message: string
}

/**
 * A function app in the VNet of the lab: its package, its storage account (Azurite, behind a private endpoint, for
 * tokens only), its identity, its Application Insights and somebody who is notified.
 */
export class AzureSite {
  readonly #lab: Lab
  readonly #app: string
  readonly #within: readonly string[]
  readonly #identity: Outpost
  readonly #receiver: Outpost
  readonly #ended: AzureHost[] = []
  #host: AzureHost | null = null

  private constructor(
    lab: Lab,
    app: string,
    within: readonly string[],
    outposts: { readonly identity: Outpost; readonly receiver: Outpost },
  ) {
    this.#lab = lab
    this.#app = app
    this.#within = within
    this.#identity = outposts.identity
    this.#receiver = outposts.receiver
  }

  /** Brings up the lab and, in it, everything but the app itself. */
  static async raise(session: Session): Promise<AzureSite> {
    const lab = await startLab(session, worldWithFaults())
    const { folder } = await packageAzure({ outDir: path.join(session.folder, 'package') })
    const within = inVnet(lab, await setNetwork(lab))
    await startTables(lab)
    const { address, port } = IDENTITY
    const answers = { [IDENTITY.path]: { status: 200, body: JSON.stringify(granted()) } }
    const identity = await Outpost.start(within, { address, port, authority: null, answers })
    const receiver = await Outpost.start(inside(session, 'inet'), {
      ...{ address: addressOf(lab, 'receiver'), port: 443 },
      ...{ authority: authorityOf(session), answers: WELL },
    })
    return new AzureSite(lab, folder, within, { identity, receiver })
  }

  /** Starts the app, as the platform does when there is something to do. `more` goes into its configuration. */
  async start(more: object = {}): Promise<AzureHost> {
    const settings = settingsOf(this.#lab, more)
    const place = { within: this.#within, fetch: this.#identity.fetch }
    this.#host = await AzureHost.start(this.#app, settings, undefined, place)
    return this.#host
  }

  /** Ends the app, as the platform does. Its exit status; null: it had to be killed. */
  async stop(): Promise<number | null> {
    const host = this.host
    this.#ended.push(host)
    return await host.stop()
  }

  get host(): AzureHost {
    if (this.#host === null) throw new Error('The app was not started')
    return this.#host
  }

  /** Breaks the network in this way, instead of how it was broken before. */
  async become(fault?: Fault): Promise<void> {
    await setNetwork(this.#lab, fault)
  }

  /** A run of the timer; gives the line that tells of the sweep. */
  async sweep(): Promise<Line> {
    await this.host.timer('sweep', { IsPastDue: false })
    const line = this.lines().findLast(({ event }) => event === 'sweep')
    if (line === undefined) throw new Error('The log tells of no sweep')
    return line
  }

  /** What the app logged, of all its processes. */
  lines(): readonly Line[] {
    const hosts = [...new Set([...this.#ended, this.host])]
    return hosts.flatMap(({ lines }) => lines.map(({ message }) => JSON.parse(message)))
  }

  /** Asks the app’s own API. */
  async get(where: string): Promise<{ readonly status: number; readonly body: unknown }> {
    const headers = { accept: 'application/json' }
    const { answer, done } = await this.host.request('api', where, { headers })
    const body = await answer.json()
    await done
    return { status: answer.status, body }
  }

  /** What the store holds, read past the app. */
  async holds(): Promise<Holds> {
    const program = path.join(import.meta.dirname, 'read-store.ts')
    const words = [process.execPath, program, connectionString(this.#lab), this.#lab.rootFile, SITE]
    return JSON.parse(await runInside(this.#lab.session, 'pe', words))
  }

  /** Waits, ten seconds at most, until the app seeks a connection with an endpoint that does not answer. */
  async untilSeeking(endpoint: string): Promise<void> {
    const words = ['ss', '-Htan', 'state', 'syn-sent', 'dst', addressOf(this.#lab, endpoint)]
    const end = performance.now() + 10_000
    while ((await runInside(this.#lab.session, 'vnet', words)).trim() === '') {
      if (performance.now() > end) throw new Error(`The app does not seek ${endpoint}`)
      await sleep(20)
    }
  }

  /** What arrived there, in order. */
  received(where: keyof typeof PATHS): readonly Call[] {
    return this.#receiver.calls.filter((call) => call.path === PATHS[where])
  }

  /** Whether the ingestion of telemetry takes what comes. */
  takesTelemetry(well: boolean): void {
    const telemetry = { status: well ? 200 : 503, body: '' }
    this.#receiver.answer({ ...WELL, [PATHS.telemetry]: telemetry })
  }

  /** The resources that the identity was asked a token for, in order. */
  tokensAsked(): readonly string[] {
    return this.#identity.calls.map(
      ({ search }) => new URLSearchParams(search).get('resource') ?? '',
    )
  }
}

const WELL = {
  [PATHS.telemetry]: { status: 200, body: '' },
  [PATHS.webhook]: { status: 204, body: '' },
}
