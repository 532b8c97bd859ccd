import type { Socket } from 'node:net'
import tls from 'node:tls'
import type { Identity } from './mint.ts'
import { drip, type OnSocket, type TestServer, tcpServer } from './tcp-server.ts'

/** How a TLS server of a test misbehaves once the ClientHello is in; it may depend on the server name. */
export type Misbehaviour = (hello: Buffer, socket: Socket) => 'serve' | undefined

/** For a filter that cuts with a reset after the ClientHello: always, or only for some server names. */
export function cutAfterHello(names: readonly string[] | null = null): Misbehaviour {
  return forNames(names, (socket) => socket.resetAndDestroy())
}

/** For a filter that closes in order (FIN) after the ClientHello. */
export function closeAfterHello(names: readonly string[] | null = null): Misbehaviour {
  return forNames(names, (socket) => socket.end())
}

/** For a server that takes the ClientHello and never answers. */
export function silentAfterHello(names: readonly string[] | null = null): Misbehaviour {
  return forNames(names, () => undefined)
}

/** For a server that answers the ClientHello in plain text. */
export function plainTextAfterHello(text: string): Misbehaviour {
  return forNames(null, (socket) => socket.end(text))
}

/** For a server that answers with a fatal alert, by its number (RFC 8446, 6.2). */
export function alertAfterHello(alert: number): Misbehaviour {
  return forNames(null, (socket) => socket.end(Buffer.of(0x15, 3, 3, 0, 2, 2, alert)))
}

/** For a server that begins a plausible flight and sends it one byte at a time. */
export function dripAfterHello(interval: number): Misbehaviour {
  return forNames(null, (socket) => drip(socket, endlessRecord(), interval))
}

function forNames(names: readonly string[] | null, act: (socket: Socket) => void): Misbehaviour {
  return (hello, socket) => {
    // The name stands in the ClientHello in plain ASCII; a test has no need to parse the rest.
    const meant = names === null || names.some((name) => hello.includes(name))
    if (!meant) return 'serve'
    act(socket)
    return
  }
}

/** A handshake record of 16 KiB that holds a ServerHello of the same size, as far as its headers go. */
function* endlessRecord(): Generator<number> {
  yield* [0x16, 3, 3, 0x40, 0, 0x02, 0, 0x3f, 0xfc, 3, 3]
  for (;;) yield 0
}

/**
 * A TLS server. With `misbehave` it looks at the ClientHello first. `onSocket` takes every connection whose
 * handshake is done; without one they are left open and mute.
 */
export async function tlsServer(
  identity: Identity,
  options: {
    readonly onSocket?: OnSocket
    readonly misbehave?: Misbehaviour
    /** Anything else that tls.createServer() takes. */
    readonly tls?: tls.TlsOptions
  } = {},
): Promise<TestServer> {
  const { onSocket = (socket) => socket.resume(), misbehave } = options
  const inner = tls.createServer(
    { key: identity.key, cert: identity.chain, ...options.tls },
    (socket) => {
      socket.on('error', () => undefined)
      onSocket(socket)
    },
  )
  inner.on('tlsClientError', () => undefined)
  return await tcpServer((socket) => {
    if (misbehave === undefined) {
      inner.emit('connection', socket)
      return
    }
    socket.once('data', (hello: Buffer) => {
      if (misbehave(hello, socket) !== 'serve') return
      socket.pause()
      socket.unshift(hello)
      inner.emit('connection', socket)
    })
  })
}

/** For a device that loses a ClientHello above so many bytes: in silence, or with a reset. */
export function loseLargeHello(most: number, act: 'silence' | 'reset'): Misbehaviour {
  return (hello, socket) => {
    if (hello.length <= most) return 'serve'
    if (act === 'reset') socket.resetAndDestroy()
    return
  }
}

/** For a path that loses what fills packets: only a hello with one cipher suite, which is refused, gets its answer. */
export function onlyShortAnswers(): Misbehaviour {
  return (hello, socket) => {
    // The length of the list of cipher suites, after record and message headers, version, random and no session.
    if (hello.readUInt16BE(44) === 2) socket.end(Buffer.of(0x15, 3, 3, 0, 2, 2, 40))
    return
  }
}
