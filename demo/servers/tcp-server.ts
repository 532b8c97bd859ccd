import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'

/** A listening server of a test; disposing of it cuts every connection and closes the port. */
export interface TestServer extends AsyncDisposable {
  readonly address: string
  readonly port: number
}

/** What a server does with a connection it has accepted. */
export type OnSocket = (socket: net.Socket) => void

/** For a server that accepts and then says nothing at all. */
export const mute: OnSocket = (socket) => {
  socket.resume()
}

/**
 * For a server that cuts every connection with a TCP reset: on loopback as a rule before the client has seen the
 * connection stand.
 */
export const reset: OnSocket = (socket) => {
  socket.resetAndDestroy()
}

/** For a server that closes every connection in order (FIN). */
export const close: OnSocket = (socket) => {
  socket.end()
}

/** For a server that speaks first, as SSH and SMTP do, and then waits. */
export function greet(text: string): OnSocket {
  return (socket) => {
    socket.write(text)
    socket.resume()
  }
}

/** Sends bytes one at a time, `interval` ms apart, and does not end. */
export function drip(socket: net.Socket, bytes: Iterable<number>, interval: number): void {
  const source = Iterator.from(bytes)
  const timer = setInterval(() => {
    const { value, done } = source.next()
    if (done === true) clearInterval(timer)
    else socket.write(Buffer.of(value))
  }, interval)
  socket.once('close', () => clearInterval(timer))
}

/** A plain TCP server on a free port of loopback, or on the address and port given. */
export async function tcpServer(
  onSocket: OnSocket,
  at: { readonly address?: string; readonly port?: number } = {},
): Promise<TestServer> {
  const { address = '127.0.0.1', port = 0 } = at
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // Clients of these tests cut and reset; that is no error of the server.
    socket.on('error', () => undefined)
    onSocket(socket)
  })
  server.listen(port, address)
  await once(server, 'listening')
  return {
    address,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** A port of loopback that nothing listens on: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  await using server = await tcpServer(mute)
  return server.port
}
