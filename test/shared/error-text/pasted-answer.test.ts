import { describe, expect, test } from 'vitest'
import { checkCommand } from '../../../shared/error-text/check-command.ts'
import { pastedAnswer } from '../../../shared/error-text/dns-answer.ts'
import { isHostName } from '../../../shared/error-text/host-name.ts'
import type { Layer } from '../../../shared/error-text/meanings/meaning.ts'
import type { Peer, PeerRole } from '../../../shared/error-text/peer.ts'
import { peersIn } from '../../../shared/error-text/peers.ts'

const KV = 'kv-tax.vault.azure.net'
const LINK = 'kv-tax.privatelink.vaultcore.azure.net'
const nslookup = (...lines: readonly string[]) =>
  ['Server:  dns.corp', 'Address:  10.0.0.53', '', 'Non-authoritative answer:', ...lines].join('\n')
const dig = (...lines: readonly string[]) => [';; ANSWER SECTION:', ...lines].join('\n')

/** What each tool prints of the same answers. */
test.for([
  ['no answer', 'kv-tax.vault.azure.net is down', null],
  ['an rcode', nslookup(`*** dns.corp can't find ${KV}: Non-existent domain`), null],
  [
    'nslookup, private',
    nslookup(`Name:    ${LINK}`, 'Address:  10.1.0.4', `Aliases:  ${KV}`),
    'name private',
  ],
  [
    'nslookup, an alias and no zone',
    nslookup(`Name:    ${LINK}`, 'Address:  20.1.0.4', `Aliases:  ${KV}`),
    'private zone not used',
  ],
  ['nslookup, public', nslookup(`Name:    ${KV}`, 'Address:  20.1.0.4'), 'name public'],
  ['nslookup, of no service', nslookup('Name:    www.contoso.com', 'Address:  20.1.0.4'), null],
  [
    'nslookup, one address of two',
    nslookup(`Name:    ${KV}`, 'Addresses:  10.1.0.4', '\t  20.1.0.4'),
    'name public',
  ],
  ['dig, private', dig(`${KV}. 60 IN CNAME ${LINK}.`, `${LINK}. 10 IN A 10.1.0.4`), 'name private'],
  ['dig, a link alone', dig(`${KV}. 60 IN CNAME ${LINK}.`), 'private record missing'],
  ['dig, nothing', `;; ->>HEADER<<- QUERY: 1, ANSWER: 0\n;${KV}. IN A`, 'no address'],
  ['dig, IPv6', dig(`${KV}. 60 IN AAAA fd00::4`), 'name private'],
  ['host, private', `${KV} is an alias for ${LINK}.\n${LINK} has address 10.1.0.4`, 'name private'],
  ['host, public', `${KV} has address 20.1.0.4`, 'name public'],
] as const)('%s', ([, text, shows]) => {
  expect(pastedAnswer(text)?.shows ?? null).toBe(shows)
})

test.for([
  [`> nslookup ${KV}\n${nslookup(`Name:    ${LINK}`, 'Address:  10.1.0.4')}`, KV],
  [dig(`${KV.toUpperCase()}. 60 IN CNAME ${LINK}.`), KV],
  [`${KV} has address 20.1.0.4`, KV],
] as const)('the name that was asked for', ([text, name]) => {
  expect(pastedAnswer(text)?.name).toBe(name)
})

test.for([
  ['kv-tax.vault.azure.net', true],
  ['db01.corp', true],
  ['a.svc', true],
  ['SQL01.CORP.LOCAL', true],
  ['Main.Java', false],
  ['index.ts', false],
  ['script.py', false],
  ['www.example.de', true],
  ['node.js', false],
  ['asp.net', false],
  ['com.example.App', false],
  ['org.apache.http', false],
  ['com.example.net', true],
  ['-a.example', false],
  ['a', false],
  ['1.2', false],
] as const)('%s is a host: %s', ([word, isHost]) => {
  expect(isHostName(word)).toBe(isHost)
})

describe('the check that decides it', () => {
  const peer = (host: string, port: number | null = null, role: PeerRole = 'target'): Peer => ({
    ...{ host, port, scheme: null, role, at: 0 },
  })
  const check = (layer: Layer | null, ...peers: readonly Peer[]) =>
    checkCommand(peers, {
      ...{ layer, spokeTls: false, port: null, clientPort: null },
      addressPort: portOfAddress(peers),
    })
  const portOfAddress = (peers: readonly Peer[]) =>
    peers.find(({ host, port }) => port !== null && /^[\d.]+$/.test(host))?.port ?? null
  const https = (host: string) => `perimeter check --url https://${host}/`

  test.for([
    ['no target', 'tcp', [peer('10.0.0.53', 53, 'resolver')], null],
    ['a name', 'tcp', [peer('a.example')], https('a.example')],
    [
      'a name before an address',
      'tcp',
      [peer('10.0.0.1', 8443), peer('a.example')],
      'perimeter check --url tcp://a.example:8443',
    ],
    [
      'its own port first',
      'tcp',
      [peer('10.0.0.1', 8443), peer('a.example', 443)],
      https('a.example'),
    ],
    ['port 80', 'tcp', [peer('a.example', 80)], 'perimeter check --url http://a.example/'],
    ['an address', 'tcp', [peer('10.0.0.1', 5432)], 'perimeter check --url postgres://10.0.0.1/'],
    ['an address of IPv6', 'tcp', [peer('fd00::1')], https('[fd00::1]')],
    ['a short name beside an address', 'tcp', [peer('db'), peer('10.0.0.1')], https('10.0.0.1')],
    ['a short name alone', 'tcp', [peer('db')], null],
    ['a port of UDP alone', 'tcp', [peer('203.0.113.9', 51_820)], null],
    ['a private name', 'tcp', [peer(LINK)], `${https(KV)} --expect resolution=private`],
  ] as const)('%s', ([, layer, peers, command]) => {
    expect(check(layer, ...peers)).toBe(command)
  })

  test.for([
    ['sql-a.database.windows.net', null, 'tcp', 'sqlserver://sql-a.database.windows.net/'],
    [
      'pg-a.postgres.database.azure.com',
      null,
      'dns',
      'postgres://pg-a.postgres.database.azure.com/',
    ],
    ['my-a.mysql.database.azure.com', null, 'tls', 'mysql://my-a.mysql.database.azure.com/'],
    ['db-a.mongo.cosmos.azure.com', null, null, 'tls://db-a.mongo.cosmos.azure.com:10255'],
    ['sb-a.servicebus.windows.net', null, 'dns', 'tls://sb-a.servicebus.windows.net:5671'],
    // What answers HTTP was asked by HTTP.
    ['sb-a.servicebus.windows.net', null, 'http', 'https://sb-a.servicebus.windows.net/'],
    ['sb-a.servicebus.windows.net', 443, 'tcp', 'https://sb-a.servicebus.windows.net/'],
    ['sql-a.database.windows.net', 11_000, 'tcp', 'tcp://sql-a.database.windows.net:11000'],
  ] as const)('%s at %o asks as its clients do (%s)', ([host, port, layer, url]) => {
    expect(check(layer, peer(host, port))).toBe(`perimeter check --url ${url}`)
  })

  test.for([
    ['ldap://dc.corp.example', 'tcp://dc.corp.example:389'],
    ['ldaps://dc.corp.example', 'tls://dc.corp.example:636'],
    ['ldap://dc.corp.example:3269', 'tls://dc.corp.example:3269'],
    ['ssh://git@git.corp.example/x.git', 'tcp://git.corp.example:22'],
    ['jdbc:postgresql://pg.corp.example/db', 'postgres://pg.corp.example/'],
    ['AMQPS://bus.corp.example', 'tls://bus.corp.example:5671'],
    ['smtp://mail.corp.example', 'tcp://mail.corp.example:25'],
    ['https://app.corp.example/x', 'https://app.corp.example/'],
    ['wss://app.corp.example/hub', 'wss://app.corp.example/'],
    ['ws://app.corp.example:8080/hub', 'ws://app.corp.example:8080/'],
    ['git+https://git.corp.example/x', 'https://git.corp.example/'],
    ['git+ssh://git.corp.example/x', 'tcp://git.corp.example:22'],
    ['postgresql+psycopg2://app@pg.corp.example/db', 'postgres://pg.corp.example/'],
    ['rediss://cache.corp.example', 'tls://cache.corp.example:6379'],
    ['rediss://cache.corp.example:6380', 'tls://cache.corp.example:6380'],
    ['rediss://orders.redis.azure.net', 'tls://orders.redis.azure.net:10000'],
    ['mongodb+srv://c0.corp.example', 'dns://_mongodb._tcp.c0.corp.example?type=SRV'],
    ['_ldap._tcp.corp.example', 'dns://_ldap._tcp.corp.example?type=SRV'],
    ['[2600:2d00:2:1000::]:443', 'https://restricted.googleapis.com/'],
    ['199.36.153.9:443', 'https://private.googleapis.com/'],
    ['Host=pg.corp.example;Port=6432', 'tcp://pg.corp.example:6432'],
    ['{"host": "pg.corp.example", "port": 5432}', 'postgres://pg.corp.example/'],
    ['[vpn.corp.example]:1194', 'tcp://vpn.corp.example:1194'],
    ['constructor://app.corp.example', 'https://app.corp.example/'],
  ])('%s is asked as its clients do', ([text, url]) => {
    const peers = peersIn(`connect ${text}: timed out`)
    expect(check('tcp', ...peers)).toBe(`perimeter check --url ${url}`)
  })

  test('says that a private endpoint is meant, where the text does', () => {
    const expected = ' --expect resolution=private'
    expect(check('dns', peer(KV), peer(LINK))).toBe(`${https(KV)}${expected}`)
    expect(check('tcp', peer(KV), peer(LINK))).toBe(`${https(KV)}${expected}`)
    expect(check('dns', peer('a.example'), peer(LINK))).toBe(`${https('a.example')}${expected}`)
    expect(check('tcp', peer('a.example'), peer(LINK))).toBe(https('a.example'))
    expect(check('dns', peer(KV))).toBe(https(KV))
  })
})
