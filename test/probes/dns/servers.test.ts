import { describe, expect, test } from 'vitest'
import { serverList } from '../../../probes/dns/servers.ts'

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
