import { expect, test } from 'vitest'
import { request } from '../../../probes/steps/request.ts'
import { HTTP2_ONLY } from '../../../shared/failure/http.ts'
import type { FailureCode } from '../../../shared/failure/table.ts'
import { requestObservation } from '../../../shared/model/observation.ts'
import {
  budgetFor,
  open,
  PATIENT,
  sockets,
  socketsAfter,
  stepContext,
} from '../../fixtures/context.ts'
import { httpServer, type Respond, respond, respondRaw } from '../../fixtures/http-server.ts'

async function ask(answer: Respond, budget = PATIENT) {
  await using server = await httpServer(answer)
  const ctx = stepContext({ budget })
  const socket = await open(ctx, server)
  const url = `http://app.test:${server.port}/`
  const what = { ...server, url, method: 'GET', headers: {}, attempt: 1 }
  const seen = await request(ctx, socket, what)
  expect(ctx.dialled.map((s) => s.closed)).toEqual([true])
  expect(requestObservation.parse(seen)).toEqual(seen)
  return seen
}

/** Each part in a packet of its own: one turn of the loop lies between them. */
function inParts(...parts: readonly string[]): Respond {
  return (socket) => {
    const [first = '', ...rest] = parts
    socket.write(first, () => {
      if (rest.length > 0) setImmediate(() => inParts(...rest)(socket, ''))
    })
  }
}

const OK = 'HTTP/1.1 200 OK\r\n'
const PLAIN = `${OK}content-length: 2\r\n\r\nok`

const inOrder: [string, Respond][] = [
  ['an ordinary answer', respond(200, { body: 'ok' })],
  ['100 Continue first', respondRaw(`HTTP/1.1 100 Continue\r\n\r\n${PLAIN}`)],
  ['100 Continue in a packet of its own', inParts('HTTP/1.1 100 Continue\r\n\r\n', PLAIN)],
  ['103 Early Hints first', respondRaw(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${PLAIN}`)],
  ['tabs around a length', respondRaw(`${OK}content-length:\t2\t\r\n\r\nok`)],
  ['a tab before a header', respondRaw(PLAIN.replace('\r\n', '\r\nserver:\ta\t\r\n'))],
]
test.for(inOrder)('takes %s, and says nothing of it', async ([, answer]) => {
  const seen = await ask(answer)
  expect(seen).toMatchObject({ failure: null, status: 200, body: 'ok', bodyComplete: true })
  expect(seen.outOfSpec).toBeUndefined()
})

const outOfSpec: [string, Respond][] = [
  ['bare line feeds', respondRaw(PLAIN.replaceAll('\r', ''))],
  [
    'bare line feeds, the body later',
    inParts('HTTP/1.1 200 OK\n', 'content-length: 2\n\n', 'o', 'k'),
  ],
  ['bare line feeds in chunks', respondRaw(`${OK}transfer-encoding: chunked\r\n\r\n2\nok\n0\n\n`)],
  ['bare line feeds until the end', respondRaw('HTTP/1.1 200 OK\nserver: a\n\nok', 'close')],
  ['a control character', respondRaw(`${OK}x-info: a\u0001b\r\ncontent-length: 2\r\n\r\nok`)],
  ['a space in a name', respondRaw(`${OK}x info: a\r\ncontent-length: 2\r\n\r\nok`)],
  ['equal lengths', respondRaw(`${OK}content-length: 2\r\ncontent-length: 2\r\n\r\nok`)],
  [
    'a length and chunks',
    respondRaw(
      `${OK}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
      'close',
    ),
  ],
]
test.for(outOfSpec)('takes %s, and says so', async ([, answer]) => {
  const before = sockets()
  const seen = await ask(answer)
  expect(seen).toMatchObject({ failure: null, status: 200, body: 'ok', bodyComplete: true })
  expect(seen.outOfSpec).toMatch(/./)
  expect(await socketsAfter(before)).toBe(before)
})

test('joins a folded header', async () => {
  const seen = await ask(respondRaw(`${OK}server: a\r\n b\r\ncontent-length: 0\r\n\r\n`))
  expect(seen).toMatchObject({ failure: null, headers: { server: 'a b' } })
})

const failing: [string, Respond, { readonly code: FailureCode; readonly raw?: unknown }][] = [
  [
    'unequal lengths',
    respondRaw(`${OK}content-length: 2\r\ncontent-length: 3\r\n\r\nok`, 'close'),
    { code: 'http_invalid_response' },
  ],
  [
    'a close in a body after bare line feeds',
    respondRaw('HTTP/1.1 200 OK\ncontent-length: 9\n\nok', 'close'),
    { code: 'eof_error' },
  ],
  [
    'what is no HTTP',
    respondRaw('SSH-2.0-OpenSSH_9.6\r\n'),
    {
      code: 'http_invalid_response',
      raw: expect.stringMatching(/after 21 bytes that begin “SSH-2.0-OpenSSH_9.6/),
    },
  ],
  [
    'time that runs out within the headers',
    respondRaw(`${OK}server: a`),
    {
      code: 'generic_timeout_error',
      raw: expect.stringMatching(/after 26 bytes .*HTTP\/1.1 200 OK/s),
    },
  ],
  [
    'GOAWAY to what is no HTTP/2',
    respondRaw('\0\0\u0008\u0007\0\0\0\0\0\0\0\0\0\0\0\0\u0001'),
    { code: 'http_invalid_response', raw: HTTP2_ONLY },
  ],
  [
    'a close in the headers',
    respondRaw(`${OK}server: a\r\n`, 'close'),
    { code: 'eof_error', raw: 'closed within the headers of the answer' },
  ],
  [
    'a close without a byte',
    respondRaw('', 'close'),
    { code: 'eof_error', raw: expect.not.stringContaining('headers') },
  ],
  [
    'HTTP/2 alone',
    respondRaw('\0\0\u0006\u0004\0\0\0\0\0\0\u0003\0\0\0d'),
    {
      code: 'http_invalid_response',
      raw: HTTP2_ONLY,
    },
  ],
]
test.for(failing)('fails by %s', async ([, answer, failure]) => {
  expect(await ask(answer, budgetFor(failure.code))).toMatchObject({ failure, bodyComplete: false })
})
