import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Bounds the connections of a server. The one too many costs the one that has been without a request for longest:
 * whoever opens hundreds and says nothing, or sends a body that was refused, loses his own; whoever asks at once is
 * answered. Where all are being answered, it costs the new one.
 */
export function boundConnections(server: Server, max: number): void {
  let open = 0
  /** Those without a request under way, in the order in which they became so. */
  const waiting = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open++
    waiting.add(socket)
    socket.once('close', () => {
      open--
      waiting.delete(socket)
    })
    if (open <= max) return
    const [longest = socket] = waiting
    longest.destroy()
  })
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    waiting.delete(socket)
    response.once('close', () => {
      if (!socket.destroyed) waiting.add(socket)
    })
  })
}
