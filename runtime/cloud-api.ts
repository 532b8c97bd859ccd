import type { Dispatcher } from 'undici'
import type { ApiRequest, CloudApi } from '../shared/ports/cloud-api.ts'
import type { HttpAnswer } from '../shared/ports/http-answer.ts'
import { dispatcherFor, type Egress, flatHeaders, reasonOf } from './egress.ts'

/** Bytes of an answer: Resource Graph gives 16 MB at most. */
const LARGEST = 32 * 1024 * 1024

export interface OpenApi extends AsyncDisposable {
  readonly ask: CloudApi
}

/** The APIs of the clouds over HTTPS, on the program’s own way; connections are kept until it is disposed of. */
export function cloudApi(egress: Egress): OpenApi {
  const open = new Map<string, Dispatcher>()
  const to = (url: URL): Dispatcher => {
    const dispatcher = open.get(url.origin) ?? dispatcherFor(url, egress, { pipelining: 1 })
    open.set(url.origin, dispatcher)
    return dispatcher
  }
  return {
    async ask(request, deadlineMs, signal) {
      const late = AbortSignal.timeout(Math.max(1, Math.ceil(deadlineMs)))
      try {
        return await asked(to(new URL(request.url)), request, AbortSignal.any([signal, late]))
      } catch (error) {
        const inTime = `no answer within ${Math.ceil(deadlineMs)} ms`
        return { failure: late.aborted ? inTime : reasonOf(error) }
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...open.values()].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

async function asked(
  dispatcher: Dispatcher,
  { url, token, body }: ApiRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { origin, pathname, search } = new URL(url)
  const answer = await dispatcher.request({
    ...{ origin, path: `${pathname}${search}`, body, signal },
    method: body === null ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'user-agent': 'perimeter',
      ...(body !== null && { 'content-type': 'application/json' }),
    },
  })
  const text = await bounded(answer.body)
  if (text === null) return { failure: `an answer of more than ${LARGEST / 1024 / 1024} MB` }
  return {
    status: answer.statusCode,
    headers: flatHeaders(answer.headers),
    body: text,
    failure: null,
  }
}

/** A body as text; null: it is larger than any answer may be. Leaving the loop ends the connection. */
async function bounded(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > LARGEST) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
