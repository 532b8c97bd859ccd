import type { Socket } from 'node:net'
import { hostInUrl } from '../shared/address/authority.ts'
import type { Observation, RequestObservation } from '../shared/model/observation.ts'
import { isGrpc, SCHEMES, speaks, takes } from '../shared/model/scheme.ts'
import type { Target } from '../shared/model/target.ts'
import { asCarried, carriedBy } from './carried.ts'
import { release } from './deadline.ts'
import { notSent, tokenFor } from './identity.ts'
import { leave } from './leave.ts'
import { secureTarget } from './secure-target.ts'
import { greet } from './steps/greet.ts'
import { type Ask, request, WHOLE_BODY } from './steps/request.ts'
import type { TargetContext } from './target-context.ts'

interface Conversation {
  readonly address: string
  readonly attempt: number
  /** Whether this connection is the one that sends the HTTP request. */
  readonly mayAsk: () => boolean
}

/**
 * What follows an open connection, direct or through a tunnel: the handshake where the scheme has one, and the
 * request where it has one. Goes on over an untrusted chain, since a block page is behind it as a rule; no token
 * is sent there. Where there is no request, it takes leave in order; a server that asked for a certificate and refuses
 * meanwhile ends the handshake after all. Ends with the socket destroyed.
 */
export async function converse(
  ctx: TargetContext,
  target: Target,
  socket: Socket,
  how: Conversation,
): Promise<readonly Observation[]> {
  const { address, attempt, mayAsk } = how
  const at = { address, port: target.port }
  const seen: Observation[] = []
  let channel = socket
  let trusted = false
  try {
    if (takes(target.scheme, 'handshake')) {
      const secured = await secureTarget(ctx, target, socket, { ...at, attempt })
      seen.push(secured.seen)
      if (secured.value === null) return seen
      channel = secured.value
      trusted = secured.seen.failure === null
    }
    const protocol = speaks(target.scheme)
    if (protocol !== null) {
      const { host, ca } = target
      return [...seen, await greet(ctx, channel, { ...at, host, ca, attempt, protocol })]
    }
    if (takes(target.scheme, 'request') && mayAsk()) {
      const keep = target.discovers === undefined ? {} : { keep: WHOLE_BODY }
      const carried = carriedBy(target, trusted)
      const what = { ...at, url: requestUrl(target), ...carried, attempt, ...keep }
      seen.push(asCarried(await ask(ctx, target, trusted, channel, what), target, carried))
      return seen
    }
    return await left(ctx, channel, seen)
  } finally {
    await release(channel)
    await release(socket)
  }
}

/** What was seen, once leave is taken. */
async function left(
  ctx: TargetContext,
  channel: Socket,
  seen: readonly Observation[],
): Promise<readonly Observation[]> {
  const [handshake] = seen
  if (handshake?.step !== 'handshake') {
    await leave(ctx, channel, { took: 0 })
    return seen
  }
  const wantsCertificate = handshake.certificateRequested === true
  const took = handshake.t - handshake.t0
  const failure = await leave(ctx, channel, { took, wantsCertificate })
  if (failure === null || !wantsCertificate || handshake.failure !== null) return seen
  return [{ ...handshake, failure, t: ctx.now() }]
}

/** The request, with a token where the target wants one and the other end has proved who it is. */
async function ask(
  ctx: TargetContext,
  { auth, scheme, path }: Target,
  trusted: boolean,
  channel: Socket,
  what: Ask,
): Promise<RequestObservation> {
  const send = async (asked: Ask) => {
    if (!isGrpc(scheme)) return await request(ctx, channel, asked)
    // With node:http2, which nothing else needs.
    const { callHealth } = await import('./steps/health.ts')
    return await callHealth(ctx, channel, { ...asked, service: path.slice(1) })
  }
  if (auth == null || !trusted) return await send(what)
  const t0 = ctx.now()
  const { value: token, failure } = await tokenFor(ctx, auth)
  if (failure !== null) return notSent(what, failure, { t0, t: ctx.now() })
  return await send({ ...what, token })
}

/** The URL of the request, with the path; targets keep host and port apart. */
export function requestUrl({ scheme, host, port, path }: Target): string {
  return `${scheme}://${hostInUrl(host)}${port === SCHEMES[scheme].port ? '' : `:${port}`}${path}`
}
