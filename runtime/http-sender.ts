import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { secureContext } from '../probes/roots.ts'
import { authorityOf } from '../shared/address/authority.ts'
import type { HttpProxy } from '../shared/model/target.ts'
import type { Sender } from '../shared/ports/sender.ts'

export interface SenderOptions {
  /** The proxy on the way to a URL; null: directly. */
  readonly proxyFor: (url: URL) => HttpProxy | null
  /** Extra roots, PEM; added to the system's. Verification is strict: what is sent is a secret. */
  readonly ca: readonly string[]
}

/** Bytes of an answer that are read: it says why it refuses in its first words, if at all. */
const MAX_BODY = 4096

/**
 * Sends notifications over HTTP(S), through the proxy where there is one. No redirect is followed: a body that holds
 * a key must not go elsewhere. Every request has a connection of its own, gone when it ends.
 */
export function httpSender(options: SenderOptions): Sender {
  return {
    async send({ url, method, headers, body }, deadlineMs) {
      const signal = AbortSignal.timeout(deadlineMs)
      const { origin, pathname, search } = new URL(url)
      const dispatcher = dispatcherFor(new URL(url), options)
      try {
        const answer = await dispatcher.request({
          origin,
          path: `${pathname}${search}`,
          method: method as Dispatcher.HttpMethod,
          headers,
          body,
          signal,
        })
        return {
          status: answer.statusCode,
          headers: flat(answer.headers),
          body: await beginOf(answer.body),
          failure: null,
        }
      } catch (error) {
        return { failure: signal.aborted ? `no answer within ${deadlineMs} ms` : reasonOf(error) }
      } finally {
        await dispatcher.destroy()
      }
    },
  }
}

function dispatcherFor(url: URL, { proxyFor, ca }: SenderOptions): Dispatcher {
  const tls = { secureContext: secureContext(ca) }
  const proxy = proxyFor(url)
  if (proxy === null) return new Agent({ connect: tls, pipelining: 0 })
  return new ProxyAgent({
    uri: `${proxy.scheme}://${authorityOf(proxy)}`,
    requestTls: tls,
    proxyTls: tls,
    pipelining: 0,
    ...(proxy.authorization !== null && { token: proxy.authorization }),
  })
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>) {
  const entries = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), [value].flat().join(', ')] as const,
  )
  return Object.fromEntries(entries)
}

/** The first bytes of a body; one that breaks off or takes too long is as good as its start, as the status counts. */
async function beginOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= MAX_BODY) break
    }
  } catch {
    // The answer was given; only its text is short.
  }
  return Buffer.concat(chunks).subarray(0, MAX_BODY).toString('utf8')
}

/** A code, or a text that holds nothing of the request: messages of libraries may name the URL. */
function reasonOf(error: unknown): string {
  const seen = new Set<unknown>()
  let proxyStatus: string | undefined
  for (let e = error; e instanceof Error && !seen.has(e); e = e.cause) {
    seen.add(e)
    proxyStatus ??= /^Proxy response \((\d{3})\)/.exec(e.message)?.[1]
    if (e.name === 'HTTPParserError') return 'the answer is not HTTP'
    const code = 'code' in e && typeof e.code === 'string' ? e.code : ''
    if (proxyStatus === undefined && code !== '') return code
  }
  return proxyStatus === undefined ? 'could not be sent' : `the proxy answered ${proxyStatus}`
}
