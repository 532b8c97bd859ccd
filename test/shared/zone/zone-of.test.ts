import { describe, expect, test } from 'vitest'
import { CHINA_ZONES } from '../../../shared/zone/china.ts'
import { GOVERNMENT_ZONES } from '../../../shared/zone/government.ts'
import { PUBLIC_ZONES } from '../../../shared/zone/public.ts'
import { zoneOf } from '../../../shared/zone/zone-of.ts'

const ROWS = [...PUBLIC_ZONES, ...GOVERNMENT_ZONES, ...CHINA_ZONES]

describe('the table of private zones', () => {
  test('has the rows of the three clouds', () => {
    const counts = [PUBLIC_ZONES, GOVERNMENT_ZONES, CHINA_ZONES].map((rows) => rows.length)
    expect(counts).toEqual([84, 42, 32])
  })

  test.for(ROWS)('%s, %s: well formed, and found by its own suffixes', (row) => {
    const [, , , zones, suffixes] = row
    for (const zone of zones.split(' ')) {
      expect(zone).toMatch(/^([a-z{][\w{}-]*\.)?privatelink(-global)?(\.[a-zA-Z0-9{}-]+){2,}$/)
    }
    for (const suffix of suffixes.split(' ')) {
      const host = suffix === 'azure.com' ? 'management.azure.com' : `x.${filled(suffix)}`
      const found = zoneOf(host)
      expect(found?.zones.length, host).toBeGreaterThan(0)
      expect(found?.zones.join(' '), host).not.toContain('{')
    }
  })
})

function filled(text: string): string {
  return text.replace(/\{\w+\}/g, 'p')
}

describe('zoneOf()', () => {
  // biome-ignore format: one name a line
  test.for([
    ['sta.blob.core.windows.net', 'AzureCloud', ['privatelink.blob.core.windows.net']],
    ['KV-A.Vault.Azure.Net', 'AzureCloud', ['privatelink.vaultcore.azure.net']],
    ['kv-a.vault.usgovcloudapi.net', 'AzureUSGovernment', ['privatelink.vaultcore.usgovcloudapi.net']],
    ['kv-a.vault.azure.cn', 'AzureChinaCloud', ['privatelink.vaultcore.azure.cn']],
    ['app.azurewebsites.net', 'AzureCloud', ['privatelink.azurewebsites.net']],
    ['app.scm.azurewebsites.net', 'AzureCloud', ['privatelink.azurewebsites.net']],
    ['app-x1.scm.japaneast-01.azurewebsites.net', 'AzureCloud', ['privatelink.azurewebsites.net']],
    ['contoso.azurecr.io', 'AzureCloud', ['privatelink.azurecr.io']],
    ['contoso.japaneast.data.azurecr.io', 'AzureCloud', ['privatelink.azurecr.io']],
    ['contoso.usgovvirginia.data.azurecr.us', 'AzureUSGovernment', ['privatelink.azurecr.us']],
    ['ns.servicebus.windows.net', 'AzureCloud', ['privatelink.servicebus.windows.net']],
    ['ns.servicebus.usgovcloudapi.net', 'AzureUSGovernment', ['privatelink.servicebus.usgovcloudapi.net']],
    ['orders.database.windows.net', 'AzureCloud', ['privatelink.database.windows.net']],
    ['mi.0123abcd.database.windows.net', 'AzureCloud', ['privatelink.0123abcd.database.windows.net']],
    ['orders.postgres.database.azure.com', 'AzureCloud', ['privatelink.postgres.database.azure.com']],
    ['cache.japaneast.redis.azure.net', 'AzureCloud', ['privatelink.redis.azure.net']],
    ['cache.japaneast.redisenterprise.cache.azure.net', 'AzureCloud', ['privatelink.redisenterprise.cache.azure.net']],
    ['adx.japaneast.kusto.windows.net', 'AzureCloud', ['privatelink.japaneast.kusto.windows.net']],
    ['aks-a.japaneast.azmk8s.io', 'AzureCloud', ['privatelink.japaneast.azmk8s.io']],
    ['app.kind-sea.japaneast.azurecontainerapps.io', 'AzureCloud', ['privatelink.japaneast.azurecontainerapps.io']],
    ['gbl.his.arc.azure.com', 'AzureCloud', ['privatelink.his.arc.azure.com']],
    ['japaneast-1.in.applicationinsights.azure.com', 'AzureCloud', ['privatelink.monitor.azure.com']],
    ['dc.services.visualstudio.com', 'AzureCloud', ['privatelink.monitor.azure.com']],
    ['w.ods.opinsights.azure.us', 'AzureUSGovernment', ['privatelink.ods.opinsights.azure.us']],
    ['p.japaneast.prometheus.monitor.azure.com', 'AzureCloud', ['privatelink.japaneast.prometheus.monitor.azure.com']],
    ['management.azure.com', 'AzureCloud', ['privatelink.azure.com']],
    ['x.wvd.microsoft.com', 'AzureCloud', ['privatelink-global.wvd.microsoft.com', 'privatelink.wvd.microsoft.com']],
    ['t.japaneast-1.eventgrid.azure.net', 'AzureCloud', ['privatelink.eventgrid.azure.net']],
    ['n.japaneast-1.ts.eventgrid.azure.net', 'AzureCloud', ['privatelink.ts.eventgrid.azure.net']],
    ['orders-a1.0123abcd.privatelink.eastus.azmk8s.io', 'AzureCloud', ['0123abcd.privatelink.eastus.azmk8s.io', 'privatelink.eastus.azmk8s.io']],
    ['orders-a1.privatelink.usgovvirginia.cx.aks.containerservice.azure.us', 'AzureUSGovernment', ['privatelink.usgovvirginia.cx.aks.containerservice.azure.us']],
  ] as const)('%s', ([host, cloud, zones]) => {
    expect(zoneOf(host)).toMatchObject({ cloud, zones })
  })

  test.for([
    ['another’s name', 'www.example.com'],
    ['a name of azure.com that private link does not serve', 'cdn.functions.azure.com'],
    ['a suffix itself', 'azurecr.io'],
    ['a name that ends alike', 'notazurecr.io'],
    ['a name in a private zone', 'contoso.privatelink.azurecr.io'],
    ['a public name without a place the suffix has', 'x.kusto.windows.net'],
  ] as const)('knows no zone for %s', ([, host]) => {
    expect(zoneOf(host)).toBeNull()
  })

  test('names the service and its sub-resources', () => {
    expect(zoneOf('sta.table.core.windows.net')).toEqual({
      cloud: 'AzureCloud',
      service: 'Storage table',
      zones: ['privatelink.table.core.windows.net'],
      groupIds: ['table'],
      endpointZones: ['privatelink.table.core.windows.net'],
      suffix: 'table.core.windows.net',
    })
    expect(zoneOf('ns.servicebus.windows.net')?.service).toBe('Event Hubs / Service Bus / Relay')
  })
})
