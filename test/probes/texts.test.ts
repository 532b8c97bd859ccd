import { mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ntpRequest, readNtp } from '../../probes/datagram/ntp.ts'
import { HostsFile, parseHosts } from '../../probes/hosts-file.ts'
import { excerpt, printable, visibleText } from '../../probes/printable.ts'
import { parseHead } from '../../probes/response-head.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

/** RFC 9112, 4 and 5; RFC 9110, 15.2 */
describe('the head of an answer', () => {
  const OK = 'HTTP/1.1 200 OK\r\n'

  test.for([
    ['the final answer', `${OK}a: b\r\n\r\nbody`, 200, [['a', 'b']]],
    ['after 100', `HTTP/1.1 100 Continue\r\n\r\n${OK}\r\n`, 200, []],
    ['after 103 with headers', `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${OK}\r\n`, 200, []],
    ['after two of them', `HTTP/1.1 102 P\r\n\r\nHTTP/1.1 103 E\r\n\r\n${OK}\r\n`, 200, []],
    ['of bare line feeds', 'HTTP/1.0 404 No\nA:  b \n\n', 404, [['a', 'b']]],
    ['without a reason', 'HTTP/1.1 599\r\n\r\n', 599, []],
    ['folded', `${OK}a: b\r\n\t c\r\n d\r\n\r\n`, 200, [['a', 'b c d']]],
    ['with lines that are none', `${OK}no colon\r\n: empty\r\na:b:c\r\n\r\n`, 200, [['a', 'b:c']]],
  ] as const)('%s', ([, text, status, headers]) => {
    const { length } = text.replace(/body$/, '')
    expect(parseHead(bytes(text))).toMatchObject({ status, headers, length })
  })

  test.for([
    ['HTTP/2 200 OK\r\n\r\n', 'invalid'],
    ['HTTP/1.1 600 OK\r\n\r\n', 'invalid'],
    ['HTTP/1.1 099 OK\r\n\r\n', 'invalid'],
    ['HTTP/1.1  200 OK\r\n\r\n', 'invalid'],
    ['SSH-2.0', 'invalid'],
    ['HTTQ', 'invalid'],
    ['', 'incomplete'],
    ['HTT', 'incomplete'],
    ['HTTP/1.1 200 OK\r\na: b\r\n', 'incomplete'],
    ['HTTP/1.1 100 Continue\r\n\r\n', 'incomplete'],
  ] as const)('%j is %s', ([text, what]) => {
    expect(parseHead(bytes(text))).toBe(what)
  })

  test('a reason has 100 characters at most', () => {
    const head = parseHead(bytes(`HTTP/1.1 200 ${'x'.repeat(101)}\r\n\r\n`))
    expect(head).toMatchObject({ reason: 'x'.repeat(100) })
  })
})

/** RFC 5905, 7.3 and 8 */
describe('the reply of a clock', () => {
  const SENT = Date.UTC(2026, 10, 22, 12)

  function reply(
    ahead: number,
    { took = 40, held = 10, ...over }: Partial<Record<string, number>> = {},
  ) {
    const request = ntpRequest()
    const packet = Buffer.alloc(48)
    packet[0] = ((over['leap'] ?? 0) << 6) | (4 << 3) | (over['mode'] ?? 4)
    packet[1] = over['stratum'] ?? 2
    packet.set([10, 0, 0, 1], 12)
    request.nonce.copy(packet, 24)
    const way = (took - held) / 2
    const at = (ms: number) => BigInt(Math.round((ms / 1000 + 2_208_988_800) * 2 ** 20)) << 12n
    packet.writeBigUInt64BE(BigInt.asUintN(64, at(SENT + way + ahead)), 32)
    packet.writeBigUInt64BE(BigInt.asUintN(64, at(SENT + way + held + ahead)), 40)
    return readNtp(packet, request, { sent: SENT, received: SENT + took })
  }

  test.for([0, 1000, -1000, 300_000, -90_000])('a clock that is %i ms ahead', (ahead) => {
    expect(reply(ahead)).toMatchObject({ stratum: 2, leap: 0, reference: '10.0.0.1', delay: 30 })
    expect((reply(ahead) as { offset: number }).offset).toBeCloseTo(ahead, 0)
  })

  test('the time that it held the question is no way', () => {
    expect(reply(0, { took: 100, held: 80 })).toMatchObject({ delay: 20 })
    expect(reply(0, { took: 20, held: 40 })).toMatchObject({ delay: 0 })
  })

  test('one that is not synchronised gives no time', () => {
    expect(reply(5000, { stratum: 0, leap: 3 })).toMatchObject({ offset: null, leap: 3, delay: 40 })
  })

  test.for([
    ['of a client', reply(0, { mode: 3 }), 'an NTP packet of mode 3, not the reply of a server'],
    ['too short', readNtp(Buffer.alloc(47), ntpRequest(), { sent: 0, received: 0 }), '47 bytes'],
  ] as const)('none: %s', ([, said, why]) => {
    expect(said).toContain(why)
  })

  test('none: to another request', () => {
    const packet = Buffer.alloc(48)
    packet[0] = 0x24
    expect(readNtp(packet, ntpRequest(), { sent: 0, received: 0 })).toBe(
      'a reply to another request',
    )
  })
})

/** hosts(5) */
describe('the hosts file', () => {
  test('is read line by line', () => {
    const hosts = parseHosts(
      '10.0.0.1 App.Test. app.test b # c.test\n10.0.0.2\tapp.test\nx y\n::1 b\n10.0.0.1 b',
    )
    expect([...hosts]).toEqual([
      ['app.test', ['10.0.0.1', '10.0.0.2']],
      ['b', ['10.0.0.1', '::1']],
    ])
  })

  test('is read again when its time, its length or the file is another', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hosts-'))
    try {
      const file = path.join(folder, 'hosts')
      writeFileSync(file, '10.0.0.1 a.test')
      const hosts = new HostsFile(file)
      const { atime, mtime } = statSync(file)
      const write = (text: string, at: Date) => {
        writeFileSync(file, text)
        utimesSync(file, atime, at)
      }
      expect(hosts.addresses('A.test.')).toEqual(['10.0.0.1'])
      expect(hosts.addresses('b.test')).toBeNull()
      write('10.0.0.2 a.test', new Date(mtime.getTime() + 5000))
      expect(hosts.addresses('a.test')).toEqual(['10.0.0.2'])
      write('10.0.0.31 a.test', new Date(mtime.getTime() + 5000))
      expect(hosts.addresses('a.test')).toEqual(['10.0.0.31'])
      writeFileSync(`${file}.new`, '10.0.0.32 a.test')
      utimesSync(`${file}.new`, atime, new Date(mtime.getTime() + 5000))
      renameSync(`${file}.new`, file)
      expect(hosts.addresses('a.test')).toEqual(['10.0.0.32'])
      rmSync(file)
      expect(hosts.addresses('a.test')).toBeNull()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('texts from the network', () => {
  test.for([
    ['a\nb\tc\u001b[2Jd', 20, 'a\uFFFDb\uFFFDc\uFFFD[2Jd', 'a\nb\tc\uFFFD[2Jd'],
    ['a\r\nb\rc', 20, 'a\uFFFD\uFFFDb\uFFFDc', 'a\nb\uFFFDc'],
    ['abcdef', 5, 'abcde', 'abcde'],
    ['abcde', 5, 'abcde', 'abcde'],
  ] as const)('%j of at most %i characters', ([text, most, line, lines]) => {
    expect(printable(text, most)).toBe(line)
    expect(visibleText(text, most)).toBe(lines)
  })

  test('the beginning of a body is cut in bytes', () => {
    expect(excerpt(Buffer.from('äöü'), 4)).toBe('äö')
    expect(excerpt(Buffer.from('äöü'), 3)).toBe('ä\uFFFD')
  })
})
