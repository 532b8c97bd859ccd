import { once } from 'node:events'
import type http from 'node:http'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A server on a free port, asked with whatever path and headers. */
export async function ask(server: http.Server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    async get(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
      const sent = request({ host: '127.0.0.1', port, path, headers: { ...headers }, agent: false })
      sent.end()
      const [answer] = (await once(sent, 'response')) as [http.IncomingMessage]
      return await text(answer)
    },
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    },
  }
}
