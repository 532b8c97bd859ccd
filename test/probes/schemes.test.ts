import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { SCHEMES, type Scheme } from '../../shared/model/scheme.ts'
import { mysql, postgresql, sqlserver } from '../fixtures/database-server.ts'
import { datagramServer, ntp } from '../fixtures/datagram-server.ts'
import { dnsServer } from '../fixtures/dns-server.ts'
import { grpcServer, health } from '../fixtures/grpc-server.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { imap, smtp } from '../fixtures/mail-server.ts'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { tcpServer } from '../fixtures/tcp-server.ts'
import { webSocket } from '../fixtures/websocket-server.ts'

const root = await mintRoot()
const identity = await mintLeaf(root, { names: ['app.test'] })
const web = () => httpServer(respond(200))
const secureWeb = () => httpServer(respond(200), identity)

type Served = AsyncDisposable & { readonly port: number }

/** By scheme: a server of it. Every scheme is checked against a real server. */
const SERVERS: Readonly<Record<Scheme, () => Promise<Served>>> = {
  https: secureWeb,
  http: web,
  wss: () => httpServer(webSocket(), identity),
  ws: () => httpServer(webSocket()),
  grpcs: () => grpcServer(health(), identity),
  grpc: () => grpcServer(health()),
  tls: secureWeb,
  tcp: web,
  smtp: () => tcpServer(smtp({ identity })),
  imap: () => tcpServer(imap({ identity })),
  sqlserver: () => tcpServer(sqlserver()),
  postgres: () => tcpServer(postgresql()),
  mysql: () => tcpServer(mysql()),
  udp: () => datagramServer((bytes) => [bytes]),
  ntp: () => datagramServer(ntp()),
  dns: web,
  records: () => dnsServer({ zone: [['app.test', 'TXT', ['hello']]] }),
}

const URLS: Readonly<Record<string, (port: number) => string>> = {
  dns: () => 'dns://app.test',
  records: (port) => `dns://127.0.0.1:${port}/app.test?type=TXT`,
}

test.for(Object.entries(SERVERS))('%s takes the steps of its row', async ([scheme, serve]) => {
  await using server = await serve()
  const url = URLS[scheme]?.(server.port) ?? `${scheme}://app.test:${server.port}`

  const evidence = await sweep([targetOf(url, { ca: [root.pem], payload: '70696e67' })], options())

  const seen = evidence.targets.flatMap(({ observations }) => observations)
  expect(seen.map((o) => o.step)).toEqual(SCHEMES[scheme as Scheme].steps)
  expect(seen.filter((o) => o.failure !== null)).toEqual([])
})

test.for(Object.keys(SCHEMES))('%s is documented', (scheme) => {
  const form = scheme === 'records' ? '?type=' : `${scheme}://`
  expect(readFileSync('docs/configuration.md', 'utf8')).toContain(form)
})
