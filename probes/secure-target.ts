import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { HandshakeObservation } from '../shared/model/observation.ts'
import { startsTlsIn } from '../shared/model/scheme.ts'
import type { Target } from '../shared/model/target.ts'
import type { StepResult } from './context.ts'
import { protocolsOf } from './other-hellos.ts'
import { startTls } from './starttls.ts'
import { handshake } from './steps/handshake.ts'
import { NOTHING_SETTLED } from './steps/settled.ts'
import type { TargetContext } from './target-context.ts'

interface At {
  readonly address: string
  readonly port: number
  readonly attempt: number
}

/** TLS with a target over an open connection, asked for in clear where its scheme begins so (STARTTLS). */
export async function secureTarget(
  ctx: TargetContext,
  target: Target,
  socket: Socket,
  at: At,
): Promise<StepResult<HandshakeObservation, TLSSocket>> {
  const opened = await openTls(ctx, target, socket, at)
  if (opened !== null && opened.failure !== null) return { seen: opened, value: null }
  const { host, ca, client } = target
  const shows = client === undefined ? {} : { client }
  const to = { ...at, ...shows, host, ca, peer: 'target', protocols: protocolsOf(target) } as const
  const secured = await handshake(ctx, socket, to)
  if (opened?.opening === undefined) return secured
  const { t0, opening } = opened
  return { ...secured, seen: { ...secured.seen, t0, opening } }
}

/** What fails in the dialogue is a handshake that did not come to its ClientHello; null: there is no dialogue. */
async function openTls(
  ctx: TargetContext,
  { scheme, host }: Target,
  socket: Socket,
  at: At,
): Promise<HandshakeObservation | null> {
  const protocol = startsTlsIn(scheme)
  if (protocol === null) return null
  const t0 = ctx.now()
  const { opening, failure } = await startTls(ctx, socket, protocol)
  const where = { peer: 'target', ...at, serverName: host, phase: 'before-hello' } as const
  return { step: 'handshake', ...where, t0, t: ctx.now(), failure, opening, ...NOTHING_SETTLED }
}
