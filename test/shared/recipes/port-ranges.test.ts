import { expect, test } from 'vitest'
import type { FormatName } from '../../../shared/recipes/formats.ts'
import { effective, planned, rulesFor } from './render.ts'

const config = (policy: string) => `
catalogs:
  - use: azure-private-endpoints
    with: { sql: [orders.database.windows.net], sqlPolicy: ${policy} }
    expect: { addresses: [10.0.3.0/24] }
`

const rules = (format: FormatName, policy: string) =>
  effective(rulesFor(format, planned(config(policy)))).join('\n')

test.for([
  ['nsg', '--destination-port-ranges 1433-65535'],
  ['azure-firewall', 'orders.database.windows.net:1433-65535'],
  ['gcp-firewall', 'tcp:1433-65535'],
] as const)(
  '%s opens the ports of the policy Redirect, and no more for the others',
  ([format, range]) => {
    expect(rules(format, 'redirect')).toContain(range)
    for (const policy of ['default', 'proxy']) {
      expect(rules(format, policy)).not.toContain('65535')
      expect(rules(format, policy)).toContain('1433')
    }
  },
)

test('the policy changes no target but its row', () => {
  const urls = (policy: string) => planned(config(policy)).targets.map(({ url }) => url)
  expect(urls('redirect')).toEqual(['sqlserver://orders.database.windows.net:1433'])
  expect(urls('default')).toEqual(urls('redirect'))
})

test('nsg opens what a public server of Azure SQL leads on to, by the tag', () => {
  const text = effective(
    rulesFor(
      'nsg',
      planned('targets: [{ name: db, url: "sqlserver://orders.database.windows.net" }]'),
    ),
  ).join('\n')
  expect(text).toMatch(/--destination-address-prefixes Sql \\\n {2}--destination-port-ranges 1433 /)
  expect(text).toMatch(
    /--destination-address-prefixes Sql \\\n {2}--destination-port-ranges 11000-11999 /,
  )
})

test('azure-firewall opens them, too: the name alone ends at the gateway', () => {
  const yaml = 'targets: [{ name: db, url: "sqlserver://orders.database.windows.net" }]'
  const text = rulesFor('azure-firewall-cli', planned(yaml))
  expect(text).toMatch(
    /--destination-ports 1433 \\\n {2}--destination-fqdns orders\.database\.windows\.net /,
  )
  expect(text).toMatch(/--destination-ports 11000-11999 \\\n {2}--destination-addresses Sql /)
})

test.for(['nsg', 'azure-firewall'] as const)(
  '%s: a private server of Azure SQL has no range by the tag',
  (format) => {
    const yaml =
      'targets: [{ name: db, url: "sqlserver://orders.database.windows.net", expect: { resolution: private } }]'
    expect(effective(rulesFor(format, planned(yaml))).join('\n')).not.toContain('11000')
  },
)

test.for([
  [25, [25]],
  [26, [25, 1]],
] as const)('one rule of gcp-ngfw holds 25 names: %s', ([count, held]) => {
  const targets = Array.from({ length: count }, (_, n) => ({
    ...{ name: `t${n}`, url: `https://host${n}.example.com/` },
  }))
  const lines = effective(rulesFor('gcp-ngfw', planned(JSON.stringify({ targets }))))
  const rows = lines.filter((line) => line.includes('--dest-fqdns='))
  expect(rows.map((row) => row.split(',').length)).toEqual(held)
})
