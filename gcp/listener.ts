import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Fetches } from '../runtime/refusing-app.ts'

/** What Node calls for each request. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Requests of Node for an app of the web, both ways streaming. The framework has read the body before us, and its
 * rawBody is taken.
 */
export function listenerOf({ fetch }: Fetches): Listener {
  const listener = getRequestListener((request) => fetch(request), { overrideGlobalObjects: false })
  return async (request, response) => {
    // TLS ends at the front end, and links are made of the address that the caller sees.
    const { host, 'x-forwarded-proto': scheme } = request.headers
    if (scheme === 'https' && host !== undefined && request.url?.startsWith('/')) {
      request.url = `https://${host}${request.url}`
    }
    await listener(request, response)
  }
}
