import http from 'node:http'
import { expect, test } from 'vitest'
import { listenerOf } from '../../gcp/listener.ts'
import { ask } from './ask.ts'

/** TLS ends before us: https://cloud.google.com/run/docs/container-contract#tls */
test.for([
  {
    path: '/x?y=1',
    host: 'probe.a.run.app',
    scheme: 'https',
    seen: 'https://probe.a.run.app/x?y=1',
  },
  { path: '/x', host: 'probe.a.run.app', scheme: 'http', seen: 'http://probe.a.run.app/x' },
  { path: '/x', host: 'probe.a.run.app', scheme: null, seen: 'http://probe.a.run.app/x' },
  { path: 'http://b.example/x', host: 'a.example', scheme: 'https', seen: 'http://b.example/x' },
])('$path of $host by $scheme is $seen', async ({ path, host, scheme, seen }) => {
  const listener = listenerOf({ fetch: async ({ url }) => new Response(url) })
  await using server = await ask(http.createServer(listener))
  const headers = { host, ...(scheme !== null && { 'x-forwarded-proto': scheme }) }
  expect(await server.get(path, headers)).toBe(seen)
})
