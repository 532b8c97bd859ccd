import { HttpRequest, HttpResponse } from '@azure/functions'
import { expect, test } from 'vitest'
import { inTime } from '../../azure/in-time.ts'
import { fromResponse, toRequest } from '../../azure/translate.ts'

test('a request keeps its method, address, headers and body', async () => {
  const request = toRequest(
    new HttpRequest({
      method: 'POST',
      url: 'https://func.example/api/check?code=k&code=l',
      headers: { 'content-type': 'application/json', 'x-two': 'a, b' },
      body: { string: '{"url":"https://a.example"}' },
    }),
  )
  expect(request.method).toBe('POST')
  expect(request.url).toBe('https://func.example/api/check?code=k&code=l')
  expect(Object.fromEntries(request.headers)).toEqual({
    'content-type': 'application/json',
    'x-two': 'a, b',
  })
  expect(await request.json()).toEqual({ url: 'https://a.example' })
})

test('a read has no body', () => {
  const request = toRequest(new HttpRequest({ method: 'GET', url: 'https://func.example/' }))
  expect(request.body).toBeNull()
})

test('an answer streams: what is there is read before the rest exists', async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const { body } = new HttpResponse(fromResponse(new Response(readable)))
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  void writer.write(new TextEncoder().encode('first'))
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('first')
  void writer.close()
  expect((await reader.read()).done).toBe(true)
})

test('an answer without a body has none', () => {
  expect(fromResponse(new Response(null, { status: 204 }))).toEqual({
    status: 204,
    headers: new Headers(),
  })
})

test('an answer keeps its status and its headers', () => {
  const headers = new Headers({ 'content-type': 'text/plain' })
  headers.append('www-authenticate', 'Basic realm="a"')
  headers.append('www-authenticate', 'Bearer')
  const init = fromResponse(new Response('x', { status: 401, headers }))
  expect(init.status).toBe(401)
  expect(Object.fromEntries(new Headers(init.headers as Headers))).toEqual({
    'content-type': 'text/plain',
    'www-authenticate': 'Basic realm="a", Bearer',
  })
})

test('an answer that never comes is a problem in time', async () => {
  const app = inTime({ fetch: () => new Promise(() => {}) }, 10)
  const answer = await app.fetch(new Request('https://func.example/api/status'))
  expect(answer.status).toBe(503)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const quick = inTime({ fetch: () => new Response('ok') })
  expect(await (await quick.fetch(new Request('https://func.example/'))).text()).toBe('ok')
})
