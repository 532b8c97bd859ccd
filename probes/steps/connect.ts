import type { Socket } from 'node:net'
import type { ConnectObservation } from '../../shared/model/observation.ts'
import { connectionFailure } from '../classify.ts'
import type { StepResult } from '../context.ts'
import { inTime, release } from '../deadline.ts'
import type { ConnectContext } from '../target-context.ts'

/**
 * Opens one TCP connection to one address: no happy eyeballs, no second address, no retry, so that each address
 * shows its own state. On success the socket is the caller's to release; it already has an `error` listener, so
 * that a reset between two steps does not end the process.
 */
export async function connect(
  ctx: ConnectContext,
  to: {
    readonly address: string
    readonly port: number
    readonly peer: 'target' | 'proxy'
    readonly attempt: number
  },
): Promise<StepResult<ConnectObservation, Socket>> {
  const { address, port, peer, attempt } = to
  const place = `${address} ${port}`
  const giveBack = await ctx.ports.take(address, port)
  const t0 = ctx.now()
  const patience = ctx.silence.patience(place, attempt, ctx.budget)
  let dialled: Socket | null = null
  const within = { ...ctx, budget: patience.budget }
  const { value: socket, failure } = await inTime<Socket>(within, (done, failed) => {
    const socket = ctx.network.dial(to.address, to.port)
    dialled = socket
    socket.once('connect', () => done(socket))
    socket.on('error', (error) => failed(connectionFailure(error)))
  })
  const t = ctx.now()
  const local = socket?.localAddress ?? null
  giveBackWhenClosed(dialled, giveBack)
  if (socket === null && dialled !== null) await release(dialled)
  // The request follows the client's last handshake message; Nagle would hold it back for an acknowledgement.
  socket?.setNoDelay(true)
  const seen = { step: 'connect', peer, attempt, t0, t, failure, address, port, local } as const
  return { seen: ctx.silence.noted(place, patience, seen), value: socket }
}

function giveBackWhenClosed(socket: Socket | null, giveBack: () => void): void {
  if (socket === null || socket.closed) giveBack()
  else socket.once('close', giveBack)
}
