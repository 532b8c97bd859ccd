import { once } from 'node:events'
import http from 'node:http'
import { promisify } from 'node:util'

/** What befalls a request: it never arrives, or it is done and nobody is told; by a cut, a refusal, or silence. */
export type Fault =
  | 'cut before'
  | 'cut after'
  | '500 before'
  | '500 after'
  | '503'
  | 'hang before'
  | 'hang after'

/** One of them by chance; silence is the rarest, since each costs a whole deadline. */
export function anyFault(random: () => number): Fault {
  const often: readonly Fault[] = ['cut before', 'cut after', '500 before', '500 after', '503']
  const rare: readonly Fault[] = ['hang before', 'hang after']
  const from = random() < 0.85 ? often : rare
  return from[Math.floor(random() * from.length)] ?? '503'
}

export interface FaultyProxy extends AsyncDisposable {
  readonly port: number
  /** Requests that came, and bytes of their bodies. */
  readonly seen: { requests: number; bytes: number }
  /** Connections that clients hold open. */
  readonly connections: () => Promise<number>
}

/** An HTTP proxy in front of one on loopback, which treats each request as `fault` says. */
export async function faultyProxy(port: number, fault: () => Fault | null): Promise<FaultyProxy> {
  const seen = { requests: 0, bytes: 0 }
  const agent = new http.Agent({ keepAlive: true })
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    seen.requests++
    seen.bytes += body.length
    const what = fault()
    if (what === null || what.endsWith('after')) {
      const answer = await forwarded(request, body, port, agent)
      if (what === null) response.writeHead(answer.status, answer.headers).end(answer.body)
    }
    if (what?.startsWith('cut')) response.destroy()
    if (what?.startsWith('5')) refuse(response, Number(what.slice(0, 3)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    port: address.port,
    seen,
    connections: () => promisify(server.getConnections.bind(server))(),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      agent.destroy()
    },
  }
}

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

async function forwarded(
  { method, url, headers }: http.IncomingMessage,
  body: Buffer,
  port: number,
  agent: http.Agent,
): Promise<Answer> {
  const onward = http.request({ host: '127.0.0.1', port, method, path: url, headers, agent })
  onward.end(body)
  const [answer] = (await once(onward, 'response')) as [http.IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }
}

function refuse(response: http.ServerResponse, status: number): void {
  const code = status === 500 ? 'OperationTimedOut' : 'ServerBusy'
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-ms-request-id': '0d14f1a5-8002-0013-1e3c-5c0f5d000000',
    'x-ms-error-code': code,
  })
  response.end(JSON.stringify({ 'odata.error': { code, message: { value: code } } }))
}
