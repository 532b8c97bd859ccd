import zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { request } from '../../../probes/steps/request.ts'
import { open, PATIENT, SILENCE, stepContext } from '../../fixtures/context.ts'
import { cpuTime } from '../../fixtures/cpu-time.ts'
import { httpServer, type Respond } from '../../fixtures/http-server.ts'

/** An answer whose body is these bytes. */
function sends(body: Buffer, headers: Record<string, string>, length = body.length): Respond {
  const lines = Object.entries({ 'content-length': String(length), ...headers })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n`)
    socket.write(body)
  }
}

async function bodyOf(answer: Respond, budget = PATIENT) {
  await using server = await httpServer(answer)
  const ctx = stepContext({ budget })
  const what = { ...server, url: 'http://app.test/', method: 'GET', headers: {}, attempt: 1 }
  const seen = await request(ctx, await open(ctx, server), what)
  expect(seen.failure).toBeNull()
  return seen
}

const TEXT = Buffer.from('status: healthy')
const bombOf = (compress: (bytes: Buffer) => Buffer) => compress(Buffer.alloc(8 << 20, 'A'))

describe('request decompresses a body', () => {
  const codings: [string, Buffer, string][] = [
    ['gzip', zlib.gzipSync(TEXT), 'gzip'],
    ['x-gzip', zlib.gzipSync(TEXT), 'X-GZIP'],
    ['deflate with its header', zlib.deflateSync(TEXT), 'deflate'],
    ['bare deflate', zlib.deflateRawSync(TEXT), 'deflate'],
    ['br', zlib.brotliCompressSync(TEXT), 'br'],
    ['zstd', zlib.zstdCompressSync(TEXT), 'zstd'],
    ['identity', TEXT, 'identity'],
    ['two codings', zlib.brotliCompressSync(zlib.gzipSync(TEXT)), 'gzip, br'],
  ]
  test.for(codings)('%s', async ([, body, encoding]) => {
    const seen = await bodyOf(sends(body, { 'content-encoding': encoding }))
    expect(seen).toMatchObject({ body: 'status: healthy', bodyBytes: body.length })
    expect(seen).not.toHaveProperty('undecoded')
  })

  test('as far as it came', async () => {
    const whole = zlib.gzipSync(Buffer.from('healthy '.repeat(400) + Math.PI))
    const cut = whole.subarray(0, whole.length - 12)
    const answer = sends(cut, { 'content-encoding': 'gzip' }, whole.length)
    const seen = await bodyOf(answer, SILENCE)
    expect(seen.body).toMatch(/^healthy healthy/)
    expect(seen.bodyComplete).toBe(false)
  })

  const bombs: [string, Buffer][] = [
    ['gzip', bombOf((bytes) => zlib.gzipSync(bytes))],
    [
      'br',
      bombOf((bytes) =>
        zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }),
      ),
    ],
    ['zstd', bombOf((bytes) => zlib.zstdCompressSync(bytes))],
    ['gzip, gzip', bombOf((bytes) => zlib.gzipSync(zlib.gzipSync(bytes)))],
  ]
  test.for(bombs)('and of a bomb in %s the beginning only', async ([encoding, bomb]) => {
    const before = process.memoryUsage().arrayBuffers
    const seen = await bodyOf(sends(bomb, { 'content-encoding': encoding }))
    expect(seen.body).toBe('A'.repeat(2048))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 << 20)
  })

  const odd: [string, Buffer, string, RegExp][] = [
    ['that is no gzip', TEXT, 'gzip', /^gzip: /],
    ['in a coding that nobody knows', TEXT, 'sdch', /^unknown coding sdch$/],
    ['in four codings', TEXT, 'gzip, gzip, gzip, gzip', /^4 codings/],
  ]
  test.for(odd)('keeps a body %s, and says so', async ([, body, encoding, why]) => {
    const seen = await bodyOf(sends(body, { 'content-encoding': encoding }))
    expect(seen.body).toBe('status: healthy')
    expect(seen.undecoded).toMatch(why)
  })
})

describe('request reads the text of a body', () => {
  const utf16be = Buffer.from('\uFEFFgesperrt: Zürich', 'utf16le').swap16()
  const texts: [string, Buffer, string, string][] = [
    ['UTF-16 by its mark', Buffer.from('\uFEFFblocked ü', 'utf16le'), 'text/html', 'blocked ü'],
    ['big-endian UTF-16', utf16be, 'text/html', 'gesperrt: Zürich'],
    [
      'UTF-16 by the header',
      Buffer.from('blocked', 'utf16le'),
      'text/html; charset=UTF-16LE',
      'blocked',
    ],
    [
      'Latin-1 by the header',
      Buffer.from('accès refusé', 'latin1'),
      'text/html; charset="ISO-8859-1"',
      'accès refusé',
    ],
    [
      'Latin-1 that nobody named',
      Buffer.from('accès refusé', 'latin1'),
      'text/html',
      'accès refusé',
    ],
    [
      'Shift_JIS by the page',
      Buffer.concat([Buffer.from('<meta charset=shift_jis>'), Buffer.of(0x8b, 0x91, 0x94, 0xdb)]),
      'text/html',
      '<meta charset=shift_jis>拒否',
    ],
    ['UTF-8', Buffer.from('拒否'), 'text/plain', '拒否'],
    ['UTF-8 under an unknown name', Buffer.from('拒否'), 'text/plain; charset=utf-9', '拒否'],
    [
      'bytes that are no text',
      Buffer.of(0xff, 0, 0x80),
      'application/octet-stream',
      '\uFFFD\uFFFD\uFFFD',
    ],
  ]
  test.for(texts)('in %s', async ([, bytes, type, text]) => {
    expect((await bodyOf(sends(bytes, { 'content-type': type }))).body).toBe(text)
  })

  test('and the words of a page beyond its style sheet', async () => {
    const page = `<html><head><TITLE>Web page blocked</TITLE><style>${'a{b:c}'.repeat(900)}</style></head><body><h1>Sorry</h1>Category: <b>games</b><script>x()</script></body></html>`
    const seen = await bodyOf(sends(Buffer.from(page), { 'content-type': 'text/html' }))
    expect(seen.body).toHaveLength(2048)
    expect(seen.page).toBe('Web page blocked\nSorry\nCategory: games')
  })

  test.for(['<', '<!--', '<style>', '<title>', '</', ' \n', '<p', '<script'])(
    'of hostile markup in no time: %j',
    async (piece) => {
      const page = `<html>${piece.repeat(Math.floor(16_000 / piece.length))}`
      const took = await cpuTime(() =>
        bodyOf(sends(Buffer.from(page), { 'content-type': 'text/html' })),
      )
      expect(took).toBeLessThan(300)
    },
  )
})
