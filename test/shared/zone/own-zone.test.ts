import { describe, expect, test } from 'vitest'
import { expectedZone, ownZoneOfName } from '../../../shared/zone/expected-zone.ts'
import { isOwnZone, ownZoneOf } from '../../../shared/zone/own-zone.ts'

const ENVIRONMENT = 'nicesea-1a2b3c4d.japaneast.azurecontainerapps.io'

describe('a service inside a virtual network has a zone of its own', () => {
  // biome-ignore format: one name a line
  test.for([
    [`orders.${ENVIRONMENT}`, ENVIRONMENT],
    [`orders.internal.${ENVIRONMENT}`, ENVIRONMENT],
    ['orders.postgres.database.azure.com', 'orders.private.postgres.database.azure.com'],
    ['orders.postgres.database.azure.com', 'contoso.postgres.database.azure.com'],
    ['orders.mysql.database.azure.com', 'orders.private.mysql.database.azure.com'],
    ['shop.ase-a.appserviceenvironment.net', 'ase-a.appserviceenvironment.net'],
    ['shop.scm.ase-a.appserviceenvironment.net', 'ase-a.appserviceenvironment.net'],
    ['apim-a.azure-api.net', 'apim-a.azure-api.net'],
    ['apim-a.developer.azure-api.net', 'apim-a.developer.azure-api.net'],
    ['kv-a.vault.azure.net', 'kv-a.vault.azure.net'],
  ] as const)('%s in %s', ([host, zone]) => {
    expect(isOwnZone(host, zone)).toBe(true)
  })

  // biome-ignore format: one name a line
  test.for([
    [`orders.${ENVIRONMENT}`, 'azurecontainerapps.io'],
    ['orders.postgres.database.azure.com', 'postgres.database.azure.com'],
    ['apim-a.azure-api.net', 'azure-api.net'],
    ['kv-a.vault.azure.net', 'vault.azure.net'],
    ['orders.database.windows.net', 'database.windows.net'],
    ['x.privatelink.japaneast.azurecontainerapps.io', 'privatelink.japaneast.azurecontainerapps.io'],
  ] as const)('%s is hidden by %s', ([host, zone]) => {
    expect(isOwnZone(host, zone)).toBe(false)
  })

  test('and tells its records and the page that says so', () => {
    expect(ownZoneOf(`orders.${ENVIRONMENT}`)).toMatchObject({
      zones: [ENVIRONMENT],
      records: expect.stringContaining('*'),
      docs: expect.stringContaining('https://'),
    })
    expect(ownZoneOf('kv-a.vault.azure.net')).toBeNull()
  })
})

test.for([
  ['a.corp', 'corp', 'corp'],
  ['a.b.corp', 'b.corp', 'b.corp'],
  ['corp', 'corp', 'corp'],
  ['acorp', 'corp', null],
  ['a.other', 'corp', null],
  ['a.corp', '!corp', null],
  ['a.corp', '', null],
  ['a.corp', undefined, null],
] as const)('%s lies in a zone of one’s own by %s: %s', ([name, expected, zone]) => {
  expect(ownZoneOfName(name, expected)).toBe(zone)
})

test.for([
  ['corp', { zone: 'corp', wanted: true }],
  ['!corp', { zone: 'corp', wanted: false }],
  ['', null],
  [undefined, null],
] as const)('%s of a configuration is %j', ([text, said]) => {
  expect(expectedZone(text)).toEqual(said)
})
