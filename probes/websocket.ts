import { createHash, randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'

/** What the server has to put behind the key before it hashes it (RFC 6455, 1.3). */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** A request to change to WebSocket, and what proves that the answer was made for it. */
export interface Upgrade {
  /** RFC 6455, 4.1: version 13 and a nonce of 16 bytes. */
  readonly headers: Readonly<Record<string, string>>
  /** The only right Sec-WebSocket-Accept. */
  readonly accept: string
}

export function webSocketUpgrade(): Upgrade {
  const key = randomBytes(16).toString('base64')
  return {
    headers: { 'sec-websocket-key': key, 'sec-websocket-version': '13' },
    accept: createHash('sha1').update(`${key}${GUID}`).digest('base64'),
  }
}

/** Takes leave in order: a Close frame with status 1000, masked as a client’s must be (RFC 6455, 5.3 and 5.5.1). */
export function closeWebSocket(socket: Socket): void {
  const mask = randomBytes(4)
  const status = Buffer.of(0x03, 0xe8).map((byte, i) => byte ^ (mask[i] ?? 0))
  if (!socket.destroyed) socket.write(Buffer.concat([Buffer.of(0x88, 0x82), mask, status]))
}
