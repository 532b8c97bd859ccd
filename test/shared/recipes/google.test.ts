import { describe, expect, test } from 'vitest'
import { RECIPE_FORMATS, renderRules } from '../../../shared/recipes/formats.ts'
import { hclText } from '../../../shared/recipes/hcl.ts'
import { missingOf } from '../../../shared/recipes/missing.ts'
import { needsOf } from '../../../shared/recipes/need.ts'
import { CONFIGS } from '../../rules/configs.ts'
import { unknownCalls } from '../../rules/gcloud-commands.ts'
import { effective, planned, reportOf, rulesFor } from './render.ts'

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
      `gcloud dns record-sets create '*.googleapis.com.' --project="$PROJECT" --zone="\${ZONE_GOOGLEAPIS_COM:-perimeter-googleapis-com}" --type=CNAME --ttl=300 --rrdatas=${name}`,
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
      ...text.matchAll(
        /--action=(\S+) --rules=(\S+) \\\n {2}--destination-ranges=(\S+) --priority="(.*)"/g,
      ),
    ]
    // The lower number wins: a denial inside an allowed range holds.
    expect(rules.map(([, ...rule]) => rule)).toEqual([
      ['DENY', 'udp:53', '8.8.8.8', '$((PRIORITY))'],
      ['ALLOW', 'tcp:3307', '10.20.0.3', '$((PRIORITY + 1))'],
      ['ALLOW', 'tcp:5432', '10.0.3.0/24', '$((PRIORITY + 1))'],
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

describe('a VIP besides its rule', () => {
  test('gcp-firewall has the route and Private Google Access as commands, and calls neither', () => {
    const text = rulesFor('gcp-firewall', planned(apis('restricted')))
    const route =
      /compute routes create (\S+) \\\n.*\\\n {2}--destination-range=(\S+) --next-hop-gateway=default-internet-gateway/g
    const routes = [...text.matchAll(route)].map(([, , range]) => range)
    expect(routes).toContain('199.36.153.4/30')
    expect(routes).not.toContain('199.36.153.8/30')
    expect(text).toContain('--enable-private-ip-google-access')
    const called = text.split('\n').filter((line) => /^perimeter_\w+ *$/.test(line))
    expect(called).toEqual([])
  })

  test('an endpoint of Private Service Connect needs neither', () => {
    const text = rulesFor('gcp-firewall', planned(apis('psc', ', endpoint: [10.3.0.5]')))
    expect(text).not.toContain('compute routes')
  })
})

describe('a zone reaches further than its name', () => {
  test.for(['gcp-dns', 'gcp-terraform'] as const)('%s says so', (format) => {
    const text = rulesFor(format, planned(apis('restricted')))
    expect(text).toContain('changes names for the whole network')
  })

  test('gcp-response-policy overrides single names, without a wildcard', () => {
    const text = rulesFor('gcp-response-policy', planned(apis('restricted')))
    const names = [...text.matchAll(/--dns-name=(\S+)/g)].map(([, name]) => name)
    expect(names).toEqual(['gcr.io.', 'storage.googleapis.com.'])
    expect(text).toContain(
      "--local-data='name=gcr.io.,type=A,ttl=300,rrdatas=199.36.153.4|199.36.153.5|199.36.153.6|199.36.153.7'",
    )
    expect(effective(text).filter((line) => line.includes('*'))).toEqual([])
  })

  test('gcp-response-policy leads to an endpoint, too', () => {
    const text = rulesFor('gcp-response-policy', planned(apis('psc', ', endpoint: [10.3.0.5]')))
    expect(text).toContain('--local-data=name=gcr.io.,type=A,ttl=300,rrdatas=10.3.0.5')
    expect(text).not.toContain('AAAA')
  })
})

describe('a zone that exists', () => {
  const made = planned(apis('restricted'))

  test('is made only where it is not named', () => {
    const text = rulesFor('gcp-dns', made)
    expect(text).toContain('[ -n "${ZONE_GCR_IO:-}" ] ||\ngcloud dns managed-zones create')
    expect(text).toContain('--zone="${ZONE_GCR_IO:-perimeter-gcr-io}"')
  })

  test.for([
    ['dns-public-zone-shadowed', 'googleapis.com', true],
    ['dns-public-zone-shadowed', 'storage.googleapis.com', false],
    ['dns-google-vip-not-used', 'googleapis.com', false],
  ] as const)('%s of %s: only the record is added: %s', ([code, subject, isAdded]) => {
    const [target] = made.targets
    const report = reportOf(made, { [target?.id ?? '']: code })
    const results = report.results.map((result) => ({
      ...result,
      findings: result.findings.map((finding) => ({ ...finding, subject })),
    }))
    const { wanted } = missingOf({ ...report, results }, made.targets)
    const at = { clients: [], proxied: false, nothing: '', remarks: [] }
    const text = renderRules('gcp-dns', needsOf(wanted, made), at)
    expect(text.includes('managed-zones create')).toBe(!isAdded)
    expect(text.includes('ZONE_GOOGLEAPIS_COM:?')).toBe(isAdded)
    expect(text).toContain("record-sets create '*.googleapis.com.'")
    const terraform = renderRules('gcp-terraform', needsOf(wanted, made), at)
    expect(terraform.includes('name them in existing_zones')).toBe(isAdded)
  })
})

test.for(Object.entries(CONFIGS))('gcloud knows every command and flag: %s', ([, yaml]) => {
  const texts = RECIPE_FORMATS.map((format) => rulesFor(format, planned(yaml)))
  expect(texts.flatMap(unknownCalls)).toEqual([])
  expect(unknownCalls('gcloud compute routes create x --next-hop=y')).toHaveLength(1)
})

describe('terraform', () => {
  test('gcp-terraform has zones, rules and routes, by variables', () => {
    const text = rulesFor('gcp-terraform', planned(apis('restricted')))
    const resources = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type]) => type)
    expect(new Set(resources)).toEqual(
      new Set([
        'google_dns_managed_zone',
        'google_dns_record_set',
        'google_compute_firewall',
        'google_compute_route',
      ]),
    )
    expect(text).toContain('name         = "*.googleapis.com."')
    expect(text).toContain('default     = false')
  })

  test('azure-terraform has the collections and the zones with their links', () => {
    const yaml = `
targets:
  - { name: vault, url: "https://kv.vault.azure.net/", expect: { resolution: private } }
  - { name: shop, url: "https://shop.example.com/" }
`
    const text = rulesFor('azure-terraform', planned(yaml))
    expect(text).toContain('destination_fqdns = ["shop.example.com"]')
    expect(text).toContain('resource "azurerm_private_dns_zone" "privatelink_vaultcore_azure_net"')
    expect(text).toContain('private_dns_zone_name = "privatelink.vaultcore.azure.net"')
    expect(text).not.toContain('Not in here')
  })

  test('azure-terraform has the zones, too, where no rule of a firewall is needed', () => {
    const yaml = `
targets: [{ name: vault, url: "https://kv.vault.azure.net/", expect: { resolution: private } }]
`
    const text = rulesFor('azure-terraform', planned(yaml))
    expect(text).toContain('resource "azurerm_private_dns_zone" "privatelink_vaultcore_azure_net"')
    expect(text).not.toContain('azurerm_firewall_policy_rule_collection_group')
  })

  test('what is in a text stays in it', () => {
    expect(hclText('a ${b} %{c} "d" \\')).toBe('"a $${b} %%{c} \\"d\\" \\\\"')
  })
})
