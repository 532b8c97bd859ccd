import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { anyName } from './any-name.ts'
import { DATABASES } from './databases.ts'
import { repliesOf, serveDatagrams } from './datagrams.ts'
import { grpcServer, healthOf } from './grpc.ts'
import type { OddEndpoint } from './job.ts'

/** A server that misbehaves in one way. */
export async function serveOddly(what: OddEndpoint): Promise<void> {
  const reply = repliesOf(what.odd)
  if (reply !== undefined) return await serveDatagrams(what, reply)
  const server = await serverOf(what)
  server.on('tlsClientError', () => undefined)
  server.listen(what.port, what.address)
  await once(server, 'listening')
}

async function serverOf(what: OddEndpoint): Promise<Server> {
  const database = DATABASES[what.odd]
  if (database !== undefined) {
    const secrets = what.files === null ? undefined : await secretsOf(what.files, what.odd)
    return createServer((socket) => database(secrets)(guarded(socket)))
  }
  const health = healthOf(what.odd)
  if (what.files !== null && health !== undefined)
    return grpcServer(await secretsOf(what.files, what.odd), health)
  if (what.files !== null) {
    return createTlsServer(await secretsOf(what.files, what.odd), (socket) =>
      AFTER_TLS[what.odd]?.(guarded(socket)),
    )
  }
  return createServer((socket) => BEFORE_TLS[what.odd]?.(guarded(socket)))
}

async function secretsOf(
  files: NonNullable<OddEndpoint['files']>,
  odd: OddEndpoint['odd'],
): Promise<TlsOptions> {
  if (odd === 'any-name') return { SNICallback: await anyName(files) }
  return { cert: readFileSync(files.chainFile), key: readFileSync(files.keyFile) }
}

/** Record: alert, TLS 1.2, two bytes: fatal, handshake_failure (RFC 8446, 5.1 and 6.2). */
const ALERT = Buffer.from([21, 3, 3, 0, 2, 2, 40])

type Manner<S> = Partial<Record<OddEndpoint['odd'], (socket: S) => void>>

function says(text: string) {
  return (socket: Socket) => void socket.once('data', () => socket.end(text))
}

const BEFORE_TLS: Manner<Socket> = {
  mute: (socket) => void socket.resume(),
  'close-after-hello': (socket) => void socket.once('data', () => socket.destroy()),
  'reset-after-hello': (socket) => void socket.once('data', () => socket.resetAndDestroy()),
  'alerts-after-hello': (socket) => void socket.once('data', () => socket.end(ALERT)),
  'denies-connect': (socket) =>
    void socket.once('data', () =>
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
    ),
  'wants-ntlm': says(
    'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n',
  ),
  'sends-to-login': says(
    'HTTP/1.1 302 Found\r\nLocation: https://login.contoso.example/sso\r\nContent-Length: 0\r\n\r\n',
  ),
  'page-for-tunnel': says(
    'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Use of the internet</title></html>',
  ),
  'plain-on-tls': (socket) =>
    void socket.once('data', () =>
      socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
    ),
}

const AFTER_TLS: Manner<TLSSocket> = {
  'any-name': (socket) => void socket.once('data', () => socket.end(`${head(5, MARKS)}hello`)),
  'large-head': (socket) =>
    void socket.once('data', () =>
      socket.end(`${head(5, `Content-Security-Policy: ${'a'.repeat(20_480)}\r\n`)}hello`),
    ),
  'bare-line-feeds': (socket) =>
    void socket.once('data', () => socket.end(`${head(5, MARKS)}hello`.replaceAll('\r', ''))),
  'http2-only': (socket) =>
    void socket.write(Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100])),
  'gzipped-block': (socket) => void socket.once('data', () => socket.end(zipped(403, BLOCK_PAGE))),
  'gzipped-denial': (socket) => void socket.once('data', () => socket.end(zipped(403, DENIAL))),
  'gzipped-text': (socket) =>
    void socket.once('data', () => socket.end(zipped(200, 'status: healthy'))),
  'never-answers': (socket) => void socket.resume(),
  'slow-answer': (socket) =>
    void socket.once('data', () => setTimeout(() => socket.end(`${head(5)}hello`), 600)),
  drip: (socket) =>
    void socket.once('data', () => {
      socket.write(head(1000))
      const timer = setInterval(() => socket.write('.'), 300)
      socket.once('close', () => clearInterval(timer))
    }),
  'cuts-request': (socket) => void socket.once('data', () => socket.destroy()),
  'half-a-body': (socket) => void socket.once('data', () => socket.end(`${head(100)}half`)),
}

/** What the services that it stands for put on every answer: Microsoft's, and the registries behind Fastly. */
const MARKS =
  'x-ms-request-id: 00000000-0000-0000-0000-000000000000\r\nx-served-by: cache-lab-1\r\n'

const BLOCK_PAGE =
  '<html><head><title>Web Page Blocked!</title></head><body>FortiGuard Web Filtering: this page is blocked by policy. Category: Hosting</body></html>'
const DENIAL =
  '<?xml version="1.0"?><Error><Code>AuthorizationFailure</Code><Message>Not authorized.</Message></Error>'

function zipped(status: number, text: string): Buffer {
  const body = gzipSync(text)
  const type = text.startsWith('<?xml') ? 'application/xml' : 'text/html'
  const lines = `Content-Type: ${type}\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}`
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} OK\r\n${lines}\r\n\r\n`), body])
}

function head(length: number, marks = ''): string {
  return `HTTP/1.1 200 OK\r\n${marks}Content-Type: text/plain\r\nContent-Length: ${length}\r\n\r\n`
}

function guarded<S extends Socket>(socket: S): S {
  // The probe may go at any time.
  socket.on('error', () => undefined)
  return socket
}
