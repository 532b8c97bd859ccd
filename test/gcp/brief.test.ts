import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { answerHealth, isHealth, refuse } from '../../gcp/brief.ts'
import { healthy } from '../../shared/web/healthy.ts'
import { SECURE_HEADERS, secured } from '../../shared/web/secure.ts'

async function answered(answer: http.RequestListener): Promise<Response> {
  const server = http.createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/`)
    return new Response(await response.text(), response)
  } finally {
    server.close()
  }
}

const OF_THE_CONNECTION = ['connection', 'date', 'keep-alive', 'transfer-encoding']

test.for(['ok', 'degraded'] as const)(
  'health is what the app itself answers: %s',
  async (status) => {
    const brief = await answered((_, response) => answerHealth(response, status))
    const whole = secured(healthy(status))
    expect(brief.status).toBe(whole.status)
    expect(await brief.text()).toBe(await whole.text())
    const headers = [...brief.headers].filter(([name]) => !OF_THE_CONNECTION.includes(name))
    expect(headers).toEqual([...whole.headers])
  },
)

test.for([
  ['GET', '/api/health', true],
  ['GET', '/api/health?x=1', true],
  ['POST', '/api/health', false],
  ['HEAD', '/api/health', false],
  ['GET', '/x/api/health', false],
  ['GET', '/api/healthy', false],
  ['GET', '/', false],
] as const)('%s %s is health: %s', ([method, url, is]) => {
  expect(isHealth({ method, url } as http.IncomingMessage)).toBe(is)
})

test('a refusal is a problem, and closes the connection', async () => {
  const answer = await answered((_, response) => refuse(response, 'why'))
  expect(answer.status).toBe(503)
  const headers = [...answer.headers].filter(([name]) => !OF_THE_CONNECTION.includes(name))
  expect(Object.fromEntries(headers)).toEqual({
    ...{ ...SECURE_HEADERS, 'content-type': 'application/problem+json', 'retry-after': '1' },
  })
  expect(answer.headers.get('connection')).toBe('close')
  expect(await answer.text()).toBe(
    '{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"why"}\n',
  )
})

test('an answer that has begun is broken off: its rest would be taken for whole', async () => {
  const broken = answered((_, response) => {
    response.write('a part')
    response.flushHeaders()
    setImmediate(() => refuse(response, 'why'))
  })
  await expect(broken).rejects.toThrow('terminated')
})
