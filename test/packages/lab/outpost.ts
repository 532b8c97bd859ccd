import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import path from 'node:path'
import process from 'node:process'

/** A request that came to an outpost. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly search: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Serving {
  readonly address: string
  readonly port: number
  /** PEM files of the CA whose certificates it presents, for every name; null: plain HTTP. */
  readonly authority: { readonly chainFile: string; readonly keyFile: string } | null
  /** By path; anything else is answered with 404. */
  readonly answers: Readonly<Record<string, { readonly status: number; readonly body: string }>>
}

export type ToOutpost =
  | { readonly type: 'serve'; readonly serving: Serving }
  | { readonly type: 'answers'; readonly answers: Serving['answers'] }
  | {
      readonly type: 'fetch'
      readonly id: string
      readonly url: string
      readonly init: { readonly method?: string; readonly headers?: Record<string, string> }
    }

export type FromOutpost =
  | { readonly type: 'serving' }
  | { readonly type: 'call'; readonly call: Call }
  | ({ readonly type: 'fetched'; readonly id: string } & Fetched)
  | { readonly type: 'failed'; readonly id: string; readonly error: string }

interface Fetched {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A process of ours in a namespace of the lab: answers HTTP there and keeps what came, and asks from there. */
export class Outpost {
  readonly calls: Call[] = []
  readonly #child: ChildProcess
  readonly #asked = new Map<string, PromiseWithResolvers<Fetched>>()

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', (message: FromOutpost) => this.#heard(message))
  }

  /** `within`: the words that run a command in the namespace. */
  static async start(within: readonly string[], serving: Serving): Promise<Outpost> {
    const program = path.join(import.meta.dirname, 'outpost-process.ts')
    const [execPath = '', ...execArgv] = [...within, process.execPath]
    const child = fork(program, [], { execPath, execArgv })
    const outpost = new Outpost(child)
    outpost.#send({ type: 'serve', serving })
    await once(child, 'message')
    return outpost
  }

  /** Answers otherwise from now on. */
  answer(answers: Serving['answers']): void {
    this.#send({ type: 'answers', answers })
  }

  /** Asks from that place, without a body. */
  readonly fetch: typeof fetch = async (url, init = {}) => {
    const id = randomUUID()
    const asked = Promise.withResolvers<Fetched>()
    this.#asked.set(id, asked)
    const headers = Object.fromEntries(new Headers(init.headers))
    this.#send({
      ...{ type: 'fetch', id, url: String(url) },
      init: { headers, ...(init.method && { method: init.method }) },
    })
    const { status, headers: got, body } = await asked.promise
    return new Response(body, { status, headers: got })
  }

  #heard(message: FromOutpost): void {
    if (message.type === 'call') this.calls.push(message.call)
    if (message.type === 'fetched') this.#asked.get(message.id)?.resolve(message)
    if (message.type === 'failed') this.#asked.get(message.id)?.reject(new Error(message.error))
  }

  #send(message: ToOutpost): void {
    this.#child.send(message)
  }
}
