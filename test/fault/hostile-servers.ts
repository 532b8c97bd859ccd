import type net from 'node:net'
import { gzipSync } from 'node:zlib'
import { MISBEHAVIOURS, type Misbehaviour } from '../fixtures/dns-misbehaviour.ts'
import { dnsServer } from '../fixtures/dns-server.ts'
import { drip, mute, tcpServer } from '../fixtures/tcp-server.ts'

const BOMB = gzipSync(Buffer.alloc(50_000_000))
const OK = 'HTTP/1.1 200 OK\r\n'

/** What servers and proxies do to whoever asks them. */
const SERVERS: Readonly<Record<string, (socket: net.Socket) => unknown>> = {
  mute,
  reset: (socket) => socket.resetAndDestroy(),
  garbage: (socket) => socket.end(Uint8Array.from({ length: 65_536 }, (_, n) => (n * 7919) % 256)),
  'headers without end': (socket) => socket.write(`${OK}${'X-A: b\r\n'.repeat(50_000)}`),
  'interim answers without end': (socket) =>
    socket.write('HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n'.repeat(20_000)),
  'one byte a time': (socket) => drip(socket, Buffer.from(`${OK}${'X'.repeat(5000)}`), 20),
  'quotes without end': (socket) => socket.end(`${OK}\r\n"${'\\"'.repeat(500_000)}`),
  'a tunnel to garbage': (socket) => socket.write(`${OK}\r\n${'\u0000\u00ff'.repeat(50_000)}`),
  bomb: (socket) => {
    socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: ${BOMB.length}\r\n\r\n`)
    socket.end(BOMB)
  },
}

/** Schemes that speak to a server, each in its own way. */
const SCHEMES = ['http', 'https', 'tls', 'postgres', 'mysql', 'sqlserver'] as const

/**
 * A target of each scheme at each hostile server, a target through each as its proxy, and a question to each hostile
 * resolver; as entries of a configuration. The servers are closed with the stack.
 */
export async function hostileTargets(
  stack: AsyncDisposableStack,
  healthy: number,
): Promise<readonly string[]> {
  const targets: string[] = []
  for (const [name, behave] of Object.entries(SERVERS)) {
    const { port } = stack.use(
      await tcpServer((socket) => {
        socket.on('error', () => {})
        behave(socket)
      }),
    )
    for (const scheme of SCHEMES) {
      targets.push(`{ name: ${scheme} of ${name}, url: "${scheme}://127.0.0.1:${port}" }`)
    }
    const proxy = `proxy: "http://127.0.0.1:${port}"`
    targets.push(`{ name: past ${name}, url: "http://127.0.0.1:${healthy}/", ${proxy} }`)
    targets.push(`{ name: through ${name}, url: "https://a.test/", ${proxy} }`)
  }
  for (const misbehave of Object.keys(MISBEHAVIOURS) as Misbehaviour[]) {
    const { text } = stack.use(await dnsServer({ misbehave }))
    targets.push(`{ name: resolver ${misbehave}, url: "dns://${text}/a.test" }`)
  }
  return targets
}
