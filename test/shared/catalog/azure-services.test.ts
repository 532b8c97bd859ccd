import { describe, expect, test } from 'vitest'
import { expand } from '../../../shared/catalog/expand.ts'
import { byName, rowsOf, urlsOf } from './rows.ts'

describe('azure-container-registry', () => {
  const REGISTRY = { registry: 'contoso', region: 'japaneast' }

  test('expects login server and data endpoints to be private, in one zone', () => {
    const given = { ...REGISTRY, replicas: 'japanwest', privateEndpoints: 'registry' }
    const rows = rowsOf('azure-container-registry', given)
    const named = rows.filter(({ capabilities }) => capabilities.includes('pull'))
    expect(named.map(({ url }) => url)).toEqual([
      'https://contoso.azurecr.io/v2/',
      'https://contoso.japaneast.data.azurecr.io/',
      'https://contoso.japanwest.data.azurecr.io/',
    ])
    for (const row of named) {
      expect(row.expect).toMatchObject({ resolution: 'private', zone: 'privatelink.azurecr.io' })
    }
  })

  test('takes the challenge of the login server as proof', () => {
    const [login] = rowsOf('azure-container-registry', REGISTRY)
    expect(login?.expect.http).toEqual({ status: [401], headers: { 'www-authenticate': 'Bearer' } })
  })

  test('has the suffix of Azure Government', () => {
    const given = { ...REGISTRY, cloud: 'AzureUSGovernment', dataEndpoints: 'off' }
    expect(urlsOf('azure-container-registry', given)).toEqual({
      'login-server': 'https://contoso.azurecr.us/v2/',
      'base-images': 'https://mcr.microsoft.com/',
      entra: 'https://login.microsoftonline.us/',
      arm: 'https://management.usgovcloudapi.net/',
    })
  })
})

describe('azure-monitor', () => {
  const GUID = '11111111-2222-3333-4444-555555555555'

  test('has what the Azure Monitor agent calls', () => {
    const given = { region: 'japaneast', features: 'agent', workspaceId: GUID }
    expect(Object.values(urlsOf('azure-monitor', given))).toEqual([
      'https://global.handler.control.monitor.azure.com/',
      'https://japaneast.handler.control.monitor.azure.com/',
      'https://japaneast.monitoring.azure.com/',
      `https://${GUID}.ods.opinsights.azure.com/`,
      'https://login.microsoftonline.com/',
      'https://management.azure.com/',
    ])
  })

  test('expects the scope’s zones with a private link scope', () => {
    const given = {
      region: 'japaneast',
      features: ['app-insights', 'agent', 'logs-ingestion'],
      workspaceId: GUID,
      dceHost: 'dce-a.japaneast-1.ingest.monitor.azure.com',
      privateEndpoints: 'monitor',
    }
    const zones = rowsOf('azure-monitor', given).flatMap(({ expect: { zone } }) => zone ?? [])
    expect([...new Set(zones)]).toEqual([
      'privatelink.monitor.azure.com',
      'privatelink.ods.opinsights.azure.com',
    ])
  })
})

describe('azure-private-endpoints', () => {
  test('expects each host in the zone of the table', () => {
    const given = {
      hosts: ['kv-a.vault.azure.net', 'sta.blob.core.chinacloudapi.cn', 'ns.eventgrid.azure.net'],
      sql: ['orders.database.windows.net', 'mi.abc.database.windows.net'],
    }
    const rows = rowsOf('azure-private-endpoints', given)
    expect(rows.map(({ url, expect: { resolution, zone } }) => [url, resolution, zone])).toEqual([
      ['https://kv-a.vault.azure.net/', 'private', 'privatelink.vaultcore.azure.net'],
      [
        'https://sta.blob.core.chinacloudapi.cn/',
        'private',
        'privatelink.blob.core.chinacloudapi.cn',
      ],
      ['https://ns.eventgrid.azure.net/', 'private', 'privatelink.eventgrid.azure.net'],
      ['tcp://orders.database.windows.net:1433', 'private', 'privatelink.database.windows.net'],
      ['tcp://mi.abc.database.windows.net:1433', 'private', 'privatelink.abc.database.windows.net'],
    ])
  })

  test.for([
    [
      { hosts: 'www.example.com' },
      'hosts cannot be www.example.com: no private zone of Azure is known for it',
    ],
    [
      { hosts: 'a.privatelink.azurecr.io' },
      'hosts cannot be a.privatelink.azurecr.io: no private zone of Azure is known for it',
    ],
  ] as const)('refuses %o', ([given, message]) => {
    const { problems } = expand(byName('azure-private-endpoints'), given, (_, item) => item)
    expect(problems.map((p) => p.message)).toEqual([message])
  })
})
