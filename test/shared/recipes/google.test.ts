import { describe, expect, test } from 'vitest'
import { effective, planned, rulesFor } from './render.ts'

function apis(vip: string, more = ''): string {
  return `
catalogs:
  - use: google-apis
    with: { vip: ${vip}, services: [storage], domains: [gcr.io]${more} }
targets:
  - { name: shop, url: "https://shop.example.com/" }
`
}

/** The records of the zone files, by zone. */
function zoneFiles(text: string): Record<string, string[]> {
  const found = text.matchAll(/<<'ZONE'\n\$ORIGIN (\S+)\n(.*?)\nZONE/gs)
  return Object.fromEntries(
    [...found].map(([, zone = '', body = '']) => [
      zone,
      body.split('\n').filter((line) => !/SOA|NS|TTL/.test(line)),
    ]),
  )
}

describe('gcp-dns', () => {
  test.for([
    ['restricted', 4, '1000'],
    ['private', 8, '2000'],
  ] as const)('leads the names to %s', ([vip, first, six]) => {
    const text = rulesFor('gcp-dns', planned(apis(vip)))
    const four = [0, 1, 2, 3].map((n) => `199.36.153.${first + n}`)
    const name = `${vip}.googleapis.com.`
    expect(zoneFiles(text)).toEqual({
      'gcr.io.': [
        ...four.map((address) => `gcr.io. IN A ${address}`),
        `gcr.io. IN AAAA 2600:2d00:2:${six}::`,
        '*.gcr.io. IN CNAME gcr.io.',
      ],
      'googleapis.com.': [
        ...four.map((address) => `${name} IN A ${address}`),
        `${name} IN AAAA 2600:2d00:2:${six}::`,
        `*.googleapis.com. IN CNAME ${name}`,
      ],
    })
    expect(text).toContain(
      `gcloud dns record-sets create '*.googleapis.com.' --project="$PROJECT" --zone=perimeter-googleapis-com --type=CNAME --ttl=300 --rrdatas=${name}`,
    )
    expect(text).not.toContain('shop.example.com')
  })

  test('leads the names to an endpoint of Private Service Connect', () => {
    const text = rulesFor('gcp-dns', planned(apis('psc', ', endpoint: [10.3.0.5]')))
    expect(zoneFiles(text)).toEqual({
      'gcr.io.': ['gcr.io. IN A 10.3.0.5', '*.gcr.io. IN CNAME gcr.io.'],
      'googleapis.com.': [
        'googleapis.com. IN A 10.3.0.5',
        '*.googleapis.com. IN CNAME googleapis.com.',
      ],
    })
  })

  test('has no wildcard where Google lists the name alone', () => {
    const text = rulesFor('gcp-dns', planned(apis('private').replace('gcr.io', 'dl.google.com')))
    expect(zoneFiles(text)['dl.google.com.']?.at(-1)).toBe(
      'dl.google.com. IN AAAA 2600:2d00:2:2000::',
    )
  })

  test('does not lead one domain to both VIPs', () => {
    const two = `
targets:
  - { name: a, url: "https://storage.googleapis.com/", expect: { resolution: google-restricted } }
  - { name: b, url: "https://logging.googleapis.com/", expect: { resolution: google-private } }
`
    const text = rulesFor('gcp-dns', planned(two))
    expect(effective(text)).toEqual([])
    expect(text).toContain('two VIPs')
  })
})

describe('gcp-firewall', () => {
  test('allows the ranges of the VIP and of direct connectivity, by family, and knows no names', () => {
    const text = rulesFor('gcp-firewall', planned(apis('restricted')))
    const ranges = [...text.matchAll(/--destination-ranges=(\S+)/g)].map(([, range]) => range)
    expect(ranges).toEqual([
      '34.126.0.0/18',
      '2001:4860:8040::/42',
      '199.36.153.4/30',
      '2600:2d00:2:1000::/56',
    ])
    expect(text).toMatch(
      /# No rule: VPC firewall rules do not know names.*\n# {3}shop\.example\.com:443/,
    )
  })

  test('takes addresses: private ones, those expected, and denials before them', () => {
    const text = rulesFor(
      'gcp-firewall',
      planned(`
catalogs:
  - { use: cloud-sql, with: { instances: [10.20.0.3] } }
targets:
  - { name: db, url: "tcp://db.corp.example:5432", expect: { addresses: [10.0.3.0/24] } }
  - { name: dns, url: "dns://8.8.8.8/www.example.com", expect: { reachability: blocked } }
`),
    )
    const rules = [
      ...text.matchAll(/--action=(\S+) --rules=(\S+) \\\n {2}--destination-ranges=(\S+)/g),
    ]
    expect(rules.map(([, ...rule]) => rule)).toEqual([
      ['DENY', 'udp:53', '8.8.8.8'],
      ['ALLOW', 'tcp:3307', '10.20.0.3'],
      ['ALLOW', 'tcp:5432', '10.0.3.0/24'],
    ])
  })
})

test('gcp-ngfw has names as FQDN objects, ranges for VIPs, and no wildcard', () => {
  const text = rulesFor(
    'gcp-ngfw',
    planned(`${apis('restricted')}  - { name: leak, url: "https://www.example.com/", expect: { reachability: blocked } }
  - { name: mcr, url: "https://mcr.microsoft.com/" }
`),
  )
  const to = [...text.matchAll(/--action=(\S+) .*\\\n {2}(--dest-\S+)/g)].map(([, ...rule]) => rule)
  expect(to).toEqual([
    ['deny', '--dest-fqdns=www.example.com'],
    ['allow', '--dest-ip-ranges=34.126.0.0/18'],
    ['allow', '--dest-ip-ranges=2001:4860:8040::/42'],
    ['allow', '--dest-ip-ranges=199.36.153.4/30'],
    ['allow', '--dest-ip-ranges=2600:2d00:2:1000::/56'],
    ['allow', '--dest-fqdns=mcr.microsoft.com,shop.example.com'],
  ])
})
