import { setTimeout as pause } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { answerTrouble } from './answer-trouble.ts'
import { networkTrouble, timeTrouble } from './network-trouble.ts'
import { tokenTrouble } from './token.ts'
import { type DatabaseId, type Trouble, troubleError } from './trouble.ts'

export interface ServiceOptions {
  /** Scheme and authority. */
  readonly origin: string
  readonly project: () => Promise<string>
  readonly database: string
  /** Null for an emulator, which asks for none. */
  readonly token: (() => Promise<string>) | null
  readonly dispatcher: Dispatcher
  /** Of one attempt, in ms. No further one begins after so long. */
  readonly deadline: number
  readonly random: () => number
}

/** Methods of https://cloud.google.com/firestore/docs/reference/rest/v1/projects.databases.documents */
export interface ServiceCall {
  readonly method: 'batchGet' | 'commit' | 'runQuery'
  /** The document that it is about, below the root; '' for the root itself. */
  readonly parent: string
  readonly body: Readonly<Record<string, unknown>>
}

export type ServiceAnswer =
  | { readonly body: unknown; readonly trouble: null }
  | { readonly body: null; readonly trouble: Trouble }

const TRIES = 3

/** Before the second attempt, in ms, and twice that before the third; of which a random part is waited. */
const PAUSE = 200

/** How long to wait after so many attempts, in ms: each of a crowd of callers comes again at another time. */
export function pauseAfter(tried: number, random: () => number): number {
  return random() * PAUSE * 2 ** (tried - 1)
}

/** Firestore's REST surface: one call is a few tries within bounds. */
export class Service {
  readonly #options: ServiceOptions

  constructor(options: ServiceOptions) {
    this.#options = options
  }

  async database(): Promise<DatabaseId> {
    return { project: await this.#options.project(), database: this.#options.database }
  }

  /** The name that all names of documents begin with. */
  async root(): Promise<string> {
    return rootOf(await this.database())
  }

  /** What is not tried again is given back; the caller knows what it means. */
  async call(call: ServiceCall): Promise<ServiceAnswer> {
    const { deadline, random } = this.#options
    const database = await this.database()
    const payload = JSON.stringify(call.body)
    const end = performance.now() + deadline
    for (let tried = 1; ; tried++) {
      const answer = await this.#try(call, payload, database)
      if (answer.trouble === null || tried === TRIES) return answer
      const { again } = answer.trouble
      if (again === 'never' || (again === 'reads' && call.method === 'commit')) return answer
      const wait = pauseAfter(tried, random)
      if (performance.now() + wait >= end) return answer
      await pause(wait)
    }
  }

  /** For calls of which every trouble is an error. */
  async ask(call: ServiceCall): Promise<unknown> {
    const { body, trouble } = await this.call(call)
    if (trouble === null) return body
    throw await this.error(trouble, 'read from')
  }

  async error(trouble: Trouble, action: string): Promise<Error> {
    return troubleError(trouble, action, await this.database())
  }

  async #try(
    { method, parent }: ServiceCall,
    payload: string,
    database: DatabaseId,
  ): Promise<ServiceAnswer> {
    const { origin, token, dispatcher, deadline } = this.#options
    const signal = AbortSignal.timeout(deadline)
    let authorization: string | null = null
    try {
      if (token !== null) authorization = `Bearer ${await before(signal, token())}`
    } catch (error) {
      return failed(tokenTrouble(error))
    }
    try {
      const url = new URL(
        `${origin}/v1/${rootOf(database)}${parent === '' ? '' : `/${parent}`}:${method}`,
      )
      const { statusCode, body } = await dispatcher.request({
        origin: url.origin,
        path: url.pathname,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization !== null && { authorization }),
        },
        body: payload,
        signal,
      })
      return answerOf(method, { status: statusCode, text: await body.text() }, database)
    } catch (error) {
      return failed(signal.aborted ? timeTrouble(deadline) : networkTrouble(error))
    }
  }
}

function rootOf({ project, database }: DatabaseId): string {
  return `projects/${project}/databases/${database}/documents`
}

/**
 * Methods that read answer with a stream, an array of objects. One that breaks off says so in its last element, under
 * the status 200 of its start.
 */
function answerOf(
  method: ServiceCall['method'],
  { status, text }: { readonly status: number; readonly text: string },
  database: DatabaseId,
): ServiceAnswer {
  const body = status === 200 ? valueIn(text) : undefined
  const good =
    method === 'commit'
      ? isObject(body) && Array.isArray(body['writeResults'])
      : Array.isArray(body) && body.every((item) => isObject(item) && item['error'] === undefined)
  return good ? { body, trouble: null } : failed(answerTrouble(status, text, database))
}

/** Undefined for what is no JSON. */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function failed(trouble: Trouble): ServiceAnswer {
  return { body: null, trouble }
}

/** The promise, or the signal's reason where that comes first. */
async function before<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
