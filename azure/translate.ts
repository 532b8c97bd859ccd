import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { parseCookie } from './cookie.ts'

/** A request of the platform as the web has it; its body streams. */
export function toRequest({ url, method, headers, body }: HttpRequest): Request {
  return new Request(url, {
    method,
    headers: new Headers(headers),
    ...(body !== null && { body: body as ReadableStream, duplex: 'half' }),
  })
}

/**
 * An answer as the platform takes it; its body streams. The platform keeps one value a header, which for Set-Cookie
 * alone is not enough: cookies go beside.
 */
export function fromResponse({ status, headers, body }: Response): HttpResponseInit {
  const cookies = headers.getSetCookie().flatMap(parseCookie)
  const plain = new Headers(headers)
  plain.delete('set-cookie')
  return {
    status,
    headers: plain,
    ...(body !== null && { body: body as NodeStream }),
    ...(cookies.length > 0 && { cookies }),
  }
}
