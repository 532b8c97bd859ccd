import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import type { FromWorker, Registered, ToWorker } from './azure-worker.ts'

type Loaded = FromWorker & { readonly type: 'loaded' }

/** A line that the app logged through the library, and its level there. */
interface Line {
  readonly level: string
  readonly message: string
}

/** Another place than this process’s own, as a network namespace is. */
export interface Place {
  /** The words that run a command there. */
  readonly within: readonly string[]
  /** Reaches the ports of that place. */
  readonly fetch: typeof fetch
}

const HERE: Place = { within: [], fetch: globalThis.fetch }

/**
 * The host’s side of `azure-worker.ts`: starts it with an app, sends requests the way the front end does, and ends it.
 * An app without a leak ends by itself then; one that does not is killed at disposal, and `stop` rejects.
 */
export class AzureHost implements AsyncDisposable {
  readonly loaded: Loaded
  readonly lines: Line[] = []
  /** What the process wrote to its own output. */
  output = ''
  readonly #child: ChildProcess
  readonly #fetch: typeof fetch
  readonly #waiting = new Map<string, (error: string | null) => void>()

  private constructor(child: ChildProcess, loaded: Loaded, { fetch }: Place) {
    this.#child = child
    this.#fetch = fetch
    this.loaded = loaded
    child.on('message', (message: FromWorker) => {
      if (message.type === 'log') this.lines.push(message)
      if (message.type === 'done') this.#waiting.get(message.id)?.(message.error)
    })
    child.on('exit', () => {
      for (const done of this.#waiting.values()) done('The process of the app has ended')
    })
    child.stdout?.on('data', (text) => {
      this.output += text
    })
  }

  /** Starts an app with these app settings, and nothing else of this process’s environment. */
  static async start(
    app: string,
    env: Readonly<Record<string, string>>,
    worker: string = path.join(import.meta.dirname, 'azure-worker.ts'),
    place: Place = HERE,
  ): Promise<AzureHost> {
    const [execPath = '', ...execArgv] = [...place.within, process.execPath]
    const child = fork(worker, [app], { env: { ...env }, silent: true, execPath, execArgv })
    const [loaded] = (await once(child, 'message')) as [Loaded]
    return new AzureHost(child, loaded, place)
  }

  function(name: string): Registered | undefined {
    return this.loaded.functions.find((one) => one.name === name)
  }

  /** Rejects when the function fails. */
  async timer(name: string, run: { readonly IsPastDue: boolean }): Promise<void> {
    await this.#invoke(randomUUID(), name, { json: JSON.stringify(run) }, {})
  }

  /** The answer, as soon as it begins; `done` is the end of the invocation. */
  async request(
    name: string,
    where: string,
    init: RequestInit = {},
  ): Promise<{ readonly answer: Response; readonly done: Promise<void> }> {
    const id = randomUUID()
    const headers = Object.fromEntries(new Headers(init.headers))
    const metadata = { Headers: { json: JSON.stringify(headers) } }
    const done = this.#invoke(id, name, {}, metadata)
    // A test that reads the answer only may end the process before the invocation has ended.
    done.catch(() => {})
    const answer = await this.#fetch(new URL(where, this.loaded.uri ?? ''), {
      ...init,
      headers: {
        ...headers,
        'x-ms-invocation-id': id,
        'x-forwarded-host': 'func-test.azurewebsites.net',
        'x-forwarded-proto': 'https',
      },
      redirect: 'manual',
    })
    return { answer, done }
  }

  /** Asks it to end as the platform does, which kills after five seconds; its exit status: null, it had to be killed. */
  async stop(): Promise<number | null> {
    this.#send({ type: 'terminate' })
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 5_000)
    const [status] = (await once(this.#child, 'exit')) as [number | null]
    clearTimeout(late)
    return status
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }

  async #invoke(
    id: string,
    name: string,
    data: Readonly<Record<string, unknown>>,
    metadata: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<string | null>()
    this.#waiting.set(id, resolve)
    this.#send({ type: 'invoke', id, name, data, metadata })
    const error = await promise
    if (error !== null) throw new Error(error)
  }

  #send(message: ToWorker): void {
    this.#child.send(message)
  }
}
