import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { secureContext } from '../probes/roots.ts'
import { authorityOf } from '../shared/address/authority.ts'
import type { HttpProxy } from '../shared/model/target.ts'

/** The way that the program’s own requests take, which are no measurement. */
export interface Egress {
  /** The proxy on the way to a URL; null: directly. */
  readonly proxyFor: (url: URL) => HttpProxy | null
  /** Extra roots, PEM; added to the system's. Verification is strict: what is sent is a secret. */
  readonly ca: readonly string[]
}

/** What sends requests to a URL on that way; its owner destroys it. */
export function dispatcherFor(
  url: URL,
  { proxyFor, ca }: Egress,
  { pipelining = 0 }: { readonly pipelining?: number } = {},
): Dispatcher {
  const tls = { secureContext: secureContext(ca) }
  const proxy = proxyFor(url)
  if (proxy === null) return new Agent({ connect: tls, pipelining })
  return new ProxyAgent({
    uri: `${proxy.scheme}://${authorityOf(proxy)}`,
    requestTls: tls,
    proxyTls: tls,
    pipelining,
    ...(proxy.authorization !== null && { token: proxy.authorization }),
  })
}

/** Headers by name in lower case. */
export function flatHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), [value].flat().join(', ')] as const,
  )
  return Object.fromEntries(entries)
}

/** A code, or a text that holds nothing of the request: messages of libraries may name the URL. */
export function reasonOf(error: unknown): string {
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
