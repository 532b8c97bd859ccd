import { describe, expect, test } from 'vitest'
import { parseTargetUrl } from '../../../shared/target/target-url.ts'

/** As long as a URL may be. */
const LONGEST = `https://h/${'x'.repeat(7990)}`

describe('parseTargetUrl()', () => {
  test.for([
    ['https://example.com', 'https://example.com/', 'example.com', 443, '/'],
    ['HTTPS://Example.COM:443/A?b=c', 'https://example.com/A?b=c', 'example.com', 443, '/A?b=c'],
    [
      'https://example.com.:8443//x/../y',
      'https://example.com:8443//y',
      'example.com',
      8443,
      '//y',
    ],
    ['http://h?q=ä', 'http://h/?q=%C3%A4', 'h', 80, '/?q=%C3%A4'],
    ['tls://h:5671', 'tls://h:5671', 'h', 5671, '/'],
    ['tcp://[FD00::1]:5432', 'tcp://[fd00::1]:5432', 'fd00::1', 5432, '/'],
    ['https://[::ffff:10.0.0.1]/', 'https://[::ffff:10.0.0.1]/', '::ffff:10.0.0.1', 443, '/'],
    ['https://10.1.1.1/', 'https://10.1.1.1/', '10.1.1.1', 443, '/'],
    [
      'dns://_sip._tcp.example.com',
      'dns://_sip._tcp.example.com',
      '_sip._tcp.example.com',
      53,
      '/',
    ],
    ['https://例え.jp/', 'https://xn--r8jz45g.jp/', 'xn--r8jz45g.jp', 443, '/'],
    ['https://1password.com/', 'https://1password.com/', '1password.com', 443, '/'],
    ['https://h/@user?a@b', 'https://h/@user?a@b', 'h', 443, '/@user?a@b'],
    [LONGEST, LONGEST, 'h', 443, `/${'x'.repeat(7990)}`],
  ] as const)('reads %s', ([text, url, host, port, path]) => {
    expect(parseTargetUrl(text).endpoint).toMatchObject({ url, host, port, path })
  })

  test.for([
    ['dns://8.8.8.8/WWW.Example.com.', 'dns://8.8.8.8/www.example.com', '8.8.8.8:53'],
    ['dns://8.8.8.8:5353/a.example', 'dns://8.8.8.8:5353/a.example', '8.8.8.8:5353'],
    ['dns://[FD00::1]/a.example', 'dns://[fd00::1]/a.example', '[fd00::1]:53'],
    ['dns://a.example/', 'dns://a.example', undefined],
  ] as const)('reads the server to ask of %s', ([text, url, server]) => {
    expect(parseTargetUrl(text).endpoint).toMatchObject({ scheme: 'dns', url })
    expect(parseTargetUrl(text).endpoint?.server).toBe(server)
  })

  /** RFC 1035, 3.5; RFC 3596, 2.5 */
  test.for([
    ['dns://10.1.2.3?type=PTR', '3.2.1.10.in-addr.arpa', undefined],
    [
      'dns://2600:1::ab?type=ptr',
      'b.a.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.0.0.6.2.ip6.arpa',
      undefined,
    ],
    ['dns://8.8.8.8/10.1.2.3?type=PTR', '3.2.1.10.in-addr.arpa', '8.8.8.8:53'],
  ] as const)('reads the name of an address of %s', ([text, host, server]) => {
    const { endpoint } = parseTargetUrl(text.replace('2600:1::ab', '[2600:1::ab]'))
    expect(endpoint).toMatchObject({ scheme: 'records', record: 'PTR', host, path: '/' })
    expect(endpoint?.url).toBe(`dns://${server === undefined ? '' : '8.8.8.8/'}${host}?type=PTR`)
    expect(endpoint?.server).toBe(server)
  })

  test.for([
    ['dns://10.1.2.3', 'is an address'],
    ['dns://10.1.2.3?type=MX', 'is an address'],
    ['dns://a.example?type=ANY', 'names no type of records'],
    ['dns://a.example?x=MX', 'names no type of records'],
    ['dns://a.example?', 'names no type of records'],
    ['dns://a.example:53', 'holds more than the name'],
    ['dns://8.8.8.8:0/a.example', 'has no valid port'],
    ['dns://dns.example/a.example', 'names no server by its address'],
    ['dns://8.8.8.8/a/b', 'holds more than a server and a name'],
    ['dns://8.8.8.8/10.1.2.3', 'is an address'],
    [`${LONGEST}x`, 'is longer than 8000 characters'],
  ] as const)('refuses %s: %s', ([text, message]) => {
    expect(parseTargetUrl(text).complaint?.message).toContain(message)
  })

  test.for([
    ['example.com', 'is not a valid URL'],
    ['ftp://example.com/', 'has a scheme that cannot be checked'],
    ['https://', 'has no host'],
    ['https://user@example.com/', 'holds a user name or password'],
    ['https://user:pw@example.com/', 'holds a user name or password'],
    ['https://example.com/#top', 'holds a fragment'],
    ['https://exa mple.com/', 'contains a space, a backslash or a control character'],
    ['https:\\\\example.com', 'contains a space, a backslash or a control character'],
    ['https://example.com/\u007f', 'contains a space, a backslash or a control character'],
    ['https://example.com/\u0000', 'contains a space, a backslash or a control character'],
    ['https://010.1.1.1/', 'is not a valid IPv4 address'],
    ['https://0x7f.1/', 'is not a valid IPv4 address'],
    ['https://0x7f000001/', 'is not a valid IPv4 address'],
    ['https://2130706433/', 'is not a valid IPv4 address'],
    ['https://10.1/', 'is not a valid IPv4 address'],
    ['https://10.1.1.256/', 'is not a valid IPv4 address'],
    ['https://10.1.1.1./', 'is not a valid IPv4 address'],
    ['https://fd00::1/', 'holds a colon in its host'],
    [
      'tcp://[fe80::1]:443',
      'is a link-local IPv6 address, which means another host on each link (RFC 4007)',
    ],
    [
      'tcp://[febf::1]:443',
      'is a link-local IPv6 address, which means another host on each link (RFC 4007)',
    ],
    ['https://[fe80::1%eth0]/', 'is not a valid IPv6 address'],
    ['https://[10.1.1.1]/', 'is not a valid IPv6 address'],
    ['https://-a.example/', 'has no valid host name'],
    ['https://a..b/', 'has no valid host name'],
    [`https://${'a'.repeat(64)}.example/`, 'has no valid host name'],
    ['https://*.example.com/', 'has no valid host name'],
    ['https://example.com:0/', 'has no valid port'],
    ['https://example.com:65536/', 'has no valid port'],
    ['https://example.com:https/', 'has no valid port'],
    ['tls://example.com', 'has no port'],
    ['tcp://example.com:1/x', 'has a path, but tcp asks for nothing'],
    ['dns://example.com:53', 'holds more than the name to resolve'],
    ['dns://example.com/x', 'names no server by its address'],
    ['dns://8.8.8.8:0/example.com', 'has no valid port'],
    ['dns://8.8.8.8/10.1.1.1', 'is an address: there is nothing to resolve'],
    ['dns://8.8.8.8/a/b', 'holds more than a server and a name'],
    ['dns://8.8.8.8/a?type=ANY', 'names no type of records that can be asked for'],
    ['dns://a?kind=A', 'names no type of records that can be asked for'],
    ['dns://10.1.1.1?type=MX', 'is an address: there is nothing to resolve'],
    ['grpcs://a/b/c', 'names no gRPC service'],
    ['grpc://a/pkg.Service', 'has no port'],
    ['records://a', 'has a scheme that cannot be checked'],
    ['dns://8.8.8.8/-a', 'has no valid host name'],
    ['dns://8.8.8.8/', 'is an address: there is nothing to resolve'],
    ['dns://10.1.1.1', 'is an address: there is nothing to resolve'],
  ] as const)('refuses %s', ([text, message]) => {
    expect(parseTargetUrl(text).complaint?.message).toBe(message)
  })
})

// After a change that is meant: npx vitest run test/shared/target -u, and read what changed.
test('what is wrong with a URL comes with what to do, word for word', async () => {
  const texts = [
    ...['example.com', 'ftp://example.com/', 'https://', 'https://user:pw@example.com/'],
    ...[
      'https://example.com/#top',
      'https://exa mple.com/',
      'https://010.1.1.1/',
      'https://fd00::1/',
    ],
    ...['tcp://[fe80::1]:443', 'https://[10.1.1.1]/', 'https://-a.example/', 'tcp://a.example'],
    ...[
      'https://a.example:0/',
      'https://a.example:99999/',
      'tcp://a.example:1/x',
      'ntp://a.example/x',
    ],
    ...[
      'dns://10.1.2.3?type=MX',
      'dns://a.example?type=ANY',
      'dns://a.example?',
      'dns://a.example:53',
    ],
    ...[
      'dns://8.8.8.8:0/a.example',
      'dns://dns.example/a.example',
      'dns://8.8.8.8/a/b',
      `${LONGEST}x`,
    ],
  ]
  const told = texts.map((text) => {
    const complaint = parseTargetUrl(text).complaint
    return `${text.slice(0, 60)}\n  ${complaint?.message ?? 'nothing'}\n  ${complaint?.remedy ?? ''}`.trimEnd()
  })
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('complaints.txt')
})
