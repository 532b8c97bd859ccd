import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestServer } from '../fixtures/tcp-server.ts'

const VALUES: Readonly<Record<string, string>> = {
  '/computeMetadata/v1/project/project-id': 'contoso-net',
  '/computeMetadata/v1/instance/region': 'projects/123456789/regions/asia-northeast1',
  '/computeMetadata/v1/instance/id': '00f46b92854a',
  '/computeMetadata/v1/instance/service-accounts/default/email':
    'perimeter@contoso-net.iam.gserviceaccount.com',
  '/computeMetadata/v1/instance/service-accounts/default/token': JSON.stringify({
    ...{ access_token: 'token-of-the-function', expires_in: 3599, token_type: 'Bearer' },
  }),
}

/** A metadata server on loopback: it refuses whoever does not send its header, as the real one does. */
export async function metadataServer(): Promise<TestServer> {
  const server = http.createServer((request, response) => {
    const value = VALUES[request.url?.split('?')[0] ?? '']
    const known = request.headers['metadata-flavor'] === 'Google' && value !== undefined
    const type = value?.startsWith('{') ? 'application/json' : 'text/plain'
    response.writeHead(known ? 200 : 403, { 'metadata-flavor': 'Google', 'content-type': type })
    response.end(known ? `${value}\n` : '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    ...{ address: '127.0.0.1', port },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
