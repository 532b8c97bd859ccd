import type { Socket } from 'node:net'
import type { Observation, RequestObservation, ShortAnswer } from '../shared/model/observation.ts'
import { takes } from '../shared/model/scheme.ts'
import type { Target } from '../shared/model/target.ts'
import { briefly } from './briefly.ts'
import { requestUrl } from './converse.ts'
import { release } from './deadline.ts'
import { protocolsOf } from './other-hellos.ts'
import { handshake } from './steps/handshake.ts'
import { request } from './steps/request.ts'
import type { TargetContext } from './target-context.ts'

/**
 * After a request that got no byte: the same by HEAD, over a connection of its own, which `open` makes (null: none). Its
 * answer is the head of the other, and fits into one packet: a server that gives it at once is not mute. Returns what
 * was seen, the last request with that answer, if one came. No token goes along.
 */
export async function withShortAnswer(
  ctx: TargetContext,
  target: Target,
  seen: readonly Observation[],
  open: (ctx: TargetContext) => Promise<Socket | null>,
): Promise<readonly Observation[]> {
  const last = seen.findLast((o) => o.step === 'request')
  if (last === undefined || !isSilent(last) || ctx.budget() <= 0) return seen
  // What answers GET may refuse HEAD where it takes orders.
  if (last.method !== 'GET') return seen
  const answer = await headOf(briefly(ctx), target, last, open)
  if (answer === null) return seen
  return seen.map((o) => (o === last ? { ...last, shortAnswer: answer } : o))
}

function isSilent({ failure, status }: RequestObservation): boolean {
  return status === null && failure?.code === 'generic_timeout_error'
}

async function headOf(
  ctx: TargetContext,
  target: Target,
  { address, attempt }: RequestObservation,
  open: (ctx: TargetContext) => Promise<Socket | null>,
): Promise<ShortAnswer | null> {
  const socket = await open(ctx)
  if (socket === null) return null
  try {
    const before = socket.bytesRead
    const at = { address, port: target.port, attempt }
    const channel = takes(target.scheme, 'handshake')
      ? await secured(ctx, target, socket, at)
      : socket
    if (channel === null) return null
    const handshaken = socket.bytesRead
    const what = { ...at, url: requestUrl(target), method: 'HEAD', headers: {} }
    const { status, headers, t0, t } = await request(ctx, channel, what)
    if (status === null) return null
    const announced = Number(headers['content-length'] ?? Number.NaN)
    return {
      status,
      announced: Number.isSafeInteger(announced) ? announced : null,
      arrived: Math.max(handshaken - before, socket.bytesRead - handshaken),
      ms: t - t0,
    }
  } finally {
    await release(socket)
  }
}

async function secured(
  ctx: TargetContext,
  target: Target,
  socket: Socket,
  at: { readonly address: string; readonly port: number; readonly attempt: number },
): Promise<Socket | null> {
  const { host, ca } = target
  const to = { ...at, host, ca, peer: 'target', protocols: protocolsOf(target) } as const
  return (await handshake(ctx, socket, to)).value
}
