import { HttpRequest, HttpResponse } from '@azure/functions'
import { expect, test } from 'vitest'
import { platformAuth } from '../../azure/caller.ts'
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

test.for([
  [
    'who the platform found',
    { 'x-ms-client-principal-name': 'ann@contoso.com' },
    'ann@contoso.com',
  ],
  ['whoever has the key', {}, 'function key'],
] as const)('the caller is %s', async ([, headers, name]) => {
  expect(await platformAuth(new Request('https://func.example/', { headers }))).toEqual({ name })
})

test('a read has no body', () => {
  const request = toRequest(new HttpRequest({ method: 'GET', url: 'https://func.example/' }))
  expect(request.body).toBeNull()
})

test('an answer without a body brings none', () => {
  const headers = new Headers({ 'retry-after': '1' })
  const init = fromResponse(new Response(null, { status: 204, headers }))
  expect(init).toStrictEqual({ status: 204, headers })
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
