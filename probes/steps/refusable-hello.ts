import { randomBytes } from 'node:crypto'
import net from 'node:net'
import { fail } from '../../shared/failure/failure.ts'
import type { HandshakeObservation } from '../../shared/model/observation.ts'
import { alertFailure, closeFailure, tlsFailure } from '../classify.ts'
import type { StepContext } from '../context.ts'
import { inTime, release } from '../deadline.ts'
import { NOTHING_SETTLED } from './settled.ts'

/**
 * Sends a ClientHello that offers one cipher suite which no server has (reserved by RFC 8701), so that every TLS server
 * refuses it, with an alert of seven bytes. Whoever is silent after a real hello, whose answer fills packets, and
 * refuses this one at once is not mute. Ends with the socket released.
 */
export async function refusableHello(
  ctx: StepContext,
  socket: net.Socket,
  to: {
    readonly address: string
    readonly port: number
    readonly host: string
    readonly attempt: number
  },
): Promise<HandshakeObservation> {
  const t0 = ctx.now()
  const host = to.host.replace(/\.$/, '')
  const serverName = net.isIP(host) === 0 ? host : null
  const hello = clientHello(serverName)
  let answered = false
  const { failure } = await inTime<never>(ctx, (_, failed) => {
    if (socket.destroyed) return failed(closeFailure(socket.errored))
    socket.once('data', (bytes: Buffer) => {
      answered = true
      failed(refusal(bytes))
    })
    socket.once('error', (error) => failed(tlsFailure(error)))
    socket.once('close', () => failed(closeFailure(socket.errored)))
    socket.write(hello)
  })
  const t = ctx.now()
  await release(socket)
  const { address, port, attempt } = to
  return {
    step: 'handshake',
    peer: 'target',
    attempt,
    t0,
    t,
    failure,
    address,
    port,
    serverName,
    phase: answered ? 'answered' : 'sent',
    hello: 'refusable',
    helloBytes: hello.length,
    ...NOTHING_SETTLED,
  }
}

const ALERT = 21

/** An alert is a record of type 21 with level and number in its body (RFC 8446, 5.1 and 6). */
function refusal(bytes: Buffer) {
  const number = bytes[6]
  if (bytes[0] === ALERT && number !== undefined) return alertFailure(number)
  return fail('ssl_failed_handshake', 'an answer that is no alert')
}

/** RFC 8446, 4.1.2, as a client of TLS 1.2 says it. */
function clientHello(serverName: string | null): Buffer {
  const extensions = Buffer.concat([
    ...(serverName === null
      ? []
      : [extension(0, list(2, Buffer.of(0), vector(2, ascii(serverName))))]),
    extension(10, list(2, Buffer.of(0, 29, 0, 23))), // groups: X25519, P-256
    extension(13, list(2, Buffer.of(4, 3, 8, 4, 4, 1))), // signatures: ECDSA, RSA-PSS and RSA with SHA-256
  ])
  const body = Buffer.concat([
    Buffer.of(3, 3),
    randomBytes(32),
    Buffer.of(0), // no session
    vector(2, Buffer.of(0x5a, 0x5a)), // the one cipher suite
    Buffer.of(1, 0), // no compression
    vector(2, extensions),
  ])
  const message = Buffer.concat([Buffer.of(1, 0), vector(2, body)])
  return Buffer.concat([Buffer.of(22, 3, 1), vector(2, message)])
}

function extension(type: number, content: Buffer): Buffer {
  return Buffer.concat([uint(2, type), vector(2, content)])
}

function list(octets: number, ...parts: Buffer[]): Buffer {
  return vector(octets, Buffer.concat(parts))
}

/** A vector of TLS: its length in so many octets, then its content. */
function vector(octets: number, content: Buffer): Buffer {
  return Buffer.concat([uint(octets, content.length), content])
}

function uint(octets: number, value: number): Buffer {
  const bytes = Buffer.alloc(octets)
  bytes.writeUIntBE(value, 0, octets)
  return bytes
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}
