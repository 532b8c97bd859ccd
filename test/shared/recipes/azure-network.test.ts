import { describe, expect, test } from 'vitest'
import { canonicalPrefix } from '../../../shared/recipes/need.ts'
import { tagsFor } from '../../../shared/recipes/service-tags.ts'
import { planned, rulesFor } from './render.ts'

describe('service tags', () => {
  test.for([
    ['login.microsoftonline.com', ['AzureActiveDirectory']],
    ['japaneast.login.microsoft.com', ['AzureActiveDirectory']],
    ['management.azure.com', ['AzureResourceManager']],
    [
      'je.his.arc.azure.com',
      ['AzureArcInfrastructure', 'AzureTrafficManager', 'AzureFrontDoor.Frontend'],
    ],
    ['1234.gw.arc.azure.com', ['AzureFrontDoor.Frontend']],
    ['*.data.mcr.microsoft.com', ['MicrosoftContainerRegistry', 'AzureFrontDoor.FirstParty']],
    ['contoso.azurecr.io', ['AzureContainerRegistry']],
    ['contoso.japaneast.data.azurecr.io', ['AzureContainerRegistry', 'Storage']],
    ['sta.blob.core.usgovcloudapi.net', ['Storage']],
    ['evil-login.microsoftonline.com.example', null],
    ['notmanagement.azure.com', null],
    ['pypi.org', null],
  ] as const)('of %s', ([host, tags]) => {
    expect(tagsFor(host)?.tags ?? null).toEqual(tags)
  })
})

test('nsg has tags, addresses and the whole network, denials first, and says what it cannot', () => {
  const text = rulesFor(
    'nsg',
    planned(`
targets:
  - { name: arm, url: "https://management.azure.com/" }
  - { name: vault, url: "https://kv.vault.azure.net/", expect: { resolution: private } }
  - { name: db, url: "tcp://o.postgres.database.azure.com:5432", expect: { resolution: private, addresses: [10.0.3.0/24] } }
  - { name: pypi, url: "https://pypi.org/" }
  - { name: leak, url: "https://203.0.113.7/", expect: { reachability: blocked } }
  - { name: leak by name, url: "https://www.example.com/", expect: { reachability: blocked } }
`),
  )
  const rules = [
    ...text.matchAll(
      /--access (\S+) .*\\\n {2}--destination-address-prefixes (\S+) \\\n {2}--destination-port-ranges (\S+)/g,
    ),
  ]
  expect(rules.map(([, ...rule]) => rule)).toEqual([
    ['Deny', '203.0.113.7', '443'],
    ['Allow', 'AzureResourceManager', '443'],
    ['Allow', 'VirtualNetwork', '443'],
    ['Allow', '10.0.3.0/24', '5432'],
  ])
  expect(text).toMatch(
    /# No rule: a network security group cannot filter by name.*\n# {3}pypi\.org:443/,
  )
  expect(text).toMatch(/# Must be blocked.*\n# {3}www\.example\.com:443/)
  for (const [, about = ''] of text.matchAll(/--description '([^']*)'/g)) {
    expect(about.length).toBeLessThanOrEqual(140)
  }
})

test('a denial never takes in what is only expected around it', () => {
  const made = planned(`
targets:
  - { name: a, url: "https://a.corp.example/", expect: { reachability: blocked, resolution: private, addresses: [10.0.0.0/8] } }
  - { name: b, url: "https://storage.googleapis.com/", expect: { reachability: blocked, resolution: google-restricted } }
`)
  for (const format of ['nsg', 'gcp-firewall', 'azure-firewall-cli', 'gcp-ngfw'] as const) {
    expect(rulesFor(format, made)).not.toMatch(/10\.0\.0\.0|199\.36|VirtualNetwork/)
  }
})

test('a prefix is written in its one spelling', () => {
  expect(canonicalPrefix("fd00::1%';touch/64")).toBe('fd00::1/64')
  expect(canonicalPrefix('10.3.0.5/32')).toBe('10.3.0.5')
  expect(canonicalPrefix('10.0.0.0/33')).toBeNull()
})

test('dns-zones has zones, links and forwarders of the public suffix', () => {
  const text = rulesFor(
    'dns-zones',
    planned(`
targets:
  - { name: vault, url: "https://kv.vault.azure.net/", expect: { resolution: private } }
  - { name: layers, url: "https://c.japaneast.data.azurecr.io/", expect: { resolution: private } }
  - { name: own, url: "https://db.corp.example/", expect: { resolution: private } }
  - { name: public, url: "https://pypi.org/" }
`),
  )
  const zones = [...text.matchAll(/private-dns zone create .* --name (\S+)/g)].map(
    ([, zone]) => zone,
  )
  expect(zones).toEqual(['privatelink.azurecr.io', 'privatelink.vaultcore.azure.net'])
  expect(text.match(/private-dns link vnet create/g)).toHaveLength(2)
  expect(text).toContain('for suffix in \\\n  azurecr.io \\\n  vault.azure.net\ndo')
  expect(text).toMatch(
    /# Must be private, and Azure has no private link zone.*\n# {3}db\.corp\.example:443/,
  )
  expect(text).not.toContain('pypi')
})
