import { describe, expect, test } from 'vitest'
import { noProxyComplaint } from '../../../shared/config/no-proxy-entry.ts'
import { load, planned } from './sample.ts'

const FORMS = 'Write a host, .domain, host:port, address or CIDR'

describe('noProxyComplaint()', () => {
  test.for([
    '*',
    '<local>',
    'example.com',
    '.example.com',
    '*.example.com',
    'example.com:8443',
    '10.0.0.1',
    '10.0.0.1:80',
    '10.0.0.0/8',
    'fd00::1',
    'fd00::/8',
    '[fd00::1]:443',
    '[fd00::1]',
    'my_host',
    '例え.jp',
    'arc',
    'arm.example.com',
    '*.1.example.com',
  ])('has nothing against %s', (entry) => {
    expect(noProxyComplaint(entry)).toBeNull()
  })

  test.for([
    ['10.*', 'part of an address', 'Write 10.0.0.0/8'],
    ['10.*.*.*', 'part of an address', 'Write 10.0.0.0/8'],
    ['10.', 'part of an address', 'Write 10.0.0.0/8'],
    ['172.16.*', 'part of an address', 'Write 172.16.0.0/16'],
    ['192.168.1', 'part of an address', 'Write 192.168.1.0/24'],
    ['999.*', 'part of an address', FORMS],
    ['"example.com"', 'quotes', 'Write example.com'],
    ["'10.0.0.0/8'", 'quotes', 'Write 10.0.0.0/8'],
    ['"example.com', 'quotes', 'Write example.com'],
    ['""', 'quotes', FORMS],
    ['https://example.com/path', 'URL', 'Write example.com'],
    ['http://user:pw@example.com:81', 'URL', 'Write example.com:81'],
    ['api.*.example.com', 'a * elsewhere', 'Write .example.com, or each host by its name'],
    ['*example.com', 'a * elsewhere', 'Write example.com, or each host by its name'],
    ['a.*.com', 'a * elsewhere', FORMS],
    ['example.*', 'a * elsewhere', FORMS],
    ...['AAD', 'ARM', 'AMA', 'Arc', 'ArcData'].map(
      (word) => [word, 'Azure Arc', 'azcmagent'] as const,
    ),
    ['~^api', 'regular expression', FORMS],
    ['<-loopback>', 'no host', FORMS],
    ['example.com/', 'prefix', FORMS],
    ['10.0.0.0/99', 'prefix', FORMS],
    ['example.com:https', 'port', '65535'],
    ['.10.0.0.1', 'behind a dot', 'Write 10.0.0.1'],
    ['.', 'no host', FORMS],
  ] as const)('says of %s: %s', ([entry, message, remedy]) => {
    const complaint = noProxyComplaint(entry)
    expect(complaint?.message).toContain(message)
    expect(complaint?.remedy).toContain(remedy)
  })
})

describe('an entry that matches nothing', () => {
  const target = 'targets: [{ name: a, url: "https://a.example/" }]'
  const env = { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'b.example,10.*' }

  test('is refused in the file, with its place', () => {
    const { problems } = load(`noProxy: [b.example, "10.*"]\n${target}`)
    expect(problems).toMatchObject([{ key: 'noProxy[1]', line: 1, remedy: 'Write 10.0.0.0/8' }])
  })

  test('is ignored in the environment, with a warning', () => {
    const { problems, warnings } = planned(target, env)
    expect(problems).toEqual([])
    expect(warnings).toMatchObject([{ key: 'NO_PROXY', remedy: 'Write 10.0.0.0/8' }])
    expect(warnings[0]?.message).toContain('"10.*"')
  })

  test.for([
    ['no proxy', target, { NO_PROXY: '10.*' }],
    ['only a proxy of the file', `proxy: http://p:1\n${target}`, env],
    ['only targets that take no proxy', 'targets: [{ name: a, url: "tcp://a.example:1" }]', env],
    ['only good entries', target, { ...env, NO_PROXY: '<local>, .b.example;10.0.0.0/8' }],
  ] as const)('is silent with %s', ([, text, given]) => {
    expect(planned(text, given).warnings).toEqual([])
  })
})

describe('a SOCKS proxy', () => {
  const targets =
    'targets: [{ name: a, url: "https://a.example/" }, { name: b, url: "https://b.example/" }]'

  test.for(['socks', 'socks4', 'socks4a', 'socks5', 'socks5h', 'SOCKS5'])(
    '%s:// in the environment is ignored with one warning, which holds no credentials',
    (scheme) => {
      const got = planned(targets, { ALL_PROXY: `${scheme}://user:secret@p:1` })
      expect(got.problems).toEqual([])
      expect(got.targets.map((t) => t.proxy)).toEqual([null, null])
      expect(got.warnings).toMatchObject([{ file: 'environment', key: 'ALL_PROXY' }])
      expect(JSON.stringify(got.warnings)).not.toContain('secret')
    },
  )

  test.for([
    ['behind the proxy that decides', { HTTPS_PROXY: 'http://p:1', ALL_PROXY: 'socks5://s:1' }],
    ['for another scheme', { HTTP_PROXY: 'socks5://s:1' }],
  ] as const)('is silent %s', ([, env]) => {
    expect(planned(targets, env).warnings).toEqual([])
  })

  test('is refused in the file', () => {
    const { problems } = load(`proxy: socks5://p:1\n${targets}`)
    expect(problems).toMatchObject([{ key: 'proxy', line: 1 }])
    expect(problems[0]?.message).toContain('SOCKS')
  })
})
