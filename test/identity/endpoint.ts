import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished, vi } from 'vitest'
import type { Identity } from '../fixtures/mint.ts'

export interface Asked {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** What an endpoint answers; null is silence. */
export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json: unknown
}

export interface Endpoint extends AsyncDisposable {
  /** Host and port. */
  readonly at: string
  readonly asked: Asked[]
}

/** Somebody’s endpoint on loopback, which keeps what it was asked; over TLS with an identity. */
export async function endpoint(
  answer: (asked: Asked) => Answer | null,
  identity?: Identity,
): Promise<Endpoint> {
  const asked: Asked[] = []
  const listener: http.RequestListener = async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString()
    const { method = '', url = '', headers: sent } = request
    const one = { method, path: url, headers: sent, body }
    asked.push(one)
    const given = answer(one)
    if (given === null) return
    const { status = 200, headers, json } = given
    const text = typeof json === 'string' ? json : JSON.stringify(json)
    const type = typeof json === 'string' ? 'text/plain' : 'application/json'
    response.writeHead(status, { 'content-type': type, ...headers }).end(text)
  }
  const server =
    identity === undefined
      ? http.createServer(listener)
      : https.createServer({ key: identity.key, cert: identity.chain }, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    at: `127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Of a metadata server: it names its kind, without which nobody believes it. */
export function metadata(json: unknown, status = 200): Answer {
  return { status, headers: { 'metadata-flavor': 'Google' }, json }
}

/** Of the identity endpoint of App Service. */
export function managed(token: string): Answer {
  const expiresOn = Math.floor(Date.now() / 1000) + 3600
  return { json: { access_token: token, expires_on: String(expiresOn), token_type: 'Bearer' } }
}

const NOT_OURS = [
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_TENANT_ID',
  'GCE_METADATA_HOST',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'IDENTITY_ENDPOINT',
  'K_SERVICE',
]

/** The libraries read the variables of the process itself; after the test they are as before. */
export function environment(
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  onTestFinished(() => void vi.unstubAllEnvs())
  for (const name of NOT_OURS) vi.stubEnv(name, undefined)
  vi.stubEnv('HOME', '/nowhere')
  for (const [name, value] of Object.entries(own)) vi.stubEnv(name, value)
  return own
}
