import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { plain } from '../../../shared/recipes/comment.ts'
import { RECIPE_FORMATS, renderRules } from '../../../shared/recipes/formats.ts'
import { googleNames, uniqueNames } from '../../../shared/recipes/rule-names.ts'
import { planned, rulesFor } from './render.ts'

const LONG = `${'long-name.'.repeat(8)}example`

/** Needs of every kind, and of each two that share what they can, or differ in one part. */
const NEEDS = `
ipRanges: []
targets:
  - { name: a page, url: https://www.contoso.com/ }
  - { name: the page again, url: "https://www.contoso.com/other" }
  - { name: the page in clear, url: http://www.contoso.com/ }
  - { name: another port, url: "https://www.contoso.com:8443/" }
  - { name: high port, url: "https://www.contoso.com:64000/" }
  - { name: higher port, url: "https://www.contoso.com:64001/" }
  - { name: plain TLS, url: "tls://tls.contoso.com:443" }
  - { name: TLS elsewhere, url: "tls://tls.contoso.com:5671" }
  - { name: mail, url: "smtp://mail.contoso.com:25" }
  - { name: mailbox, url: "imap://mail.contoso.com:993" }
  - { name: time, url: ntp://time.contoso.com }
  - { name: live, url: "wss://live.contoso.com/" }
  - { name: live in clear, url: "ws://live.contoso.com/" }
  - { name: calls, url: "grpcs://calls.contoso.com" }
  - { name: calls in clear, url: "grpc://calls.contoso.com:50051" }
  - { name: orders, url: "postgres://pg.contoso.com" }
  - { name: stock, url: "mysql://my.contoso.com" }
  - { name: ledger, url: "sqlserver://sql.contoso.com" }
  - { name: calls by datagram, url: "udp://voice.contoso.com:5060", send: { text: x } }
  - { name: a name, url: dns://only.contoso.com }
  - { name: records, url: "dns://txt.contoso.com?type=TXT" }
  - { name: an address, url: "tcp://203.0.113.7:1433" }
  - { name: an address of IPv6, url: "tcp://[2001:db8::7]:1433" }
  - { name: a private address, url: "tcp://10.0.0.7:1433" }
  - { name: bare, url: "https://intranet/" }
  - name: a vault
    url: https://kv.vault.azure.net/
    expect: { resolution: private, addresses: [10.1.2.0/24, 10.1.1.4/32] }
  - name: the vault by its port
    url: tls://kv.vault.azure.net:443
    expect: { resolution: private, addresses: [10.1.1.4] }
  - name: blobs
    url: https://sta.blob.core.windows.net/
    expect: { resolution: private }
  - name: more blobs
    url: https://stb.blob.core.windows.net/
    expect: { resolution: private, zone: privatelink.blob.core.windows.net }
  - name: lake
    url: https://sta.dfs.core.windows.net/
    expect: { resolution: private }
  - name: not in a zone
    url: https://stc.blob.core.windows.net/
    expect: { resolution: private, zone: "!privatelink.blob.core.windows.net" }
  - name: cluster
    url: https://aks-1.0123abcd.privatelink.japaneast.azmk8s.io/
    expect: { resolution: private }
  - name: own zone
    url: https://api.corp.example/
    expect: { resolution: private, zone: corp.example, addresses: [10.9.9.9] }
  - name: own zone again
    url: tcp://db.corp.example:5432
    expect: { resolution: private, zone: corp.example }
  - { name: storage, url: https://storage.googleapis.com/, expect: { resolution: google-restricted } }
  - { name: pubsub, url: https://pubsub.googleapis.com/, expect: { resolution: google-private } }
  - { name: registry, url: https://us-docker.pkg.dev/, expect: { resolution: google-restricted } }
  - { name: download, url: https://dl.google.com/, expect: { resolution: google-restricted } }
  - { name: not Google, url: https://pypi.org/, expect: { resolution: google-restricted } }
  - name: endpoint
    url: https://bigquery.googleapis.com/
    expect: { resolution: private, addresses: [10.3.0.5] }
  - name: several endpoints
    url: https://sqladmin.googleapis.com/
    expect: { resolution: private, addresses: [10.3.0.0/24] }
  - name: endpoint of IPv6
    url: https://logging.googleapis.com/
    expect: { resolution: private, addresses: ["fd00::5"] }
  - name: nothing known
    url: https://monitoring.googleapis.com/
    expect: { resolution: private }
  - name: directory
    url: https://storage-ep.p.googleapis.com/
    expect: { resolution: private, addresses: [10.3.0.6] }
  - { name: pinned, url: "https://pinned.contoso.com/", address: 198.51.100.4 }
  - { name: at a partner, url: "tcp://sftp.contoso.com:22", expect: { addresses: ["2001:db8:9::/64", 198.51.100.16/28] } }
  - { name: at a partner by IPv6, url: "tcp://six.contoso.com:22", expect: { addresses: ["2001:db8:9::/64"] } }
  - { name: anywhere, url: "tcp://anywhere.contoso.com:22", expect: { addresses: [198.51.100.16/28] } }
  - { name: anywhere again, url: "tcp://anywhere.contoso.com:22" }
  - name: a vault by IPv6
    url: https://kv6.vault.azure.net/
    expect: { resolution: private, addresses: ["fd00:1::/64"] }
  - { name: an open database, url: "sqlserver://open.database.windows.net" }
  - { name: another port of the database, url: "tcp://open.database.windows.net:1434" }
  - { name: last registered port, url: "tcp://edge.contoso.com:1024" }
  - { name: first port beyond, url: "tcp://edge.contoso.com:1025" }
  - name: a zone that begins with a digit
    url: https://a.3com.example/
    expect: { resolution: private, zone: 3com.example }
  - name: a vault that must not be reached
    url: https://kvx.vault.azure.net/
    address: 10.9.9.7
    expect: { reachability: blocked, resolution: private }
  - { name: layers, url: "https://contoso.japaneast.data.azurecr.io/" }
  - { name: games inside, url: "https://inside.example/", address: 10.9.9.8, expect: { reachability: blocked } }
  - { name: games, url: https://games.example/, expect: { reachability: blocked } }
  - name: games by address
    url: tcp://203.0.113.9:443
    expect: { reachability: blocked, addresses: [203.0.113.0/24] }
  - { name: long, url: "https://${LONG}/" }
  - { name: long too, url: "https://${LONG}x/" }
  - { name: "${'a long description, '.repeat(20)}end", url: "https://described.example/" }
  - { name: other resolver, url: https://asked.contoso.com/, resolver: "10.0.0.53" }
  - { name: through a proxy, url: https://proxied.contoso.com/, proxy: "http://10.0.0.80:3128" }
`
const DIRECT = planned(NEEDS)
const PROXIED = planned(`proxy: http://10.0.0.81:3128\n${NEEDS}`)

describe.for(RECIPE_FORMATS)('%s', (format) => {
  test('is as it was for needs of every kind, word for word', async () => {
    const text = `${rulesFor(format, format === 'squid' ? PROXIED : DIRECT)}\n`
    await expect(text).toMatchFileSnapshot(path.join('whole', `${format}.txt`))
  })
})

test.for(RECIPE_FORMATS)('%s of nothing says what its caller says of that', (format) => {
  const at = { clients: [], proxied: false, nothing: 'all is well', remarks: ['since noon'] }
  const text = renderRules(format, [], at)
  expect(text).toContain('all is well')
  expect(text).toContain('since noon')
  expect(text).not.toContain(`nothing for ${format}`)
})

const SYSTEMS = planned(`
catalogs:
  - { use: azure-arc-servers, with: { region: japaneast } }
  - { use: memorystore, with: { instances: [10.7.0.5], kind: cluster } }
`)

describe.for(RECIPE_FORMATS)('%s', (format) => {
  test('is as it was for systems with wildcards and ranges of ports', async () => {
    const text = `${rulesFor(format, SYSTEMS)}\n`
    await expect(text).toMatchFileSnapshot(path.join('whole', `systems-${format}.txt`))
  })
})

describe('names of rules', () => {
  test('differ where texts do not, are cut at the limit, and end in a letter or digit', () => {
    const long = 'a'.repeat(79)
    expect(
      uniqueNames([`${long}.b`, `${long}b`, `${long}bc`, '*.x', '*', '--y', 'x', 'x', 'x']),
    ).toEqual([long, `${long}b`, `${'a'.repeat(78)}-2`, 'any.x', 'rule', 'y', 'x', 'x-2', 'x-3'])
  })

  test('are small letters and digits for Google Cloud', () => {
    expect(googleNames(['WWW.Contoso.com', 'www_contoso_com', 'x'.repeat(60)])).toEqual([
      'perimeter-www-contoso-com',
      'perimeter-www-contoso-com-2',
      `perimeter-${'x'.repeat(53)}`,
    ])
  })
})

test('a comment has 240 characters at most', () => {
  expect(plain('x'.repeat(240))).toBe('x'.repeat(240))
  expect(plain('x'.repeat(241))).toBe(`${'x'.repeat(239)}…`)
  expect(plain(`${'x'.repeat(238)} y z`)).toBe(`${'x'.repeat(238)}…`)
  expect(plain(' a "b"\n$(c) ')).toBe('a b c')
  expect(plain('one; two;three')).toBe('one, two, three')
})
