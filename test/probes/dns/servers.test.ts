import { describe, expect, test } from 'vitest'
import { parseServer, serverList } from '../../../probes/dns/servers.ts'

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

describe('serverList()', () => {
  test('puts the resolvers of the system in their place, once each, in one spelling', () => {
    const list = serverList(
      ['168.63.129.16', 'system', 'fd00:0:0::53', '10.0.0.4:53'],
      ['10.0.0.4:53', '[fd00::53]:53'],
    )
    expect(list).toEqual(['168.63.129.16:53', '10.0.0.4:53', '[fd00::53]:53'])
  })

  test('names the resolver that it cannot use', () => {
    expect(() => serverList(['dns.corp.test'], [])).toThrow(
      'Cannot use resolver "dns.corp.test": give "system", an IP address, IP:port or [IPv6]:port',
    )
  })
})
