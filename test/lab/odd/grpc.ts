import { createSecureServer, type ServerHttp2Stream } from 'node:http2'
import type { Server } from 'node:net'
import type { TlsOptions } from 'node:tls'
import type { OddEndpoint } from './job.ts'

/** Status of HealthCheckResponse, and grpc-status. */
interface Says {
  readonly health: number | null
  readonly code: number
}

const GRPC: Partial<Record<OddEndpoint['odd'], Says>> = {
  grpc: { health: 1, code: 0 },
  'grpc-not-serving': { health: 2, code: 0 },
  'grpc-without-health': { health: null, code: 12 },
}

/** What a gRPC server says to its health check; undefined where it is another kind of server. */
export function healthOf(odd: OddEndpoint['odd']): Says | undefined {
  return GRPC[odd]
}

export function grpcServer(secrets: TlsOptions, says: Says): Server {
  const server = createSecureServer(secrets)
  server.on('stream', (stream) => answer(stream, says))
  server.on('sessionError', () => undefined)
  return server
}

function answer(stream: ServerHttp2Stream, { health, code }: Says): void {
  stream.on('error', () => undefined)
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(code) }))
  stream.end(health === null ? undefined : Buffer.of(0, 0, 0, 0, 2, 8, health))
}
