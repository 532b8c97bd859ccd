import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { ACCOUNT, KEY } from '../azurite.ts'

const VERSION = '2020-08-04'

/** For how long a message is hidden that an instance was given, in s: one that is killed leaves it to another after that. */
const HIDDEN = 8

export interface RawMessage {
  readonly id: string
  readonly receipt: string
  /** Base64. */
  readonly text: string
}

/** The URL of a queue with a signature that lets do anything with it. https://learn.microsoft.com/rest/api/storageservices/create-account-sas */
export function signedQueue(port: number, queue: string): string {
  const end = '2099-01-01T00:00:00Z'
  const text = [ACCOUNT, 'rwdlacup', 'q', 'sco', '', end, '', '', VERSION, ''].join('\n')
  const signature = createHmac('sha256', Buffer.from(KEY, 'base64')).update(text).digest('base64')
  const query = new URLSearchParams({
    ...{ sv: VERSION, ss: 'q', srt: 'sco', sp: 'rwdlacup', se: end, sig: signature },
  })
  return `http://127.0.0.1:${port}/${ACCOUNT}/${queue}?${query}`
}

/** A queue as the host of the platform uses it. */
export class RawQueue {
  readonly #url: URL

  constructor(url: string) {
    this.#url = new URL(url)
  }

  async create(): Promise<void> {
    await this.#ask('PUT', '', {})
  }

  /** Null when there was none for a moment. */
  async receive(): Promise<RawMessage | null> {
    const text = await this.#ask('GET', '/messages', { visibilitytimeout: String(HIDDEN) })
    const part = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]
    const [id, receipt, body] = [part('MessageId'), part('PopReceipt'), part('MessageText')]
    if (id !== undefined && receipt !== undefined && body !== undefined)
      return { id, receipt, text: body }
    await pause(100)
    return null
  }

  async put(text: string, afterSeconds: number): Promise<void> {
    const body = `<QueueMessage><MessageText>${text}</MessageText></QueueMessage>`
    await this.#ask('POST', '/messages', { visibilitytimeout: String(afterSeconds) }, body)
  }

  /** One that another instance was given meanwhile stays. */
  async remove({ id, receipt }: RawMessage): Promise<void> {
    await this.#ask('DELETE', `/messages/${id}`, { popreceipt: receipt })
  }

  async #ask(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    below: string,
    query: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<string> {
    const url = new URL(this.#url)
    url.pathname += below
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const answer = await request(url, {
      method,
      headers: { 'x-ms-version': VERSION },
      ...(body !== undefined && { body }),
    })
    const text = await answer.body.text()
    if (answer.statusCode < 300 || answer.statusCode === 404) return text
    throw new Error(`${method} ${below}: ${answer.statusCode} ${text.slice(0, 300)}`)
  }
}
