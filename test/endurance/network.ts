import { EventEmitter, once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What a probe checks and tells here: an endpoint that always answers, one that comes and goes, and a receiver. */
export interface PretendNetwork extends AsyncDisposable {
  readonly port: number
  /** Emits `asked` when a sweep reaches the healthy endpoint, and `answered` when it has its answer. */
  readonly events: EventEmitter<{ asked: []; answered: [] }>
  /** Whether the second endpoint answers as it should. */
  up: boolean
  /** Ids of the messages that the receiver got, each time. */
  readonly sent: string[]
}

/** How long the healthy endpoint takes, so that there is a middle of a sweep, in ms. */
export const HOLD = 30

export async function pretendNetwork(): Promise<PretendNetwork> {
  const server = http.createServer((request, response) => {
    if (request.url === '/messages') void received(request, response)
    else if (request.url === '/orders') response.writeHead(made.up ? 200 : 404).end('orders')
    else void healthy(response)
  })
  async function healthy(response: http.ServerResponse): Promise<void> {
    made.events.emit('asked')
    await pause(HOLD)
    response.end('well', () => made.events.emit('answered'))
  }
  async function received(request: http.IncomingMessage, response: http.ServerResponse) {
    let body = ''
    try {
      for await (const part of request.setEncoding('utf8')) body += part
    } catch {
      // Killed while it sent.
      return
    }
    made.sent.push((JSON.parse(body) as { readonly id: string }).id)
    response.end()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const made: PretendNetwork = {
    port: (server.address() as AddressInfo).port,
    events: new EventEmitter(),
    up: true,
    sent: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return made
}

/** Every change is told at once, however often it comes; a sweep is done within a second. */
export function configuration(network: PretendNetwork, store: string, healthy = 1): string {
  const at = `http://127.0.0.1:${network.port}`
  return [
    'vantage: here\nproxy: none\nresolvers: []\nschedule: "* * * * * *"',
    'limits: { step: 10s, target: 15s, sweep: 60s, attempts: 1 }',
    'targets:',
    ...Array.from({ length: healthy }, (_, n) => n).map(
      (n) =>
        `  - { name: healthy${n || ''}, url: "${at}/healthy", expect: { http: { status: [200] } } }`,
    ),
    `  - { name: orders, url: "${at}/orders", expect: { http: { status: [200] } } }`,
    `store: ${store}`,
    'alerts:',
    '  openAfter: 1\n  closeAfter: 1\n  flapping: { times: 100, within: 1m }',
    `  notify: [{ name: ops, webhook: "${at}/messages" }]\n`,
  ].join('\n')
}
