import { expect, test } from 'vitest'
import { ownOrigin } from '../../../shared/web/connection.ts'

const LOOPBACK = '127.0.0.1:8080'
const cases = [
  [
    'behind a front end',
    'https://func.azurewebsites.net/api',
    null,
    'https://func.azurewebsites.net',
  ],
  ['the address itself', 'http://10.0.0.4:8080/api', '10.0.0.4:8080', 'http://10.0.0.4:8080'],
  ['IPv6', 'http://[2001:db8::4]:8080/', '[2001:db8::4]:8080', 'http://[2001:db8::4]:8080'],
  ['the name of loopback', 'http://localhost:8080/', LOOPBACK, 'http://localhost:8080'],
  ['and of IPv6', 'http://localhost:8080/', '[::1]:8080', 'http://localhost:8080'],
  ['a foreign name', 'http://evil.test/api', LOOPBACK, null],
  ['with our port', 'http://evil.test:8080/api', '10.0.0.4:8080', null],
  ['loopback claimed from outside', 'http://localhost:8080/', '10.0.0.4:8080', null],
  ['another address', 'http://192.0.2.1:8080/', '10.0.0.4:8080', null],
] as const

test.for(cases)('%s', ([, url, local, origin]) => {
  const connection = local === null ? null : { local, remote: '10.0.0.9:1001' }
  expect(ownOrigin(url, connection)).toBe(origin)
})
