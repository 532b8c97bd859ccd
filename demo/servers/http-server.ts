import type { Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import type { Identity } from './mint.ts'
import { drip, type OnSocket, type TestServer, tcpServer } from './tcp-server.ts'
import { tlsServer } from './tls-server.ts'

/** Writes an answer to one request, whose head it is given as text. */
export type Respond = (socket: Socket, head: string) => void

/** An answer in order, with Content-Length, after which the connection closes. */
export function respond(
  status: number,
  { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {},
): Respond {
  const length = Buffer.byteLength(body)
  const lines = Object.entries({ ...headers, 'content-length': String(length) })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return (socket) => socket.end(`HTTP/1.1 ${status} Test\r\n${head}\r\n${body}`)
}

/** Bytes as they are, after which the connection is closed, reset or left open. */
export function respondRaw(text: string, then: 'close' | 'reset' | 'hold' = 'hold'): Respond {
  return (socket) => {
    socket.write(text, () => {
      if (then === 'close') socket.end()
      if (then === 'reset') socket.resetAndDestroy()
    })
  }
}

/** An answer in order, one byte every `interval` ms. */
export function respondDripping(interval: number): Respond {
  const bytes = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n'.padEnd(1000, 'x'))
  return (socket) => drip(socket, bytes, interval)
}

/** `begin`, and then `repeat` for as long as the client reads. */
export function respondEndlessly(begin: string, repeat: string): Respond {
  const block = Buffer.from(repeat.repeat(Math.ceil(8192 / repeat.length)))
  return (socket) => {
    const more = () => {
      while (!socket.destroyed && socket.write(block));
    }
    socket.write(begin)
    socket.on('drain', more)
    more()
  }
}

/** No answer at all. */
export const respondNothing: Respond = () => undefined

/** A raw HTTP/1.1 server: reads one head a connection and leaves the rest to `answer`. TLS with an identity. */
export async function httpServer(
  answer: Respond,
  identity?: Identity,
  options: TlsOptions = {},
): Promise<TestServer> {
  const onSocket: OnSocket = (socket) => {
    let head = ''
    socket.on('data', (chunk: Buffer) => {
      const before = head
      head += chunk.toString('latin1')
      // Only the first request of a connection is answered.
      if (!before.includes('\r\n\r\n') && head.includes('\r\n\r\n')) answer(socket, head)
    })
  }
  return identity === undefined
    ? await tcpServer(onSocket)
    : await tlsServer(identity, { onSocket, tls: options })
}
