import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent, request } from 'undici'

/** What goes wrong with a request on its way to a service and back. */
export type WireFault =
  | 'cut before' // the service never sees it
  | 'cut after' // it was done, and the answer is lost
  | 'hang' // the service never sees it, and nothing comes
  | 'hang after' // it was done, and nothing comes
  | 500
  | 503

export const WIRE_FAULTS: readonly WireFault[] = [
  'cut before',
  'cut after',
  'hang',
  'hang after',
  500,
  503,
]

/** What a proxy has seen so far. */
interface Seen {
  requests: number
  faults: number
  /** Bytes of all bodies that came, and of all that the service gave back. */
  sent: number
  received: number
}

export interface FaultyProxy extends AsyncDisposable {
  readonly host: string
  readonly seen: Readonly<Seen>
}

/** A reverse proxy in front of an HTTP service, which treats each request as `fault` says; null: as it should. */
export async function faultyProxy(
  target: string,
  fault: () => WireFault | null,
): Promise<FaultyProxy> {
  const upstream = new Agent()
  const seen: Seen = { requests: 0, faults: 0, sent: 0, received: 0 }

  async function serve(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = await Array.fromAsync(req)
    const asked = Buffer.concat(chunks)
    seen.requests++
    seen.sent += asked.byteLength
    const wrong = fault()
    if (wrong !== null) seen.faults++
    if (wrong === 'hang') return
    if (wrong === 'cut before') return void req.socket.resetAndDestroy()
    if (typeof wrong === 'number') return void res.writeHead(wrong).end('a fault of the test')
    const { statusCode, body } = await request(`http://${target}${req.url}`, {
      dispatcher: upstream,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: asked,
    })
    const answer = Buffer.from(await body.arrayBuffer())
    seen.received += answer.byteLength
    if (wrong === 'hang after') return
    if (wrong === 'cut after') return void req.socket.resetAndDestroy()
    res.writeHead(statusCode, { 'content-type': 'application/json' }).end(answer)
  }

  const server = http.createServer((req, res) => {
    // Who asks may have gone: that is what these tests are about.
    serve(req, res).catch(() => req.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await upstream.destroy()
    },
  }
}
