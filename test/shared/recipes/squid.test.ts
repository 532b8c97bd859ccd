import { describe, expect, test } from 'vitest'
import { type Need, needsOf } from '../../../shared/recipes/need.ts'
import { DEFAULT_CLIENTS } from '../../../shared/recipes/rendered.ts'
import { squidRules } from '../../../shared/recipes/squid.ts'
import { effective, planned, rulesFor } from './render.ts'

const squid = (yaml: string) => effective(rulesFor('squid', planned(yaml)))

describe('squid', () => {
  test('has what goes through the proxy, and nothing else', () => {
    const text = rulesFor(
      'squid',
      planned(`
targets:
  - { name: a, url: "https://a.example.com/", proxy: "http://proxy.example:8080" }
  - { name: b, url: "https://b.example.com/" }
  - { name: bus, url: "tls://bus.example.com:5671", proxy: "http://proxy.example:8080" }
  - { name: plain, url: "http://crl.example.com/", proxy: "http://proxy.example:8080" }
  - { name: leak, url: "https://leak.example.com/", proxy: "http://proxy.example:8080", expect: { reachability: blocked } }
`),
    )
    expect(effective(text)).toEqual([
      'acl perimeter_clients src 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7',
      'acl perimeter_connect method CONNECT',
      'acl perimeter_deny_name_443 dstdomain -n leak.example.com',
      'acl perimeter_deny_name_443_port port 443',
      'http_access deny perimeter_clients perimeter_connect perimeter_deny_name_443 perimeter_deny_name_443_port',
      'acl perimeter_allow_name_443 dstdomain -n a.example.com',
      'acl perimeter_allow_name_443_port port 443',
      'http_access allow perimeter_clients perimeter_connect perimeter_allow_name_443 perimeter_allow_name_443_port',
      'acl SSL_ports port 5671',
      'acl perimeter_allow_name_5671 dstdomain -n bus.example.com',
      'acl perimeter_allow_name_5671_port port 5671',
      'http_access allow perimeter_clients perimeter_connect perimeter_allow_name_5671 perimeter_allow_name_5671_port',
      'acl perimeter_allow_name_http_80 dstdomain -n crl.example.com',
      'acl perimeter_allow_name_http_80_port port 80',
      'http_access allow perimeter_clients perimeter_allow_name_http_80 perimeter_allow_name_http_80_port',
    ])
    expect(text).toMatch(/# Reached without the proxy.*\n# {3}b\.example\.com:443/)
  })

  test('a name and all below it are one line, since both in one ACL are an error to squid', () => {
    const [one] = needsOf(
      planned('targets: [{ name: a, url: "https://example.com/" }]').targets.map((target) => ({
        target,
        wants: { reach: true, resolve: true },
      })),
      planned('targets: []'),
    )
    if (one === undefined) throw new Error('A target is a need')
    const wild = { ...one, kind: 'wildcard', host: '*.example.com' } as const
    const at = { clients: DEFAULT_CLIENTS, proxied: false, nothing: '', remarks: [] }
    const names = (needs: readonly Need[]) =>
      squidRules(needs, at).lines.filter((line) => line.includes('dstdomain'))
    const both = 'acl perimeter_allow_name_443 dstdomain -n .example.com'
    expect(names([one, wild])).toEqual([both])
    // At another port it is another ACL.
    expect(names([{ ...one, port: 8443 }, wild])).toEqual([
      both,
      'acl perimeter_allow_name_8443 dstdomain -n example.com',
    ])
    // A tunnel is a tunnel, whatever is spoken in it.
    const below = { ...one, host: 'a.example.com', protocol: 'tls' } as const
    expect(names([one, wild, below, { ...one, protocol: 'tcp' }])).toEqual([both])
    expect(names([below, { ...below, protocol: 'https' }])).toHaveLength(1)
  })

  test.for([
    'http://169.254.169.254/metadata',
    'http://metadata.google.internal/',
    'http://localhost:8080/',
    'http://168.63.129.16/',
  ])('a proxy is not let to what is its own: %s', (url) => {
    const yaml = `targets: [{ name: own, url: "${url}" }, { name: a, url: "https://a.example.com/" }]`
    const text = rulesFor('squid', planned(yaml))
    expect(effective(text).filter((line) => line.startsWith('http_access'))).toHaveLength(1)
    expect(text).toContain('a proxy would ask its own')
  })

  test('DNS servers are asked without a proxy', () => {
    const text = rulesFor(
      'squid',
      planned(
        'targets: [{ name: a, url: "https://a.example.com/", resolver: "tls://8.8.8.8#dns.google" }]',
      ),
    )
    expect(effective(text).join()).not.toContain('8.8.8.8')
    expect(text).toMatch(/# Reached without the proxy.*\n# {3}8\.8\.8\.8:853/)
  })

  test('without any proxy is for one to come, with what is public', () => {
    const lines = squid(`
targets:
  - { name: a, url: "https://a.example.com/" }
  - { name: vault, url: "https://kv.vault.azure.net/", expect: { resolution: private } }
  - { name: by address, url: "https://203.0.113.9/" }
`)
    expect(lines.filter((line) => /dst/.test(line))).toEqual([
      'acl perimeter_allow_address_443 dst -n 203.0.113.9',
      'acl perimeter_allow_name_443 dstdomain -n a.example.com',
    ])
  })

  test.for([
    [
      'a star for the first labels',
      '*.data.mcr.microsoft.com',
      'dstdomain -n .data.mcr.microsoft.com',
    ],
    [
      'a star in a label',
      'azgn*.servicebus.windows.net',
      'dstdom_regex -n -i ^azgn[^.]*\\.servicebus\\.windows\\.net$',
    ],
  ])('writes %s', ([, , expected = '']) => {
    const lines = squid(`
catalogs:
  - { use: azure-arc-servers, with: { region: japaneast } }
  - { use: azure-container-registry, with: { registry: contoso, region: japaneast } }`)
    expect(lines.some((line) => line.endsWith(expected))).toBe(true)
  })
})
