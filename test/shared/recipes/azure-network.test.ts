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
    ['kv.vault.azure.net', ['AzureKeyVault']],
    ['orders.documents.azure.com', ['AzureCosmosDB']],
    ['orders.servicebus.windows.net', ['ServiceBus', 'EventHub']],
    ['azgn*.servicebus.windows.net', null],
    ['orders.azconfig.io', ['AppConfiguration']],
    ['orders.azurewebsites.net', ['AppService']],
    ['orders.postgres.database.azure.com', null],
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

test('nsg has one rule a tag, since a rule takes no two', () => {
  const text = rulesFor(
    'nsg',
    planned(`
catalogs:
  - { use: azure-arc-servers, with: { region: japaneast } }
  - { use: azure-container-registry, with: { registry: contoso, region: japaneast } }`),
  )
  const to = [...text.matchAll(/--destination-address-prefixes (.*) \\$/gm)].map(([, all]) => all)
  expect(to.filter((all) => all?.includes(' '))).toEqual([])
  // What two rows need is allowed once.
  expect(to).toEqual([...new Set(to)])
  expect(to).toContain('AzureFrontDoor.Frontend')
  const names = [...text.matchAll(/--name (\S+)/g)].map(([, name]) => name)
  expect(names).toEqual([...new Set(names)])
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

/** The comments and commands about zones that a configuration of such hosts gets. */
function zonesFor(...hosts: readonly string[]): string {
  return rulesFor(
    'dns-zones',
    planned(`
catalogs:
  - use: azure-private-endpoints
    with: { hosts: [${hosts.join(', ')}] }
`),
  )
}

describe('dns-zones', () => {
  // biome-ignore format: one host a line
  test.for([
    ['0123-abcd.workspace.eastus.api.azureml.ms', 'amlworkspace', ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net']],
    ['ml-a-eastus-0123.eastus.notebooks.azure.net', 'amlworkspace', ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net']],
    ['a.registry.eastus.api.azureml.ms', 'amlregistry', ['privatelink.api.azureml.ms']],
    ['a.openai.azure.com', 'account', ['privatelink.cognitiveservices.azure.com', 'privatelink.openai.azure.com', 'privatelink.services.ai.azure.com']],
    ['adb-1.2.azuredatabricks.net', 'databricks_ui_api', ['privatelink.azuredatabricks.net']],
    ['eastus-c3.pl-auth.azuredatabricks.net', 'browser_authentication', ['privatelink.azuredatabricks.net']],
    ['st-secondary.blob.core.windows.net', 'blob_secondary', ['privatelink.blob.core.windows.net']],
    ['st.z12.blob.storage.azure.net', 'blob', ['privatelink.blob.core.windows.net']],
    ['es-a.z12.blob.storage.azure.net', 'volumegroup', ['privatelink.blob.core.windows.net']],
    ['ws-ondemand.sql.azuresynapse.net', 'SqlOnDemand', ['privatelink.sql.azuresynapse.net']],
  ] as const)('%s: one zone group for %s with %j', ([host, groupId, zones]) => {
    const text = zonesFor(host)
    expect(text).toContain(`for the sub-resource ${groupId}. `)
    const group = [...text.matchAll(/dns-zone-group (\w+) .* --private-dns-zone (\S+)/g)]
    expect(group.map(([, verb]) => verb)).toEqual(zones.map((_, i) => (i === 0 ? 'create' : 'add')))
    expect(group.map(([, , zone]) => zone).toSorted()).toEqual(zones)
    const made = [...text.matchAll(/^az network private-dns zone create .* --name (\S+)/gm)]
    expect(made.map(([, zone]) => zone).toSorted()).toEqual(zones)
  })

  test('makes a zone that two services share once', () => {
    const text = zonesFor('adx.eastus.kusto.windows.net', 'st.blob.core.windows.net')
    const made = text.match(/^az network private-dns zone create .*blob\.core/gm)
    expect(made).toHaveLength(1)
    expect(text.match(/dns-zone-group .*blob\.core/g)).toHaveLength(2)
  })

  test('links the zone that an AKS cluster makes, and makes none', () => {
    const text = zonesFor('a-1.0123.privatelink.eastus.azmk8s.io')
    expect(text).not.toMatch(/^az network private-dns zone create/m)
    expect(text).toContain('0123.privatelink.eastus.azmk8s.io or privatelink.eastus.azmk8s.io')
    expect(text).toContain('for suffix in \\\n  eastus.azmk8s.io\n')
  })

  test('tells both ways where a service may lie inside the network', () => {
    const text = zonesFor('a.nice-1.eastus.azurecontainerapps.io')
    expect(text).toContain('zone nice-1.eastus.azurecontainerapps.io; * and @')
    expect(text).toContain('--private-dns-zone privatelink.eastus.azurecontainerapps.io')
  })

  test('removes the links of a zone before the zone', () => {
    const text = zonesFor('kv.vault.azure.net')
    expect(text.indexOf('link vnet delete')).toBeGreaterThan(0)
    expect(text.indexOf('link vnet delete')).toBeLessThan(text.indexOf('private-dns zone delete'))
  })

  test('a zone that must not answer is none to make', () => {
    const text = rulesFor(
      'dns-zones',
      planned(`
targets:
  - { name: vault, url: "https://kv.vault.azure.net/", expect: { resolution: private, zone: "!vault.azure.net" } }`),
    )
    const made = [...text.matchAll(/^az network private-dns zone create .* --name (\S+)/gm)]
    expect(made.map(([, zone]) => zone)).toEqual(['privatelink.vaultcore.azure.net'])
  })
})
