import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { SECURE_HEADERS } from '../shared/web/secure.ts'

/** Answers a request; `on` hands it to the listeners that the server had. */
export type First = (request: IncomingMessage, response: ServerResponse, on: () => void) => void

/**
 * Puts a listener before those of each HTTP server of this process, at its first request. The functions-framework
 * reads and inflates a body, of up to 1 GiB, before it calls the function, and has no setting for it
 * (https://github.com/GoogleCloudPlatform/functions-framework-nodejs/blob/main/src/server.ts). Node tells of a request
 * before any listener has it (https://nodejs.org/api/diagnostics_channel.html); should it cease to, the framework
 * answers as before.
 */
export function listenFirst(first: First): void {
  const taken = new WeakSet<Server>()
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { readonly server: Server }
    if (taken.has(server)) return
    taken.add(server)
    const theirs = server.listeners('request')
    server.removeAllListeners('request')
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      first(request, response, () => {
        for (const listener of theirs) listener.call(server, request, response)
      }),
    )
  })
}

/** Far more than an event of a schedule has, in bytes. */
const EVENT_BYTES = 1024 * 1024

/**
 * Hands on what has a body that may be read. One that is encoded is refused, since nobody knows how large it will be,
 * and one that says that it is too large; without a length, the platform bounds it.
 */
export const withSmallBody: First = ({ headers }, response, on) => {
  const encoded = (headers['content-encoding'] ?? 'identity') !== 'identity'
  const large = Number(headers['content-length'] ?? 0) > EVENT_BYTES
  if (!encoded && !large) return on()
  response.writeHead(encoded ? 415 : 413, { ...SECURE_HEADERS, connection: 'close' })
  response.end()
}
