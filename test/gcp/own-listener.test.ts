import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { listenFirst, withSmallBody } from '../../gcp/own-listener.ts'

/** What the listeners that a server had got to see, and how the requests were answered. */
async function called(requests: readonly http.RequestOptions[]) {
  const heard: string[] = []
  const server = http.createServer((request) => {
    heard.push(`first ${request.url}`)
  })
  server.on('request', (request, response) => {
    heard.push(`second ${request.url}`)
    response.end('theirs')
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const answers: { status: number | undefined; closes: boolean; framed: boolean }[] = []
  try {
    for (const options of requests) {
      const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
      const request = http.request({ port, method: 'POST', ...options }, resolve)
      request.on('error', reject).flushHeaders()
      const { statusCode, headers } = await promise
      request.destroy()
      answers.push({
        status: statusCode,
        closes: headers.connection === 'close',
        framed:
          headers['x-frame-options'] === undefined &&
          headers['x-content-type-options'] === undefined,
      })
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
  return { heard, answers }
}

const THEIRS = { status: 200, closes: false }
const MIB = 1024 * 1024

test.for([
  { what: 'no body', headers: {}, answer: THEIRS },
  { what: 'a small one', headers: { 'content-length': MIB }, answer: THEIRS },
  { what: 'one byte more', headers: { 'content-length': MIB + 1 }, answer: { status: 413 } },
  { what: 'no encoding', headers: { 'content-encoding': 'identity' }, answer: THEIRS },
  {
    what: 'a small one that is packed',
    headers: { 'content-encoding': 'gzip', 'content-length': 10 },
    answer: { status: 415 },
  },
])('of $what the listeners hear: $answer', async ({ headers, answer }) => {
  listenFirst(withSmallBody)
  const { heard, answers } = await called([{ path: '/a', headers }])
  expect(answers).toMatchObject([
    { closes: answer !== THEIRS, framed: answer === THEIRS, ...answer },
  ])
  expect(heard).toEqual(answer === THEIRS ? ['first /a', 'second /a'] : [])
})

test('each request of a server goes to the own listener, and then to those that it had, once', async () => {
  const own: string[] = []
  listenFirst(({ url }, _response, on) => {
    own.push(String(url))
    on()
  })
  const { heard } = await called([{ path: '/a' }, { path: '/b' }])
  expect(own).toEqual(['/a', '/b'])
  expect(heard).toEqual(['first /a', 'second /a', 'first /b', 'second /b'])
})
