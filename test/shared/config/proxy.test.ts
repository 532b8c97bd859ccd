import { describe, expect, test } from 'vitest'
import { bypassesProxy, splitNoProxy } from '../../../shared/config/no-proxy.ts'
import {
  ignoredVariables,
  noProxyVariable,
  proxyFor,
  proxyVariable,
} from '../../../shared/config/proxy.ts'
import { parseProxyUrl } from '../../../shared/config/proxy-url.ts'

describe('bypassesProxy()', () => {
  test.for([
    ['', 'example.com', 443, false],
    ['*', 'example.com', 443, true],
    ['example.com', 'example.com', 443, true],
    ['example.com', 'www.example.com', 443, true],
    ['example.com', 'notexample.com', 443, false],
    ['.example.com', 'www.example.com', 443, true],
    ['.example.com', 'example.com', 443, false],
    ['*.example.com', 'www.example.com', 443, true],
    ['*.example.com', 'example.com', 443, false],
    ['EXAMPLE.com', 'example.com', 443, true],
    ['other.net, example.com ,,', 'example.com', 443, true],
    ['other.net;example.com', 'example.com', 443, true],
    ['<local>', 'intranet', 443, true],
    ['<local>', 'example.com', 443, false],
    ['<local>', 'fd00::1', 443, false],
    ['other.net|example.com', 'example.com', 443, true],
    ['other.net example.com.', 'example.com', 443, true],
    ['example.com:8443', 'example.com', 443, false],
    ['example.com:8443', 'www.example.com', 8443, true],
    ['10.0.0.1', '10.0.0.1', 443, true],
    ['10.0.0.1:80', '10.0.0.1', 443, false],
    ['10.0.0.0/8', '10.1.2.3', 443, true],
    ['10.0.0.0/8', '11.1.2.3', 443, false],
    ['10.0.0.0/8', 'ten.example.com', 443, false],
    ['10.0.0.0/99', '10.1.2.3', 443, false],
    ['fd00::/8', 'fd00::1', 443, true],
    ['[fd00::1]:443', 'fd00::1', 443, true],
    ['[fd00::1]:80', 'fd00::1', 443, false],
    ['fd00::1', 'fd00::1', 443, true],
    ['例え.jp', 'www.xn--r8jz45g.jp', 443, true],
    ['.', 'example.com', 443, false],
    ['', 'localhost', 443, true],
    ['', '127.8.8.8', 443, true],
    ['', '::1', 443, true],
  ] as const)('NO_PROXY=%s and %s:%i: %s', ([list, host, port, expected]) => {
    expect(bypassesProxy({ host, port }, splitNoProxy(list))).toBe(expected)
  })
})

describe('parseProxyUrl()', () => {
  test.for([
    ['http://proxy.corp:3128', { scheme: 'http', host: 'proxy.corp', port: 3128 }],
    ['http://proxy.corp', { port: 80 }],
    ['HTTP://proxy.corp:3128', { scheme: 'http', port: 3128 }],
    ['Https://proxy.corp', { scheme: 'https', port: 443 }],
    ['https://proxy.corp/', { scheme: 'https', port: 443 }],
    ['http://[fd00::1]:8080', { host: 'fd00::1', port: 8080 }],
    ['http://user:p%40ss%3A@proxy:1', { authorization: `Basic ${btoa('user:p@ss:')}` }],
    ['http://a@b:pw@proxy:1', { host: 'proxy', authorization: `Basic ${btoa('a@b:pw')}` }],
    ['http://user@proxy:1', { authorization: `Basic ${btoa('user:')}` }],
    ['http://proxy:1', { authorization: null }],
  ] as const)('reads %s', ([text, expected]) => {
    expect(parseProxyUrl(text).proxy).toMatchObject(expected)
  })

  test.for([
    ['proxy:3128', 'is not the URL of'],
    ['ftp://proxy:21', 'is not the URL of an HTTP proxy'],
    ['socks5://proxy:1080', 'is a SOCKS proxy'],
    ['SOCKS5H://proxy:1080', 'is a SOCKS proxy'],
    ['http://proxy:x', 'has no valid port'],
    ['http://user:%zz@proxy:1', 'stray %'],
    ['http://proxy:1/path', 'is not the URL of a proxy'],
  ] as const)('refuses %s', ([text, message]) => {
    expect(parseProxyUrl(text).complaint?.message).toContain(message)
  })
})

describe('proxyFor()', () => {
  const https = { scheme: 'https', host: 'example.com', port: 443 } as const
  const http = { scheme: 'http', host: 'example.com', port: 80 } as const
  const tls = { scheme: 'tls', host: 'example.com', port: 443 } as const
  const dns = { scheme: 'dns', host: 'example.com', port: 53 } as const
  const environment = { proxy: 'environment', ordered: false, noProxy: [], env: {} }
  const explicit = { ...environment, proxy: 'http://file:1' }

  test.for([
    ['nothing set', https, environment, null],
    ['HTTPS_PROXY', https, { ...environment, env: { HTTPS_PROXY: 'http://up:1' } }, 'up'],
    ['https_proxy', https, { ...environment, env: { https_proxy: 'http://low:1' } }, 'low'],
    [
      'both cases',
      https,
      { ...environment, env: { https_proxy: 'http://low:1', HTTPS_PROXY: 'http://up:1' } },
      'up',
    ],
    [
      'an empty variable',
      https,
      { ...environment, env: { HTTPS_PROXY: '', ALL_PROXY: 'http://all:1' } },
      'all',
    ],
    [
      'a SOCKS proxy before another',
      https,
      { ...environment, env: { HTTPS_PROXY: 'socks5://s:1', ALL_PROXY: 'http://all:1' } },
      'all',
    ],
    ['no scheme', https, { ...environment, env: { HTTPS_PROXY: 'bare:3128' } }, 'bare'],
    ['HTTPS_PROXY for http', http, { ...environment, env: { HTTPS_PROXY: 'http://up:1' } }, null],
    ['HTTP_PROXY for http', http, { ...environment, env: { HTTP_PROXY: 'http://up:1' } }, 'up'],
    [
      'NO_PROXY',
      https,
      { ...environment, env: { HTTPS_PROXY: 'http://up:1', NO_PROXY: '.com' } },
      null,
    ],
    [
      'no_proxy',
      https,
      { ...environment, env: { HTTPS_PROXY: 'http://up:1', no_proxy: '*' } },
      null,
    ],
    [
      'the file’s noProxy',
      https,
      { ...environment, env: { HTTPS_PROXY: 'http://up:1' }, noProxy: ['Example.com'] },
      null,
    ],
    [
      'the environment for tls',
      tls,
      { ...environment, env: { HTTPS_PROXY: 'http://up:1', ALL_PROXY: 'http://all:1' } },
      null,
    ],
    ['a proxy in the file for tls', tls, explicit, 'file'],
    ['a proxy in the file for dns', dns, explicit, null],
    ['a proxy in the file and NO_PROXY', https, { ...explicit, env: { NO_PROXY: '*' } }, 'file'],
    ['a proxy in the file and its noProxy', https, { ...explicit, noProxy: ['*'] }, null],
    [
      'a proxy on the target and noProxy',
      https,
      { ...explicit, ordered: true, noProxy: ['*'] },
      'file',
    ],
    [
      'a proxy on the target to loopback',
      { ...https, host: '127.0.0.1' },
      { ...explicit, ordered: true },
      'file',
    ],
    ['none', https, { ...environment, proxy: 'none', env: { HTTPS_PROXY: 'http://up:1' } }, null],
  ] as const)('with %s', ([, to, setting, host]) => {
    expect(proxyFor(to, setting).proxy?.host ?? null).toBe(host)
  })

  test('names the variable that holds no usable proxy, and not its value', () => {
    const choice = proxyFor(https, { ...environment, env: { ALL_PROXY: 'ftp://u:pw@s:1' } })
    expect(choice).toMatchObject({ proxy: null, variable: 'ALL_PROXY' })
    expect(JSON.stringify(choice)).not.toContain('pw')
  })
})

describe('proxyVariable()', () => {
  const ALL = ['ALL_PROXY', 'all_proxy']
  const set = (names: readonly string[], value = 'http://p:1') =>
    Object.fromEntries(names.map((name) => [name, value]))

  test.for([
    ['https', 'HTTPS_PROXY', 'https_proxy', ...ALL],
    ['wss', 'HTTPS_PROXY', 'https_proxy', ...ALL],
    ['grpcs', 'HTTPS_PROXY', 'https_proxy', ...ALL],
    ['http', 'HTTP_PROXY', 'http_proxy', ...ALL],
    ['ws', 'HTTP_PROXY', 'http_proxy', ...ALL],
  ] as const)('of %s: the first that is set of %s, %s, %s, %s', ([scheme, ...names]) => {
    const others = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].filter(
      (name) => !(names as readonly string[]).includes(name),
    )
    for (const [i, name] of names.entries()) {
      expect(proxyVariable(scheme, set([...others, ...names.slice(i)]))).toBe(name)
      const socks = set(names.slice(0, i), 'socks5://s:1')
      expect(proxyVariable(scheme, { ...set(names.slice(i)), ...socks })).toBe(name)
      expect(ignoredVariables(scheme, { ...set(names.slice(i)), ...socks })).toEqual(
        names.slice(0, i),
      )
      const blank = set(names.slice(0, i), ' ')
      expect(proxyVariable(scheme, { ...set(names.slice(i)), ...blank })).toBe(name)
    }
    expect(proxyVariable(scheme, set(others))).toBeNull()
    expect(ignoredVariables(scheme, set(names, 'socks5://s:1'))).toEqual(names)
  })

  test('NO_PROXY counts before no_proxy, where it is set', () => {
    expect(noProxyVariable(set(['NO_PROXY', 'no_proxy']))).toBe('NO_PROXY')
    expect(noProxyVariable({ NO_PROXY: ' ', no_proxy: '*' })).toBe('no_proxy')
    expect(noProxyVariable({})).toBeNull()
  })
})
