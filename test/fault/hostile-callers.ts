import { once } from 'node:events'
import net from 'node:net'

/** Connections that say nothing, send wrong tokens, or bodies that do not end. */
export function attack(origin: string, token: string): readonly net.Socket[] {
  const { port } = new URL(origin)
  const says = [
    '',
    'GET /api/status HTTP/1.1\r\nHost: evil.test\r\nX-Slow: ',
    'GET /api/status HTTP/1.1\r\nHost: evil.test\r\nAuthorization: Bearer wrong\r\n\r\n',
    `POST /api/sweep HTTP/1.1\r\nHost: evil.test\r\nAuthorization: Bearer ${token}\r\nContent-Length: 999\r\n\r\n`,
    'POST /api/check HTTP/1.1\r\nHost: evil.test\r\nContent-Encoding: gzip\r\nContent-Length: 99999\r\n\r\nx',
    `${'\u0000'.repeat(1000)}\r\n\r\n`,
  ]
  return Array.from({ length: 150 }, (_, n) => {
    const socket = net.connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    once(socket, 'connect').then(
      () => socket.write(says[n % says.length] ?? ''),
      () => {},
    )
    return socket
  })
}
