import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { HttpRequest, HttpResponseInit } from '@azure/functions'

/** A request of the platform as the web has it; its body streams. */
export function toRequest({ url, method, headers, body }: HttpRequest): Request {
  return new Request(url, {
    method,
    headers: new Headers(headers),
    ...(body !== null && { body: body as ReadableStream, duplex: 'half' }),
  })
}

/** An answer as the platform takes it; its body streams. It sets no cookies, which the platform wants apart. */
export function fromResponse({ status, headers, body }: Response): HttpResponseInit {
  return { status, headers, ...(body !== null && { body: body as NodeStream }) }
}
