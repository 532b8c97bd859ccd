import { describe, expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { planned, rulesFor } from './render.ts'

interface Rule {
  readonly ruleType: string
  readonly name: string
  readonly description: string
  readonly [key: string]: unknown
}
interface Template {
  readonly $schema: string
  readonly contentVersion: string
  readonly metadata: { readonly description: string; readonly leftOut: readonly string[] }
  readonly parameters: Readonly<Record<string, { type: string; defaultValue?: unknown }>>
  readonly resources: readonly {
    readonly type: string
    readonly apiVersion: string
    readonly name: string
    readonly properties: {
      readonly priority: string
      readonly ruleCollections: readonly {
        readonly name: string
        readonly priority: string
        readonly action: { readonly type: string }
        readonly rules: readonly Rule[]
      }[]
    }
  }[]
}

function template(yaml: string): Template {
  return JSON.parse(rulesFor('azure-firewall', planned(yaml)))
}

function collections(yaml: string) {
  return template(yaml).resources[0]?.properties.ruleCollections ?? []
}

const CONFIG = `
catalogs:
  - use: azure-functions
    with: { app: func-a, region: japaneast, build: [python], storageAccount: sta, privateEndpoints: [storage] }
targets:
  - { name: bus, url: "tls://ns.servicebus.windows.net:5671" }
  - { name: appliance, url: "https://203.0.113.9/" }
  - { name: leak, url: "https://www.example.com/", expect: { reachability: blocked } }
  - { name: leak by address, url: "https://203.0.113.7/", expect: { reachability: blocked } }
`

describe('azure-firewall', () => {
  test('is an ARM template whose references all have parameters', () => {
    const made = template(CONFIG)
    const { properties, ...resource } = made.resources[0] ?? expect.fail('no resource')
    expect(made).toMatchObject({
      $schema: expect.stringMatching(/^https:\/\/schema\.management\.azure\.com\/.*#$/),
      contentVersion: '1.0.0.0',
    })
    expect(resource).toMatchObject({
      type: 'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
      apiVersion: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
    const used = JSON.stringify(made.resources).matchAll(/parameters\('(\w+)'\)/g)
    expect([...new Set([...used].map(([, name]) => name))].toSorted()).toEqual(
      Object.keys(made.parameters).toSorted(),
    )
    for (const { type, defaultValue } of Object.values(made.parameters)) {
      if (type === 'int') expect(defaultValue).toEqual(expect.any(Number))
    }
    const names = properties.ruleCollections.flatMap(({ rules }) => rules.map((r) => r.name))
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBeGreaterThan(10)
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([a-z0-9.-]{0,78}[a-z0-9])?$/i)
  })

  test('denies before it allows, network rules before application rules', () => {
    expect(collections(CONFIG).map(({ name }) => name)).toEqual([
      "[parameters('denyNetworkName')]",
      "[parameters('allowNetworkName')]",
      "[parameters('denyApplicationName')]",
      "[parameters('allowApplicationName')]",
    ])
    const [denied, allowed, deniedByName] = collections(CONFIG)
    expect(denied?.rules).toMatchObject([{ destinationAddresses: ['203.0.113.7'] }])
    expect(deniedByName?.rules).toMatchObject([{ targetFqdns: ['www.example.com'] }])
    expect(allowed?.rules).toMatchObject([
      { destinationAddresses: ['203.0.113.9'], destinationPorts: ['443'], ipProtocols: ['TCP'] },
      { destinationFqdns: ['ns.servicebus.windows.net'], destinationPorts: ['5671'] },
    ])
  })

  test('names the row, the capability and the date of the source', () => {
    const rules = collections(CONFIG).flatMap(({ rules }) => rules)
    expect(rules.find(({ name }) => name === 'pypi.org')).toEqual({
      ruleType: 'ApplicationRule',
      name: 'pypi.org',
      description:
        'azure-functions/pypi: Remote build of a Python app – source builds of 2023-04-22',
      protocols: [{ protocolType: 'Https', port: 443 }],
      sourceAddresses: "[parameters('sourceAddresses')]",
      targetFqdns: ['pypi.org'],
      terminateTLS: false,
    })
  })

  test('allows a wildcard only where the row needs one, and says why', () => {
    const fqdns = collections(CONFIG)
      .flatMap(({ rules }) => rules)
      .filter(({ ruleType }) => ruleType === 'ApplicationRule')
    const wild = fqdns.filter((rule) => JSON.stringify(rule['targetFqdns']).includes('*'))
    expect(wild.map((rule) => rule['targetFqdns'])).toEqual([
      ['*.agent.azureserviceprofiler.net'],
      ['*.data.mcr.microsoft.com'],
    ])
    for (const { description } of wild) expect(description).toContain('wildcard:')
  })

  test('knows a wildcard of every row that needs one', () => {
    const rows = CATALOGS.flatMap(({ endpoints }) => endpoints)
    const needing = rows.filter((row) => row.needsWildcard !== undefined)
    expect(needing.length).toBeGreaterThan(5)
    for (const row of needing) expect(row.wildcard, row.id).toContain('*')
  })

  test('widens a wildcard inside a label, drops the name that it covers, and says so', () => {
    const arc = `
catalogs:
  - { use: azure-arc-servers, with: { region: japaneast } }`
    const rules = collections(arc).flatMap(({ rules }) => rules)
    const relay = rules.filter((rule) => String(rule['targetFqdns']).includes('servicebus'))
    expect(relay.map((rule) => rule['targetFqdns'])).toEqual([['*.servicebus.windows.net']])
    expect(relay[0]?.description).toContain('a wildcard can only start a name')
  })

  test('leaves out private endpoints and what goes through a proxy, and says where they belong', () => {
    const { metadata, resources } = template(`
targets:
  - { name: vault, url: "https://kv.vault.azure.net/", expect: { resolution: private } }
  - { name: proxied, url: "https://a.example.com/", proxy: "http://proxy.example:8080" }
`)
    expect(resources).toEqual([])
    expect(metadata.leftOut).toEqual([
      expect.stringContaining('--for squid'),
      '  a.example.com:443',
      expect.stringContaining('--for dns-zones'),
      '  kv.vault.azure.net:443',
    ])
  })

  test('joins the ports of a name in one rule, and what several targets need in one description', () => {
    const [only] = collections(`
targets:
  - { name: one, url: "https://www.microsoft.com/a" }
  - { name: two, url: "http://www.microsoft.com/" }
  - { name: three, url: "https://www.microsoft.com/b" }
`)
    expect(only?.rules).toMatchObject([
      {
        description: 'two: two, one: one, three: three',
        protocols: [
          { protocolType: 'Http', port: 80 },
          { protocolType: 'Https', port: 443 },
        ],
      },
    ])
  })
})

test('azure-firewall-cli makes the same rules by commands', () => {
  const text = rulesFor('azure-firewall-cli', planned(CONFIG))
  const rules = collections(CONFIG).flatMap(({ rules }) => rules)
  const names = [...text.matchAll(/--(?:rule-)?name ([^ ]+) \\$/gm)].map(([, name]) => name)
  expect(names.filter((name) => name !== 'perimeter')).toEqual(rules.map((rule) => rule.name))
  expect(text).toContain('--rule-type ApplicationRule --protocols Https=443')
})
