import net from 'node:net'
import { authorityOf } from '../shared/address/authority.ts'
import type { Observation, ResolveObservation } from '../shared/model/observation.ts'
import { SCHEMES } from '../shared/model/scheme.ts'
import type { HttpProxy, Target } from '../shared/model/target.ts'
import { applicationAddresses } from './addresses.ts'
import { converse, requestUrl } from './converse.ts'
import { repeat } from './repeat.ts'
import { connect } from './steps/connect.ts'
import { handshake } from './steps/handshake.ts'
import { tunnel } from './steps/proxy.ts'
import { request } from './steps/request.ts'
import type { TargetContext } from './target-context.ts'

const PEER = 'proxy' as const

/**
 * Reaches a target through an HTTP proxy. The proxy resolves the target's name; ours is not used. An `http`
 * target is asked in absolute form (RFC 9112, 3.2.2), as clients do; everything else goes through CONNECT.
 */
export async function reachThroughProxy(
  ctx: TargetContext,
  target: Target,
  proxy: HttpProxy,
): Promise<readonly Observation[]> {
  const named = net.isIP(proxy.host) === 0 ? await ctx.resolve(proxy.host) : []
  const ofProxy = named.map((o): ResolveObservation => ({ ...o, peer: PEER }))
  const addresses = net.isIP(proxy.host) === 0 ? applicationAddresses(named) : [proxy.host]
  if (addresses.length === 0) return ofProxy
  const reached = await repeat(ctx, (attempt) => throughOne(ctx, target, proxy, addresses, attempt))
  return [...ofProxy, ...reached]
}

/** The first address of the proxy that accepts is used, as a client would; those before it stay in evidence. */
async function throughOne(
  ctx: TargetContext,
  target: Target,
  proxy: HttpProxy,
  addresses: readonly string[],
  attempt: number,
): Promise<readonly Observation[]> {
  const seen: Observation[] = []
  for (const address of addresses) {
    const opened = await connect(ctx, { address, port: proxy.port, peer: PEER, attempt })
    seen.push(opened.seen)
    if (opened.value === null) continue
    try {
      seen.push(
        ...(await throughConnection(ctx, target, proxy, { address, attempt }, opened.value)),
      )
    } finally {
      opened.value.destroy()
    }
    break
  }
  return seen
}

async function throughConnection(
  ctx: TargetContext,
  target: Target,
  proxy: HttpProxy,
  at: { readonly address: string; readonly attempt: number },
  socket: net.Socket,
): Promise<readonly Observation[]> {
  const seen: Observation[] = []
  const channel = await secure(ctx, target, proxy, at, socket, seen)
  if (channel === null) return seen
  const { attempt } = at
  if (SCHEMES[target.scheme].proxying === 'absolute-form') {
    const headers: Record<string, string> =
      proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization }
    const what = { ...at, port: proxy.port, url: requestUrl(target), method: 'GET', headers }
    return [...seen, await request(ctx, channel, { ...what, absoluteForm: true })]
  }
  const authority = authorityOf(target)
  const opened = await tunnel(ctx, channel, { proxy, authority, attempt })
  seen.push(opened.seen)
  if (opened.value === null) return seen
  // The proxy chose the address, and does not say which: the name stands in its place.
  const conversation = { address: target.host, attempt, mayAsk: () => true }
  return [...seen, ...(await converse(ctx, target, opened.value, conversation))]
}

/** TLS to an https proxy. Credentials are for a proxy that proved who it is, and for no other. */
async function secure(
  ctx: TargetContext,
  target: Target,
  proxy: HttpProxy,
  at: { readonly address: string; readonly attempt: number },
  socket: net.Socket,
  seen: Observation[],
): Promise<net.Socket | null> {
  if (proxy.scheme === 'http') return socket
  const to = { ...at, port: proxy.port, host: proxy.host, ca: target.ca, peer: PEER }
  const secured = await handshake(ctx, socket, to)
  seen.push(secured.seen)
  const mayGoOn = secured.seen.failure === null || proxy.authorization === null
  if (!mayGoOn) secured.value?.destroy()
  return mayGoOn ? secured.value : null
}
