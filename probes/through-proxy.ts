import net from 'node:net'
import { authorityOf } from '../shared/address/authority.ts'

import type {
  Observation,
  ProxyObservation,
  RequestObservation,
  ResolveObservation,
} from '../shared/model/observation.ts'

import { SCHEMES, takes } from '../shared/model/scheme.ts'
import type { HttpProxy, Target } from '../shared/model/target.ts'
import { applicationAddresses } from './addresses.ts'
import { asCarried, carriedBy } from './carried.ts'
import { converse, requestUrl } from './converse.ts'
import { release } from './deadline.ts'
import { onceMore, otherHellos } from './other-hellos.ts'
import { cleaned, withoutCredentials } from './redact.ts'
import { repeat } from './repeat.ts'
import { withShortAnswer } from './short-answer.ts'
import { connect } from './steps/connect.ts'
import { handshake } from './steps/handshake.ts'
import { tunnel } from './steps/proxy.ts'
import { request } from './steps/request.ts'
import type { TargetContext } from './target-context.ts'

const PEER = 'proxy' as const

/** How a port that wants TLS takes a request in clear: an alert or another answer that is not HTTP, or it hangs up. */
const MAY_WANT_TLS: ReadonlySet<string> = new Set([
  'http_invalid_response',
  'eof_error',
  'connection_reset',
  'connection_aborted',
])

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
  const chain = (attempt: number) => throughOne(ctx, target, proxy, addresses, attempt)
  const reached = await repeat(ctx, chain, (last) => !ctx.silence.wasBrief(last))
  const open = (brief: TargetContext) => tunnelAgain(brief, target, proxy, addresses)
  const others = await otherHellos(ctx, target, reached, open)
  const again = await onceMore(ctx, reached, others, chain)
  const whole = [...ofProxy, ...reached, ...others.seen, ...again]
  if (SCHEMES[target.scheme].proxying === 'absolute-form') return whole
  return await withShortAnswer(ctx, target, whole, open)
}

/** Another tunnel, for a comparison; null: none came about. */
async function tunnelAgain(
  ctx: TargetContext,
  target: Target,
  proxy: HttpProxy,
  addresses: readonly string[],
): Promise<net.Socket | null> {
  for (const address of addresses) {
    const opened = await connect(ctx, { address, port: proxy.port, peer: PEER, attempt: 1 })
    if (opened.value === null) continue
    const channel = await secure(ctx, target, proxy, { address, attempt: 1 }, opened.value, [])
    if (channel === null) return null
    const authority = authorityOf(target)
    return (await tunnel(ctx, channel, { proxy, authority, attempt: 1 })).value
  }
  return null
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
    const carried = carriedBy(target, false)
    const headers = {
      ...carried.headers,
      ...(proxy.authorization !== null && { 'proxy-authorization': proxy.authorization }),
    }
    const what = { ...at, port: proxy.port, url: requestUrl(target), ...carried, headers }
    const said = await request(ctx, channel, { ...what, absoluteForm: true })
    const asked = asCarried(said, target, carried)
    const answered = cleaned(asked, (text) => withoutCredentials(text, proxy.authorization))
    return [...seen, answered, ...(await asTls(ctx, target, proxy, at, answered))]
  }
  const authority = authorityOf(target)
  const tls = takes(target.scheme, 'handshake')
  const opened = await tunnel(ctx, channel, { proxy, authority, attempt, tls })
  seen.push(opened.seen)
  if (opened.value === null) {
    return [...seen, ...(await asTls(ctx, target, proxy, at, opened.seen))]
  }
  // The proxy chose the address, and does not say which: the name takes its place.
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

/**
 * Whether the port of an `http://` proxy that did not answer in HTTP speaks TLS: one more connection and a
 * handshake, which nothing is sent over. Nothing where there is no reason to ask.
 */
async function asTls(
  ctx: TargetContext,
  target: Target,
  proxy: HttpProxy,
  { address, attempt }: { readonly address: string; readonly attempt: number },
  asked: ProxyObservation | RequestObservation,
): Promise<readonly Observation[]> {
  if (proxy.scheme !== 'http' || attempt > 1 || !mayWantTls(asked)) return []
  const at = { address, port: proxy.port, peer: PEER, attempt }
  const opened = await connect(ctx, at)
  if (opened.value === null) return []
  const secured = await handshake(ctx, opened.value, { ...at, host: proxy.host, ca: target.ca })
  if (secured.value !== null) await release(secured.value)
  await release(opened.value)
  // Only a port that speaks TLS is news; what else it does with a ClientHello tells nothing.
  return secured.seen.chain.length > 0 ? [secured.seen] : []
}

/** A web server may say a bare 400 to what comes in clear to its TLS port. */
function mayWantTls({ failure, step, status }: ProxyObservation | RequestObservation): boolean {
  if (status !== null) return status === 400 && step === 'proxy'
  return failure !== null && MAY_WANT_TLS.has(failure.code)
}
