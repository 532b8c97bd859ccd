import { expect, test } from 'vitest'
import { areOnInternet } from '../../../shared/address/internet-servers.ts'

test.for<[servers: readonly string[], is: boolean]>([
  [['8.8.8.8:53'], true],
  [['8.8.8.8'], true],
  [['[2001:4860:4860::8888]:53'], true],
  [['tls://8.8.8.8:853#dns.google'], true],
  [['https://8.8.8.8/dns-query#dns.google'], true],
  [['tls://[2001:4860:4860::8888]:853#dns.google'], true],
  [['8.8.8.8:53', '1.1.1.1:53'], true],
  [['8.8.8.8:53', '10.0.0.4:53'], false],
  [['10.0.0.4:53'], false],
  [['tls://10.0.0.4:853#dns.corp'], false],
  [['168.63.129.16:53'], false],
  [['169.254.169.254:53'], false],
  [['127.0.0.53:53'], false],
  [['[fd00::1]:53'], false],
  [[], false],
])('%s are on the internet: %s', ([servers, is]) => {
  expect(areOnInternet(servers)).toBe(is)
})
