import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { authorityOf, hostInUrl } from '../../shared/address/authority.ts'
import type { Connection } from '../../shared/web/connection.ts'
import { CallError } from '../io.ts'
import { boundConnections } from './connections.ts'

/** How long answers under way may take after the end was asked for, in ms. */
const GRACE = 3_000

export interface Listening {
  /** http://host:port */
  readonly origin: string
  /** Takes no more requests, and ends when those under way are answered, or soon after. */
  close(): Promise<void>
}

export interface Address {
  readonly host: string
  readonly port: number
  /** How many connections may be open at once. */
  readonly connections?: number
}

/**
 * Serves an app over plain HTTP. Throws CallError when the port cannot be had. Loaded here and not above: only a
 * server pays for it.
 */
export async function listen(
  answer: (request: Request, connection: Connection) => Response | Promise<Response>,
  { host, port, connections = 512 }: Address,
): Promise<Listening> {
  const { createAdaptorServer } = await import('@hono/node-server')
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => answer(request, connectionOf(incoming as IncomingMessage)),
    overrideGlobalObjects: false,
  }) as Server
  // Whoever sends slowly holds a socket, and nothing else.
  server.requestTimeout = 30_000
  server.headersTimeout = 10_000
  boundConnections(server, connections)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ host, port }, resolve)
  try {
    await promise
  } catch (error) {
    throw cannotListen(host, port, error)
  }
  const at = server.address() as AddressInfo
  return { origin: `http://${hostInUrl(at.address)}:${at.port}`, close: () => closed(server) }
}

function connectionOf({ socket }: IncomingMessage): Connection {
  const end = (address = '', port = 0) =>
    // IPv4 comes in the clothes of IPv6 where both are listened to.
    authorityOf({ host: address.replace(/^::ffff:/, ''), port })
  return {
    local: end(socket.localAddress, socket.localPort),
    remote: end(socket.remoteAddress, socket.remotePort),
  }
}

async function closed(server: Server): Promise<void> {
  const end = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), GRACE)
  await end
  clearTimeout(late)
}

function cannotListen(host: string, port: number, cause: unknown): CallError {
  const why = (cause as NodeJS.ErrnoException).code ?? String(cause)
  const remedy =
    why === 'EADDRINUSE'
      ? 'another process has it; choose one with --port'
      : 'choose others with --host and --port'
  return new CallError(`Cannot listen on ${hostInUrl(host)}:${port}: ${why}; ${remedy}`, { cause })
}
