import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** App settings that lead the results to a table service on this port. */
export function slowTables(port: number): { readonly STORE: string } {
  return {
    STORE: `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:${port}/a`,
  }
}

/**
 * A table service that holds nothing, takes whatever is written, and takes `delay` ms for each answer. What a client sends
 * is not checked: only the time counts here.
 */
export async function slowTableService(
  delay: number,
): Promise<AsyncDisposable & { readonly port: number }> {
  const server = http.createServer((request, response) => {
    let body = ''
    request.on('data', (text) => {
      body += text
    })
    request.on('end', () => {
      const timer = setTimeout(() => answer(request, response, body), delay)
      response.on('close', () => clearTimeout(timer))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answer(request: http.IncomingMessage, response: http.ServerResponse, body: string): void {
  const { method = '', url = '' } = request
  const id = { 'x-ms-request-id': '1', etag: 'W/"1"' }
  if (url.endsWith('/$batch')) {
    const count = body.match(/^(POST|PUT|MERGE|DELETE|PATCH) http/gm)?.length ?? 0
    response.writeHead(202, { ...id, 'content-type': 'multipart/mixed; boundary=batch' })
    response.end(batchAnswer(count))
  } else if (method === 'GET' && /\(PartitionKey=/.test(decodeURIComponent(url))) {
    response.writeHead(404, { ...id, 'content-type': 'application/json' })
    const code = 'ResourceNotFound'
    response.end(JSON.stringify({ 'odata.error': { code, message: { value: code } } }))
  } else if (method === 'GET') {
    response.writeHead(200, { ...id, 'content-type': 'application/json' })
    response.end('{"value":[]}')
  } else {
    response.writeHead(204, id)
    response.end()
  }
}

function batchAnswer(count: number): string {
  const part = [
    '--changeset',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    'HTTP/1.1 204 No Content',
    'ETag: W/"1"',
    '',
    '',
  ]
  const lines = ['--batch', 'Content-Type: multipart/mixed; boundary=changeset', '']
  for (let i = 0; i < count; i++) lines.push(...part)
  return [...lines, '--changeset--', '--batch--', ''].join('\r\n')
}
