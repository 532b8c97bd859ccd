import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Network } from '../../../probes/context.ts'
import { composeAgents } from '../../../runtime/agents.ts'
import { openSpool } from '../../../runtime/spool.ts'
import { describeVantage, NO_PLATFORM, vantageName } from '../../../runtime/vantage.ts'
import type { Agent } from '../../../shared/agent/agent.ts'
import { loadConfig } from '../../../shared/config/load.ts'
import { plan } from '../../../shared/config/plan.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { LogEntry } from '../../../shared/ports/log.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { createApp, type WebApp } from '../../../shared/web/app.ts'
import { type Auth, tokenAuth } from '../../../shared/web/auth.ts'
import { DEFAULT_WEB_LIMITS, type WebLimits } from '../../../shared/web/ports.ts'
import { openSqliteStore } from '../../../stores/sqlite/sqlite.ts'

export const TOKEN = 'a token for tests, long enough'

/** Names and where they lead; each look-up of a name takes the next of its lists, and stays at the last. */
export type Names = Readonly<Record<string, readonly (readonly string[])[]>>

export interface Site extends AsyncDisposable {
  readonly app: WebApp
  readonly agent: Agent
  readonly store: ResultsStore
  readonly logged: readonly LogEntry[]
  /** Every address that was connected to, `address:port`. */
  readonly dialled: readonly string[]
  /** Every name that was looked up. */
  readonly asked: readonly string[]
  call(path: string, init?: RequestInit): Promise<Response>
  post(path: string, body: unknown): Promise<Response>
}

/**
 * The whole of `serve` but for its port: the real agent, probes and store, in a network whose connections all lead to
 * one port on loopback.
 */
export async function site(
  config: string,
  {
    names = {},
    port = 1,
    limits = {},
    auth = tokenAuth(TOKEN),
    times = 'step: 20s, target: 40s, sweep: 60s',
    clock = { now: () => performance.now(), date: () => new Date() },
  }: {
    names?: Names
    port?: number
    limits?: Partial<WebLimits>
    auth?: Auth
    times?: string
    clock?: Clock
  } = {},
): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'perimeter-web-'))
  const file = path.join(folder, 'p.db')
  const store = openSqliteStore(file)
  const loaded = loadConfig(`${head(times)}${config}`, { file: 'perimeter.yaml', env: {} })
  if (loaded.config === null) throw new Error(JSON.stringify(loaded.problems))
  const planning = { env: {}, readFile: () => '' }
  const planned = { config: loaded.config, owners: [], ...plan(loaded.config, planning) }
  const logged: LogEntry[] = []
  const dialled: string[] = []
  const asked: string[] = []
  const log = { write: (entry: LogEntry) => void logged.push(entry) }
  const stopping = new AbortController()
  const parts = {
    planned: { ...planned, disabled: [], knownNetwork: null },
    context: { folder, env: {} },
    store,
    clock,
    log,
  }
  const network = pretend(names, port, dialled, asked)
  const spool = openSpool(`${file}.spool`)
  const vantage = describeVantage(
    vantageName(loaded.config.vantage),
    NO_PLATFORM,
    network.systemResolvers(),
    loaded.config.privateRanges,
  )
  const { agent, adHoc } = composeAgents({
    ...{ ...parts, vantage, spool, network },
    tokens: async () => ({ token: null, failure: 'no identity' }),
    ...{ warmUp: null, queue: null, stopping: stopping.signal },
  })
  const app = createApp({
    ...{ agent, adHoc, store, clock, log, planning, config: loaded.config },
    targets: planned.targets,
    auth,
    stopping: stopping.signal,
    limits: { ...DEFAULT_WEB_LIMITS, ...limits },
  })
  const call = async (where: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${TOKEN}`)
    return await app.request(where, { ...init, headers })
  }
  return {
    ...{ app, agent, store, logged, dialled, asked, call },
    post: (where, body) =>
      call(where, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** By default limits that a busy machine does not use up. */
function head(times: string): string {
  return `vantage: here\nproxy: none\nresolvers: []\nlimits: { ${times}, attempts: 1 }\n`
}

function pretend(names: Names, port: number, dialled: string[], asked: string[]): Network {
  return {
    lookup(name) {
      const answers = names[name] ?? []
      const before = asked.filter((n) => n === name).length
      asked.push(name)
      const found = answers[before] ?? answers.at(-1)
      return found === undefined
        ? Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }))
        : Promise.resolve(found)
    },
    dial(address, to) {
      dialled.push(`${address}:${to}`)
      return net.connect({ host: '127.0.0.1', port })
    },
    systemResolvers: () => [],
    hosts: () => null,
  }
}
