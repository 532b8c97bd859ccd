import { describe, expect, test } from 'vitest'
import { parseSecureServer, secureServerText } from '../../../shared/address/secure-server.ts'
import { parseServer, serverText } from '../../../shared/address/server.ts'
import { loadConfig } from '../../../shared/config/load.ts'

describe('parseServer()', () => {
  test.for([
    ['10.0.0.4', { address: '10.0.0.4', port: 53 }],
    ['127.0.0.1:5353', { address: '127.0.0.1', port: 5353 }],
    ['fd00::53', { address: 'fd00::53', port: 53 }],
    ['[fd00::53]', { address: 'fd00::53', port: 53 }],
    ['[fd00::53]:5353', { address: 'fd00::53', port: 5353 }],
    ['fe80::1%eth0', { address: 'fe80::1%eth0', port: 53 }],
    ['', null],
    ['system', null],
    ['dns.test', null],
    ['dns.test:53', null],
    ['10.0.0.4:', null],
    ['10.0.0.4:0', null],
    ['10.0.0.4:65536', null],
    ['10.0.0.4:53x', null],
    ['[10.0.0.4]:53', null],
    ['010.0.0.4', null],
    ['10.0.0', null],
  ] as const)('%s', ([text, expected]) => {
    expect(parseServer(text)).toEqual(expected)
  })
})

test.for([
  ['FD00:0::53', '[fd00::53]:53'],
  ['[fe80::1%eth0]:5353', '[fe80::1%eth0]:5353'],
  ['10.0.0.4', '10.0.0.4:53'],
  ['::ffff:10.0.0.4', '10.0.0.4:53'],
] as const)('the configuration takes %s, in the one spelling', ([text, spelling]) => {
  const options = { file: 'perimeter.yaml', env: {} }
  const { config } = loadConfig(JSON.stringify({ resolvers: [text] }), options)
  expect(config?.resolvers).toEqual([spelling])
  const server = parseServer(spelling)
  expect(server === null ? null : serverText(server)).toBe(spelling)
})

describe('a server that is asked over TLS or HTTPS', () => {
  const tls = { scheme: 'tls', address: '10.0.0.4', port: 853, path: '', name: null } as const
  const https = { ...tls, scheme: 'https', port: 443, path: '/dns-query' } as const

  test.for([
    ['tls://10.0.0.4', tls],
    ['TLS://10.0.0.4:853', tls, 'tls://10.0.0.4'],
    ['tls://10.0.0.4:8853#dns.test', { ...tls, port: 8853, name: 'dns.test' }],
    [
      'tls://[FD00::4]#DNS.test',
      { ...tls, address: 'fd00::4', name: 'dns.test' },
      'tls://[fd00::4]#dns.test',
    ],
    ['https://10.0.0.4/dns-query', https],
    [
      'https://10.0.0.4:443/dns-query#dns.test',
      { ...https, name: 'dns.test' },
      'https://10.0.0.4/dns-query#dns.test',
    ],
    ['https://[fd00::4]:8443/', { ...https, address: 'fd00::4', port: 8443, path: '/' }],
    // A question over HTTPS has a path, and one over TLS has none.
    ['https://10.0.0.4', null],
    ['https://10.0.0.4#dns.test', null],
    ['tls://10.0.0.4/', null],
    ['tls://dns.test', null],
    ['tls://10.0.0.4:0', null],
    ['tls://10.0.0.4:65536', null],
    [`tls://10.0.0.4#${'x'.repeat(253)}`, { ...tls, name: 'x'.repeat(253) }],
    [`tls://10.0.0.4#${'x'.repeat(254)}`, null],
    ['http://10.0.0.4/dns-query', null],
    ['10.0.0.4', null],
  ] as const)('%s', ([text, expected, spelling = text]) => {
    const server = parseSecureServer(text)
    expect(server).toEqual(expected)
    if (server !== null) expect(secureServerText(server)).toBe(spelling)
  })
})
