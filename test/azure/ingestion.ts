import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Envelope } from '../../azure/telemetry/availability.ts'

interface Call {
  readonly path: string
  readonly authorization: string | null
  readonly items: readonly Envelope[]
}

/** A pretend ingestion API that answers with these, the last again and again. */
export async function ingestion(...answers: readonly { status: number; body?: string }[]) {
  const calls: Call[] = []
  const server = http.createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { authorization = null } = request.headers
    const answer = answers[calls.length] ?? answers.at(-1)
    calls.push({ path: request.url ?? '', authorization, items: JSON.parse(body) })
    response.writeHead(answer?.status ?? 500).end(answer?.body ?? '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    ...{ calls, port },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}
