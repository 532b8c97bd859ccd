import { expect, test } from 'vitest'
import { outOfSpec, whyRefused } from '../../probes/out-of-spec.ts'
import { parseHead, type ResponseHead } from '../../probes/response-head.ts'

function read(text: string): readonly [Buffer, ResponseHead] {
  const bytes = Buffer.from(text, 'latin1')
  const head = parseHead(bytes)
  if (typeof head === 'string') throw new Error(head)
  return [bytes, head]
}

const head = (...lines: readonly string[]) =>
  ['HTTP/1.1 200 OK', ...lines, '', 'body: \u0001'].join('\r\n')

const FEED = 'lines end with a line feed alone (RFC 9112, 2.2)'
const FOLDED = 'a header is folded over several lines (RFC 9112, 5.2)'
const NAME = 'a header name holds a character that names must not have (RFC 9110, 5.1)'
const CONTROL = 'a header holds a control character (RFC 9110, 5.5)'
const TWICE = 'Content-Length stands there more than once (RFC 9110, 8.6)'
const BESIDE = 'Content-Length stands beside Transfer-Encoding (RFC 9112, 6.2)'

test.for([
  ['nothing', head('Server: x', 'A: b\tc', 'Content-Length: 1'), []],
  ['no header', head(), []],
  ['an interim answer', `HTTP/1.1 100 Continue\r\n\r\n${head('A: b')}`, []],
  ['a line feed', 'HTTP/1.1 200 OK\r\nA: b\n\r\n', [FEED]],
  ['a line feed after the status', 'HTTP/1.1 200 OK\nA: b\r\n\r\n', [FEED]],
  ['a folded header', head('A: b', ' c'), [FOLDED]],
  ['one folded by a tab', head('A: b', '\tc'), [FOLDED]],
  ['a space in a name', head('A b: c'), [NAME]],
  ['a space before the colon', head('A : c'), [NAME]],
  ['a bracket in a name', head('A(b): c'), [NAME]],
  ['every sign that names may have', head("a!#$%&'*+-.^_`|~0: b"), []],
  ['a control character', head('A: b\u0001'), [CONTROL]],
  ['a zero', head('A: b\u0000c'), [CONTROL]],
  ['a delete', head('A: \u007f'), [CONTROL]],
  ['a carriage return within a line', head('A: b\rc'), [CONTROL]],
  ['a length twice', head('Content-Length: 1', 'content-length: 1'), [TWICE]],
  ['a length and chunks', head('Content-Length: 1', 'Transfer-Encoding: chunked'), [BESIDE]],
  ['chunks alone', head('Transfer-Encoding: chunked'), []],
  [
    'all of it',
    'HTTP/1.1 200 OK\nA b: \u0001\n c\nContent-Length: 1\nContent-Length: 1\nTransfer-Encoding: x\n\n',
    [FEED, FOLDED, NAME, CONTROL, TWICE, BESIDE],
  ],
] as const)('%s', ([, text, said]) => {
  expect(outOfSpec(...read(text))).toEqual(said)
})

test.for([
  ['what is broken', head('A : b'), 'Invalid header token', NAME],
  ['two of them', head('A : b', ' c'), 'Invalid header token', `${FOLDED}; ${NAME}`],
  ['else its own words', head('A: b'), 'Invalid header token', 'Invalid header token'],
  ['what is in order', head('A: b'), 'Invalid character in Content-Length', ''],
  [
    'a length that does not fit',
    head('A: b'),
    'Request body length does not match content-length header',
    '',
  ],
  ['an interim answer', head('A: b'), 'bad response', ''],
] as const)('why a parser refused: %s', ([, text, parser, why]) => {
  expect(whyRefused(...read(text), parser)).toBe(why)
})
