import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Failure } from '../shared/failure/failure.ts'
import { tlsFailure } from './classify.ts'
import type { StepContext } from './context.ts'

/** The least and the most time for a leave, in ms; in between, twice what the peer took for the step before. */
const LEAST = 100
const MOST = 1000

/**
 * Takes leave of a peer that was sent no request: what was said in the handshake goes out, then close_notify and FIN,
 * and what the peer still says is read, since unread bytes would turn the end into a reset; servers log those as
 * attacks. A server that asked for a certificate (`wantsCertificate`) may refuse only now (TLS 1.3): it is waited for
 * first. Returns the alert that came, null: none. Ends when the peer ends, or in time; the socket is the caller’s to
 * release. Sources: RFC 8446, 6.1 and 4.4.2.4; RFC 1122, 4.2.2.13.
 */
export async function leave(
  ctx: Pick<StepContext, 'budget' | 'signal'>,
  socket: Socket,
  {
    took,
    wantsCertificate = false,
  }: { readonly took: number; readonly wantsCertificate?: boolean },
): Promise<Failure | null> {
  let alert: Failure | null = null
  const most = Math.min(Math.max(LEAST, 2 * took), MOST, ctx.budget())
  if (socket.destroyed || ctx.signal.aborted || most <= 0) return null
  const refused = (error: Error) => {
    alert ??= tlsFailure(error)
  }
  socket.on('error', refused)
  socket.resume()
  // A ticket for the next session: the server is content with this one.
  if (wantsCertificate) await firstOf(ctx, socket, ['session', 'end', 'close'], most)
  if (!socket.destroyed) socket.end()
  if (!socket.closed) await firstOf(ctx, socket, ['close'], most)
  socket.off('error', refused)
  return isAlert(alert) ? alert : null
}

/**
 * Ends TLS that has served its purpose: close_notify goes out before the connection is cut, and no answer is waited
 * for. RFC 8446, 6.1: without it the peer cannot tell the end from an attack.
 */
export async function sayGoodbye(socket: Socket): Promise<void> {
  if (!(socket instanceof TLSSocket) || socket.destroyed || socket.writableFinished) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, LEAST)
  for (const event of ['finish', 'close']) socket.once(event, () => resolve())
  // Where the peer ended first, Node ends this side by itself.
  if (!socket.writableEnded) socket.end()
  await promise
  clearTimeout(timer)
}

/** Other errors are of the leave itself: the peer may reset what is over. */
function isAlert(failure: Failure | null): boolean {
  return failure?.raw.startsWith('alert ') ?? false
}

/** Waits for one of these events, for the end of the sweep or for so many ms. */
async function firstOf(
  { signal }: Pick<StepContext, 'signal'>,
  socket: Socket,
  events: readonly string[],
  most: number,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = () => resolve()
  const timer = setTimeout(done, most)
  for (const event of events) socket.on(event, done)
  signal.addEventListener('abort', done)
  try {
    await promise
  } finally {
    clearTimeout(timer)
    for (const event of events) socket.off(event, done)
    signal.removeEventListener('abort', done)
  }
}
