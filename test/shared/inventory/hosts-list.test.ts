import { describe, expect, test } from 'vitest'
import { hostsList, hostsTable } from '../../../shared/inventory/hosts-list.ts'

test('the port of SQL Server stands behind a comma', () => {
  expect(hostsList('sql.contoso.com,1433')?.targets.map(({ url }) => url)).toEqual([
    'sqlserver://sql.contoso.com:1433',
  ])
})

const lines = (...text: readonly string[]) => hostsList(text.join('\n'))

describe('lines of a list that name something and make no target', () => {
  test.for([
    ['*.blob.core.windows.net', /^\*\.blob\.core\.windows\.net: a wildcard/],
    ['https://*.contoso.com/x', /^\*\.contoso\.com: a wildcard/],
    ['.servicebus.windows.net', /^\.servicebus\.windows\.net: a wildcard/],
    ['10.0.0.5', /^10\.0\.0\.5: an address or a prefix alone/],
    ['10.0.0.0/24', /^10\.0\.0\.0\/24: an address or a prefix alone/],
    ['https://canary-user@app.contoso.com/x', /^app\.contoso\.com: .*auth\.basic/],
    ['https://canary-user:canary-pw@app.contoso.com/x', /^app\.contoso\.com: .*auth\.basic/],
  ] as const)('%s is noted', ([line, note]) => {
    const read = lines(line, 'app.contoso.com')
    expect(read?.targets.map(({ url }) => url)).toEqual(['https://app.contoso.com/'])
    expect(read?.notes).toHaveLength(1)
    expect(read?.notes[0]).toMatch(note)
    expect(JSON.stringify(read)).not.toContain('canary')
  })

  test('are no list by themselves', () => {
    expect(lines('*.contoso.com', '10.0.0.5')).toBeNull()
  })

  test('strange ones are counted while they are few, and many make no list', () => {
    const hosts = Array.from({ length: 19 }, (_, i) => `h${i}.contoso.com`)
    expect(lines(...hosts, 'two words')?.notes).toEqual([
      '1 line(s) that are no host, URL or address',
    ])
    expect(lines('h.contoso.com', 'two words')).toBeNull()
  })

  test.for([
    [20, 20, undefined],
    [21, 21, '1 more like these'],
    [300, 21, '280 more like these'],
  ] as const)('of %s, %s lines are told', ([count, told, more]) => {
    const wild = Array.from({ length: count }, (_, i) => `*.d${i}.contoso.com`)
    const notes = lines('h.contoso.com', ...wild)?.notes ?? []
    expect(notes).toHaveLength(told)
    expect(notes.find((note) => note.endsWith('more like these'))).toBe(more)
  })

  test('of a table likewise', () => {
    const read = hostsTable('FQDN,Port\napp.contoso.com,443\n*.contoso.com,443\n')
    expect(read?.targets.map(({ url }) => url)).toEqual(['https://app.contoso.com/'])
    expect(read?.notes[0]).toContain('*.contoso.com: a wildcard')
  })
})

/** Source: https://www.iana.org/assignments/service-names-port-numbers */
test.for([
  ['time.contoso.com:123', 'ntp://time.contoso.com:123'],
  ['mail.contoso.com:587', 'smtp://mail.contoso.com:587'],
  ['mail.contoso.com:143', 'imap://mail.contoso.com:143'],
  ['mail.contoso.com:993', 'tls://mail.contoso.com:993'],
  ['ldap.contoso.com:636', 'tls://ldap.contoso.com:636'],
  ['ldap.contoso.com:389', 'tcp://ldap.contoso.com:389'],
  ['rediss://cache.contoso.com', 'tls://cache.contoso.com:6379'],
  ['postgresql+psycopg2://db.contoso.com/orders', 'postgres://db.contoso.com:5432'],
  ['mongodb+srv://app:canary@c0.contoso.com/orders', 'dns://_mongodb._tcp.c0.contoso.com?type=SRV'],
  ['_ldap._tcp.contoso.com', 'dns://_ldap._tcp.contoso.com?type=SRV'],
  ['unknown://app.contoso.com', undefined],
])('%s is checked as %s', ([line = '', url]) => {
  expect(lines(line)?.targets[0]?.url).toBe(url)
})

test.for([
  [9, 1, true],
  [8, 1, false],
  [18, 2, true],
  [27, 3, true],
  [26, 3, false],
] as const)(
  '%s lines that are understood and %s that are not make a list: %s',
  ([good, bad, is]) => {
    const hosts = Array.from({ length: good }, (_, n) => `host${n}.example`)
    const others = Array.from({ length: bad }, () => 'two words')
    expect(hostsList([...hosts, ...others].join('\n')) !== null).toBe(is)
  },
)

test.for([
  ['127.0.0.1 localhost', []],
  ['::1 localhost ip6-localhost', []],
  ['fe00::0 ip6-localnet', []],
  ['ff02::1 ip6-allnodes', []],
  ['127.0.1.1 own.corp', []],
  ['fe00::0 net.corp', []],
  ['ff02::1 nodes.corp', []],
  ['10.1.2.3 db.corp sql.corp # one', ['db.corp 10.1.2.3 private', 'sql.corp 10.1.2.3 private']],
  ['20.1.2.3 web.corp', ['web.corp 20.1.2.3 public']],
  ['https://app.corp/#top', []],
  ['app.corp www.corp', []],
  ['10.1.2.3 db.corp (the-database)', []],
  ['https://app.corp/a#b # both', []],
] as const)('%s of a list gives %j', ([line, named]) => {
  const read = lines('first.corp', line, ...Array.from({ length: 9 }, (_, i) => `h${i}.corp`))
  const found = read?.targets.flatMap(({ url, addresses, isPrivate }) =>
    /first|h\d/.test(url)
      ? []
      : [`${new URL(url).hostname} ${addresses.join()} ${isPrivate ? 'private' : 'public'}`],
  )
  expect(found).toEqual(named)
})

test('a table gives each row its port, address and words, whatever its columns are called', () => {
  const read = hostsTable(
    [
      '\uFEFF"Host Name";D-Port;Private IP;Description',
      'app.corp ; 8443 ; 10.1.2.3 ; the app',
      'https://web.corp/x;8443;;',
      'db.corp;;20.1.2.3;',
      '10.9.9.9;5432;10.9.9.9;',
    ].join('\r\n'),
  )
  expect(
    read?.targets.map(({ url, what, isPrivate, addresses }) => [url, what, isPrivate, addresses]),
  ).toEqual([
    ['tcp://app.corp:8443', 'the app', true, ['10.1.2.3']],
    ['https://web.corp/x', 'from a table', false, []],
    ['https://db.corp/', 'from a table', false, ['20.1.2.3']],
    ['postgres://10.9.9.9:5432', 'from a table', true, ['10.9.9.9']],
  ])
  expect(hostsTable('host,port\n')).toBeNull()
})

test.for([
  ['sql.corp,1433; 11000-11999,TCP,Outbound', ['sqlserver://sql.corp:1433'], []],
  ['app.corp,"80, 8443",,', ['http://app.corp/', 'tcp://app.corp:8443'], []],
  ['app.corp,443/tcp,tcp,out', ['https://app.corp/'], []],
  ['10.1.2.3,53,UDP,Outbound', [], ['10.1.2.3: UDP is checked by']],
  ['time.corp,123,UDP,Outbound', ['ntp://time.corp:123'], []],
  ['app.corp,443,TCP,Inbound', [], ['app.corp: it is called from outside']],
] as const)('a row of ports, protocol and direction: %s', ([row, urls, notes]) => {
  const read = hostsTable(`FQDN,Port,Protocol,Direction\nfirst.corp,443,TCP,Outbound\n${row}`)
  expect(read?.targets.slice(1).map(({ url }) => url)).toEqual(urls)
  expect(read?.notes).toEqual(notes.map((note) => expect.stringContaining(note)))
})
