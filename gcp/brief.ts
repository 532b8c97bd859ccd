import type { IncomingMessage, ServerResponse } from 'node:http'
import { SECURE_HEADERS } from '../shared/web/secure.ts'

/** Whether a request is for health (shared/web/routes/health.ts). */
export function isHealth({ method, url }: IncomingMessage): boolean {
  return method === 'GET' && url !== undefined && /^\/api\/health(\?|$)/.test(url)
}

/** The answer of the app itself (shared/web/healthy.ts), without the app: nothing of the web has to be loaded for it. */
export function answerHealth(response: ServerResponse, status: 'ok' | 'degraded'): void {
  const headers = { ...SECURE_HEADERS, 'content-type': 'application/json', vary: 'Accept' }
  response.writeHead(200, headers)
  response.end(`{"status":"${status}"}\n`)
}

/** Says that another instance, or the next request, may be answered. */
export function refuse(response: ServerResponse, detail: string): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const body = { type: 'about:blank', title: 'Service Unavailable', status: 503, detail }
  response.writeHead(503, {
    ...SECURE_HEADERS,
    'content-type': 'application/problem+json',
    'retry-after': '1',
    connection: 'close',
  })
  response.end(`${JSON.stringify(body)}\n`)
}
