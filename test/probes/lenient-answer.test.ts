import { expect, test } from 'vitest'
import { isHttp2, readLeniently } from '../../probes/lenient-answer.ts'
import { parseHead } from '../../probes/response-head.ts'

const read = (head: string, body: string, method = 'GET', over = false) => {
  const found = readLeniently(Buffer.from(`HTTP/1.1 ${head}\r\n\r\n${body}`), method, over)
  return typeof found === 'string' ? found : `${found.state} ${found.body.toString()}`
}
const CHUNKED = '200 OK\r\nTransfer-Encoding: gzip, Chunked'
const LINE = 'x'.repeat(1023)

// RFC 9112, 6.3 (which length counts) and 7.1 (chunks).
test.for([
  ['200 OK', 'all', 'more all'],
  ['200 OK\r\nContent-Length: 3', 'all that', 'end all'],
  ['200 OK\r\nContent-Length: 9', 'all that', 'more all that'],
  ['200 OK\r\nContent-Length: 3, 3\r\ncontent-length:3', 'all', 'end all'],
  ['200 OK\r\nContent-Length: 3, 4', 'all', 'invalid'],
  ['200 OK\r\nContent-Length: -3', 'all', 'invalid'],
  ['200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked', '1\r\na\r\n0\r\n', 'end a'],
  ['204 No Content', 'all', 'end '],
  ['304 Not Modified\r\nContent-Length: 3', 'all', 'end '],
  ['205 Reset\r\nContent-Length: 3', 'all', 'end all'],
  [CHUNKED, '3;name=value \r\nabc\r\n2\nde\n0\n', 'end abcde'],
  [CHUNKED, '3\r\nab', 'more ab'],
  [CHUNKED, '3\r\nabc', 'more abc'],
  [CHUNKED, '3\r\nabc\r', 'more abc'],
  [CHUNKED, '3\r\nabcde', 'invalid '],
  [CHUNKED, '3\r\nabc\r\n', 'more abc'],
  [CHUNKED, 'no size\r\n', 'invalid '],
  [CHUNKED, '', 'more '],
  [CHUNKED, `${LINE}x`, 'more '],
  [CHUNKED, `${LINE}xx`, 'invalid '],
  [CHUNKED, `1\r\na\r\n${LINE}x`, 'more a'],
  [CHUNKED, `1\r\na\r\n${LINE}xx`, 'invalid a'],
  ['200 OK\r\nTransfer-Encoding: chunked, gzip', 'all', 'more all'],
] as const)('%j with the body %j', ([head, body, expected]) => {
  expect(read(head, body)).toBe(expected)
})

test('an answer to HEAD has no body; one without a length ends with the connection', () => {
  expect(read('200 OK\r\nContent-Length: 3', 'all', 'HEAD')).toBe('end ')
  expect(read('200 OK', 'all', 'GET', true)).toBe('end all')
})

// RFC 9113, 4.1: length (3), type, flags, stream (4); SETTINGS is 4 and counts in sixes, GOAWAY is 7 and has eight.
test.for([
  [[0, 0, 0, 4, 0, 0, 0, 0, 0], true],
  [[0, 0, 12, 4, 0, 0, 0, 0, 0], true],
  [[0, 0, 13, 4, 0, 0, 0, 0, 0], false],
  [[0, 0, 8, 7, 0, 0, 0, 0, 0], true],
  [[0, 0, 9, 7, 0, 0, 0, 0, 0], true],
  [[0, 0, 7, 7, 0, 0, 0, 0, 0], false],
  [[0, 0, 12, 1, 0, 0, 0, 0, 0], false],
  [[0, 0, 12, 4, 1, 0, 0, 0, 0], false],
  [[0, 0, 12, 4, 0, 0, 0, 0, 1], false],
  [[0, 0x40, 0, 7, 0, 0, 0, 0, 0], true],
  [[0, 0x40, 1, 7, 0, 0, 0, 0, 0], false],
  [[0, 0, 0, 4, 0, 0, 0, 0], false],
  [[], false],
] as const)('isHttp2(%j) is %s', ([bytes, expected]) => {
  expect(isHttp2(Buffer.from(bytes))).toBe(expected)
})

test.for([
  ['HTTP/1.1 200 OK\r\n\r\n', { status: 200, reason: 'OK', headers: [], length: 19 }],
  ['HTTP/1.0 204\n\nrest', { status: 204, reason: '', headers: [], length: 14 }],
  [
    'HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 599 Odd\r\nA : 1 \r\n b\r\n: none\r\nbare\r\nC:\r\n\r\n',
    {
      status: 599,
      reason: 'Odd',
      headers: [
        ['a', '1  b'],
        ['c', ''],
      ],
      length: 81,
    },
  ],
  ['HTTP/1.1 199 Interim\r\n\r\n', 'incomplete'],
  ['HTTP/1.1 200 OK\r\n', 'incomplete'],
  ['HTT', 'incomplete'],
  ['', 'incomplete'],
  ['HTTX', 'invalid'],
  ['SSH-2.0-x\r\n\r\n', 'invalid'],
  ['HTTP/2 200\r\n\r\n', 'invalid'],
  ['HTTP/1.1 600 OK\r\n\r\n', 'invalid'],
] as const)('parseHead(%j)', ([text, expected]) => {
  const head = parseHead(Buffer.from(text))
  if (typeof expected === 'string') expect(head).toBe(expected)
  else
    expect(head).toMatchObject({ ...expected, headers: [...expected.headers.map((h) => [...h])] })
})
