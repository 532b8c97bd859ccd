import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HostsFile, parseHosts } from '../../probes/hosts-file.ts'
import { systemNetwork } from '../../probes/network.ts'

function temporaryFile(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'perimeter-'))
  const path = join(folder, 'hosts')
  writeFileSync(path, text)
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}

describe('parseHosts()', () => {
  test.for([
    { why: 'several names on a line', text: '10.0.0.1 a.test B.test. # c.test', name: 'b.test' },
    { why: 'tabs, blanks and CRLF', text: ' \t10.0.0.1\ta.test  b.test\r\n', name: 'b.test' },
    {
      why: 'other lines that make no sense',
      text: 'x\n999.1.1.1 b.test\n10.0.0.1 b.test',
      name: 'b.test',
    },
    { why: 'the same line twice', text: '10.0.0.1 b.test\n10.0.0.1 b.test', name: 'b.test' },
  ])('reads $why', ({ text, name }) => {
    expect(parseHosts(text).get(name)).toEqual(['10.0.0.1'])
  })

  test('keeps all addresses of a name in their order', () => {
    expect(parseHosts('10.0.0.2 a\nfd00::1 a\n10.0.0.1 a').get('a')).toEqual([
      '10.0.0.2',
      'fd00::1',
      '10.0.0.1',
    ])
  })
})

describe('HostsFile', () => {
  test('is read again when it has changed', () => {
    using file = temporaryFile('10.0.0.1 a.test\n')
    const hosts = new HostsFile(file.path)
    expect(hosts.addresses('A.test.')).toEqual(['10.0.0.1'])
    expect(hosts.addresses('b.test')).toBe(null)
    writeFileSync(file.path, '10.0.0.22 a.test\n')
    expect(hosts.addresses('a.test')).toEqual(['10.0.0.22'])
  })

  test('is as good as empty when it is not there, or no file', () => {
    using file = temporaryFile('')
    expect(new HostsFile(`${file.path}.gone`).addresses('a.test')).toBe(null)
    expect(new HostsFile(tmpdir()).addresses('a.test')).toBe(null)
  })
})

describe('systemNetwork()', () => {
  test('looks up, dials and reads hosts the way the host does', async () => {
    using file = temporaryFile('10.0.0.1 a.test\n')
    const network = systemNetwork({ hostsFile: file.path })
    expect(await network.lookup('127.0.0.1')).toEqual(['127.0.0.1'])
    expect(network.hosts('a.test')).toEqual(['10.0.0.1'])
    for (const text of network.systemResolvers()) expect(text).toMatch(/^(\[.+\]|[\d.]+):\d+$/)
    const server = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as net.AddressInfo
    const socket = network.dial('127.0.0.1', port)
    await once(socket, 'connect')
    socket.destroy()
    server.close()
    await once(server, 'close')
  })
})
