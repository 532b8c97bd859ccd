import { z } from 'zod'
import type { Complaint } from '../document/problem.ts'
import { checkedText, nonEmpty } from '../document/text.ts'
import { isGrpc, isWebSocket, type Scheme, takes } from '../model/scheme.ts'
import type { ExpectSettings } from '../target/expect.ts'

/** CONNECT and TRACE are for proxies and for what came on the way; no service is asked by them. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** The key `method` of a target. */
export const method = z.enum(METHODS)

/** A token (RFC 9110, 5.6.2). */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i

/** Fields that frame a message or belong to one connection (RFC 9110, 7.6.1): the probe sets them itself. */
const FRAMING: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'sec-websocket-key',
  'sec-websocket-version',
])

function nameComplaint(name: string): Complaint | null {
  const key = name.toLowerCase()
  if (!HEADER_NAME.test(name)) {
    return { message: 'is not a valid name of a header', remedy: 'Write it as in x-api-version' }
  }
  if (key === 'host') {
    const remedy = 'Put the host into the URL, and the address to connect to under address'
    return { message: 'is the host of the URL', remedy }
  }
  return FRAMING.has(key)
    ? { message: 'is set by the probe itself', remedy: `Remove ${key} from headers` }
    : null
}

/** What a field may hold (RFC 9110, 5.5), without bytes above ASCII. The value may be a secret. */
const headerValue = checkedText((text) =>
  /^[\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?$/.test(text)
    ? null
    : {
        message:
          'is empty, or holds what no header may: a line break, a space at an end, an accent',
        remedy: 'Write one line of ASCII',
        secret: true,
      },
)

/** The key `headers` of a target. */
export const headers = z.record(checkedText(nameComplaint), headerValue)

/** The key `body` of a target. */
export const body = nonEmpty

interface RequestKeys {
  readonly method?: (typeof METHODS)[number] | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: string | undefined
  readonly expect: ExpectSettings
}

/** What is wrong with the keys of a request for a scheme, or with each other; with the key that is at fault. */
export function requestComplaint(
  scheme: Scheme,
  { expect, ...keys }: RequestKeys,
): { readonly path: string[]; readonly complaint: Complaint } | null {
  const given = (['method', 'headers', 'body'] as const).find((key) => keys[key] !== undefined)
  if (given === undefined) return null
  if (!takes(scheme, 'request')) {
    const complaint = { message: `A ${scheme} target sends no request`, remedy: 'Use https://' }
    return { path: [given], complaint }
  }
  if (isWebSocket(scheme) && given !== 'headers') {
    const complaint = {
      message: 'A WebSocket begins with a GET without a body (RFC 6455, 4.1)',
      remedy: `Remove ${given}`,
    }
    return { path: [given], complaint }
  }
  if (isGrpc(scheme) && given !== 'headers') {
    const complaint = { message: 'A gRPC target calls its health check', remedy: `Remove ${given}` }
    return { path: [given], complaint }
  }
  const twice = repeated(Object.keys(keys.headers ?? {}))
  if (twice !== null) {
    const remedy = 'Write it once: names of headers differ in more than case'
    return { path: ['headers', twice], complaint: { message: 'is given twice', remedy } }
  }
  return bodyComplaint(keys, expect)
}

function bodyComplaint({ method, body }: Omit<RequestKeys, 'expect'>, expect: ExpectSettings) {
  if (body !== undefined && (method === 'GET' || method === 'HEAD')) {
    // RFC 9110, 9.3.1: it has no meaning there, and some servers close the connection for it.
    const complaint = { message: `A ${method} request has no body`, remedy: 'Write method: POST' }
    return { path: ['method'], complaint }
  }
  const wantsBody = expect.egress !== undefined || expect.http?.body !== undefined
  if (method !== 'HEAD' || !wantsBody) return null
  const complaint = { message: 'The answer to HEAD has no body', remedy: 'Write method: GET' }
  return { path: ['method'], complaint }
}

function repeated(names: readonly string[]): string | null {
  const keys = names.map((name) => name.toLowerCase())
  return names.find((_, i) => keys.indexOf(keys[i] ?? '') !== i) ?? null
}
