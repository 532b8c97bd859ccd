import { once } from 'node:events'
import net from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { perimeter } from '../../cli/program.ts'
import type { StatusData } from '../../shared/web/status-data.ts'
import { folder } from '../cli/call.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { mute, tcpServer } from '../fixtures/tcp-server.ts'

const HEALTHY = 50
const SWEEPS = 2
const TOKEN = 'a token that nobody guesses'
const BOMB = gzipSync(Buffer.alloc(50_000_000))
const OK = 'HTTP/1.1 200 OK\r\n'

/** What servers do to whoever asks them. */
const SERVERS: Readonly<Record<string, (socket: net.Socket) => unknown>> = {
  mute,
  reset: (socket) => socket.resetAndDestroy(),
  garbage: (socket) => socket.end(Uint8Array.from({ length: 65_536 }, (_, n) => (n * 7919) % 256)),
  'headers without end': (socket) => socket.write(`${OK}${'X-A: b\r\n'.repeat(50_000)}`),
  'quotes without end': (socket) => socket.end(`${OK}\r\n"${'\\"'.repeat(500_000)}`),
  bomb: (socket) => {
    socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: ${BOMB.length}\r\n\r\n`)
    socket.end(BOMB)
  },
}

test('hostile servers and callers at once: what is healthy stays without a finding', {
  timeout: 300_000,
}, async () => {
  await using stack = new AsyncDisposableStack()
  const healthy = stack.use(await httpServer(respond(200)))
  const targets = Array.from({ length: HEALTHY }, (_, n) => `healthy ${n}`).map(
    (name) => `  - { name: ${name}, url: "http://127.0.0.1:${healthy.port}/" }`,
  )
  for (const [name, behave] of Object.entries(SERVERS)) {
    const { port } = stack.use(
      await tcpServer((socket) => {
        socket.on('error', () => {})
        behave(socket)
      }),
    )
    targets.push(`  - { name: ${name}, url: "http://127.0.0.1:${port}/" }`)
  }
  const at = stack.use(
    await folder({
      'perimeter.yaml': [
        'vantage: here\nproxy: none\nresolvers: []\nschedule: "* * * * * *"',
        'limits: { step: 10s, target: 15s, sweep: 60s, attempts: 1 }',
        `targets:\n${targets.join('\n')}\n`,
      ].join('\n'),
    }),
  )
  const end = new AbortController()
  const swept = Promise.withResolvers<void>()
  const listening = Promise.withResolvers<string>()
  let sweeps = 0
  const serving = perimeter(['serve', '--port', '0'], {
    out: (text) => {
      const [origin] = /http:\/\/[\d.:]+/.exec(text) ?? []
      if (origin !== undefined) listening.resolve(origin)
    },
    err: (text) => {
      sweeps += text.split('"event":"sweep"').length - 1
      if (sweeps >= SWEEPS) swept.resolve()
    },
    ...{ env: { PERIMETER_TOKEN: TOKEN }, cwd: at.path, signal: end.signal },
    terminal: { out: false, err: false, columns: 100 },
  })
  const origin = await listening.promise
  const callers = attack(origin)
  await Promise.race([swept.promise, serving])
  const headers = { authorization: `Bearer ${TOKEN}`, accept: 'application/json' }
  const answer = await fetch(`${origin}/api/status`, { headers })
  expect(answer.status).toBe(200)
  const { vantages, incidents } = (await answer.json()) as StatusData
  for (const caller of callers) caller.destroy()
  end.abort()
  await serving
  const results = vantages[0]?.latest?.results ?? []
  const good = results.filter(({ target }) => target.id.startsWith('healthy'))
  expect(good.map(({ verdict, findings }) => [verdict, findings.length])).toEqual(
    Array.from({ length: HEALTHY }, () => ['pass', 0]),
  )
  expect(results.filter(({ verdict }) => verdict === 'fail').length).toBeGreaterThan(2)
  expect(incidents.flatMap((i) => i.targets).filter((id) => id.startsWith('healthy'))).toEqual([])
})

/** Connections that say nothing, send wrong tokens, or bodies that do not end. */
function attack(origin: string): readonly net.Socket[] {
  const { port } = new URL(origin)
  const says = [
    '',
    'GET /api/status HTTP/1.1\r\nHost: evil.test\r\nX-Slow: ',
    'GET /api/status HTTP/1.1\r\nHost: evil.test\r\nAuthorization: Bearer wrong\r\n\r\n',
    `POST /api/sweep HTTP/1.1\r\nHost: evil.test\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Length: 999\r\n\r\n`,
    'POST /api/check HTTP/1.1\r\nHost: evil.test\r\nContent-Encoding: gzip\r\nContent-Length: 99999\r\n\r\nx',
    `${'\u0000'.repeat(1000)}\r\n\r\n`,
  ]
  return Array.from({ length: 150 }, (_, n) => {
    const socket = net.connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    once(socket, 'connect').then(
      () => socket.write(says[n % says.length] ?? ''),
      () => {},
    )
    return socket
  })
}
