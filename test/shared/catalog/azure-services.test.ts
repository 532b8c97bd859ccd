import { describe, expect, test } from 'vitest'
import { expand } from '../../../shared/catalog/expand.ts'
import type { Given } from '../../../shared/catalog/parameters.ts'
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
      [
        'sqlserver://orders.database.windows.net:1433',
        'private',
        'privatelink.database.windows.net',
      ],
      [
        'sqlserver://mi.abc.database.windows.net:1433',
        'private',
        'privatelink.abc.database.windows.net',
      ],
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

describe('azure-private-endpoints, names that must be private together', () => {
  function found(given: Given): readonly string[] {
    return rowsOf('azure-private-endpoints', given).map(({ url, row }) =>
      row.optional === true ? `${url} optional` : url,
    )
  }

  // biome-ignore format: one case a line
  test.for<[string, Given, readonly string[]]>([
    ['dfs brings blob', { hosts: ['st.dfs.core.windows.net'] }, ['https://st.dfs.core.windows.net/', 'https://st.blob.core.windows.net/']],
    ['once, when it is named', { hosts: ['st.dfs.core.windows.net', 'ST.blob.core.windows.net'] }, ['https://st.dfs.core.windows.net/', 'https://ST.blob.core.windows.net/']],
    ['blob does not bring dfs: most accounts have no data lake', { hosts: ['st.blob.core.windows.net'] }, ['https://st.blob.core.windows.net/']],
    ['a site brings scm', { hosts: ['app.azurewebsites.net'] }, ['https://app.azurewebsites.net/', 'https://app.scm.azurewebsites.net/ optional']],
    ['so does one with a unique name', { hosts: ['app-a1b2.japaneast-01.azurewebsites.net'] }, ['https://app-a1b2.japaneast-01.azurewebsites.net/', 'https://app-a1b2.scm.japaneast-01.azurewebsites.net/ optional']],
    ['scm brings nothing', { hosts: ['app.scm.azurewebsites.net'] }, ['https://app.scm.azurewebsites.net/']],
    ['AI services have three names', { hosts: ['a.services.ai.azure.com'] }, ['https://a.services.ai.azure.com/', 'https://a.cognitiveservices.azure.com/ optional', 'https://a.openai.azure.com/ optional']],
    ['a vault is alone', { hosts: ['kv.vault.azure.net'] }, ['https://kv.vault.azure.net/']],
    ['Service Bus over 443 as well', { amqp: ['ns.servicebus.windows.net'] }, ['tls://ns.servicebus.windows.net:5671', 'https://ns.servicebus.windows.net/ optional']],
    ['Cosmos DB', { cosmosAccount: 'orders', cosmosRegions: ['japaneast', 'japanwest'], cloud: 'AzureUSGovernment' }, ['https://orders.documents.azure.us/', 'https://orders-japaneast.documents.azure.us/', 'https://orders-japanwest.documents.azure.us/']],
    ['Synapse', { synapse: ['ws'] }, ['sqlserver://ws.sql.azuresynapse.net:1433', 'sqlserver://ws-ondemand.sql.azuresynapse.net:1433', 'https://ws.dev.azuresynapse.net/']],
    ['Databricks', { databricks: 'adb-1.2', databricksLogins: ['eastus-c3'] }, ['https://adb-1.2.azuredatabricks.net/', 'tcp://adb-1.2.azuredatabricks.net:6666 optional', 'https://eastus-c3.pl-auth.azuredatabricks.net/']],
    ['a data lake', { lakes: ['st'] }, ['https://st.dfs.core.windows.net/', 'https://st.blob.core.windows.net/']],
  ])('%s', ([, given, urls]) => {
    expect(found(given)).toEqual(urls)
  })
})
