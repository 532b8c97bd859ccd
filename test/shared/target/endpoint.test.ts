import { expect, test } from 'vitest'
import { parseTargetUrl } from '../../../shared/target/target-url.ts'

const DNS = { port: 53, path: '/' }

/** Each part of an endpoint, whole. */
test.for([
  ['dns://A.Example.', { ...DNS, scheme: 'dns', host: 'a.example', url: 'dns://a.example' }],
  [
    'dns://a.example?TYPE=mx',
    { ...DNS, scheme: 'records', host: 'a.example', record: 'MX', url: 'dns://a.example?type=MX' },
  ],
  [
    'dns://10.1.2.3?type=PTR',
    {
      ...{ ...DNS, scheme: 'records', host: '3.2.1.10.in-addr.arpa', record: 'PTR' },
      url: 'dns://3.2.1.10.in-addr.arpa?type=PTR',
    },
  ],
  [
    'dns://[2001:db8::12]?type=PTR',
    {
      ...{ ...DNS, scheme: 'records', record: 'PTR' },
      host: `2.1.${'0.'.repeat(22)}8.b.d.0.1.0.0.2.ip6.arpa`,
      url: `dns://2.1.${'0.'.repeat(22)}8.b.d.0.1.0.0.2.ip6.arpa?type=PTR`,
    },
  ],
  [
    'dns://a.example?type=PTR',
    {
      ...DNS,
      scheme: 'records',
      host: 'a.example',
      record: 'PTR',
      url: 'dns://a.example?type=PTR',
    },
  ],
  [
    'dns://10.0.0.53:5353/a.example?type=TXT',
    {
      ...{ scheme: 'records', host: 'a.example', port: 5353, path: '/', record: 'TXT' },
      ...{ server: '10.0.0.53:5353', url: 'dns://10.0.0.53:5353/a.example?type=TXT' },
    },
  ],
  [
    'dns://[fd00::53]:53/a.example',
    {
      ...{ ...DNS, scheme: 'dns', host: 'a.example' },
      ...{ server: '[fd00::53]:53', url: 'dns://[fd00::53]/a.example' },
    },
  ],
  [
    'https://a.example:8443/p?q=1&sig=secret',
    {
      ...{ scheme: 'https', host: 'a.example', port: 8443, path: '/p?q=1&sig=secret' },
      url: 'https://a.example:8443/p?q=1&sig=***',
    },
  ],
  [
    'http://a.example:443',
    { scheme: 'http', host: 'a.example', port: 443, path: '/', url: 'http://a.example:443/' },
  ],
  [
    'sqlserver://db.example',
    {
      ...{ scheme: 'sqlserver', host: 'db.example', port: 1433, path: '/' },
      url: 'sqlserver://db.example:1433',
    },
  ],
  [
    'tls://a.example:443/',
    { scheme: 'tls', host: 'a.example', port: 443, path: '/', url: 'tls://a.example:443' },
  ],
  [
    `grpcs://a.example/${'s'.repeat(127)}`,
    {
      ...{ scheme: 'grpcs', host: 'a.example', port: 443, path: `/${'s'.repeat(127)}` },
      url: `grpcs://a.example/${'s'.repeat(127)}`,
    },
  ],
] as const)('%s leads there', ([text, endpoint]) => {
  expect(parseTargetUrl(text)).toEqual({ endpoint, complaint: null })
})

const label = (length: number) => 'a'.repeat(length)

/** Both sides of the limits of a host. */
test.for([
  [`https://${label(63)}.example/`, null],
  [`https://${label(64)}.example/`, 'has no valid host name'],
  [`https://${Array(3).fill(label(63)).join('.')}.${label(61)}/`, null],
  [`https://${Array(3).fill(label(63)).join('.')}.${label(62)}/`, 'has no valid host name'],
  ['https://_a_.example/', null],
  ['https://a-.example/', 'has no valid host name'],
  ['https://a..example/', 'has no valid host name'],
  ['https://a.0xg/', null],
  ['https://a.1b/', null],
  ['https://10.1.1.1./', 'is not a valid IPv4 address'],
  ['https://1../', 'is not a valid IPv4 address'],
  [
    'https://[fe80::1]/',
    'is a link-local IPv6 address, which means another host on each link (RFC 4007)',
  ],
  ['https://[fec0::1]/', null],
  ['https://[fd80::1]/', null],
  [`grpcs://a.example/${'s'.repeat(128)}`, 'names no gRPC service'],
  ['dns://a.example?type=A?', 'names no type of records that can be asked for'],
  ['dns://a.example?', 'names no type of records that can be asked for'],
  ['dns://a.example:53', 'holds more than the name to resolve'],
  ['dns://server.example/a.example', 'names no server by its address'],
] as const)('%s: %s', ([text, complaint]) => {
  expect(parseTargetUrl(text).complaint?.message ?? null).toBe(complaint)
})
