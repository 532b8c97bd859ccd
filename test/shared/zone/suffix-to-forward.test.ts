import { describe, expect, test } from 'vitest'
import { suffixToForward } from '../../../shared/zone/suffix-to-forward.ts'

describe('what a DNS server of one’s own must forward', () => {
  // biome-ignore format: one name a line
  test.for([
    ['kv-a.vault.azure.net', ['kv-a.privatelink.vaultcore.azure.net'], 'vault.azure.net'],
    ['kv-a.vault.azure.cn', ['kv-a.privatelink.vaultcore.azure.cn'], 'vault.azure.cn'],
    ['japaneast-1.in.applicationinsights.azure.com', ['japaneast-1.in.privatelink.monitor.azure.com'], 'applicationinsights.azure.com'],
    ['dc.services.visualstudio.com', [], 'services.visualstudio.com'],
    ['ci-a.japaneast.instances.azureml.ms', ['g.workspace.japaneast.privatelink.api.azureml.ms'], 'instances.azureml.ms'],
    ['t.japaneast-1.eventgrid.azure.net', [], 'eventgrid.azure.net'],
    ['c.japaneast.data.azurecr.io', [], 'azurecr.io'],
    ['app.scm.azurewebsites.net', [], 'azurewebsites.net'],
    ['adx.japaneast.kusto.windows.net', [], 'japaneast.kusto.windows.net'],
    ['orders-a1.0123abcd.privatelink.eastus.azmk8s.io', [], 'eastus.azmk8s.io'],
    ['es-a.z12.blob.storage.azure.net', [], 'blob.storage.azure.net'],
    // A name of one's own leads into the service's: that one is asked of Azure.
    ['shop.contoso.com', ['shop.azurewebsites.net', 'shop.privatelink.azurewebsites.net'], 'azurewebsites.net'],
    // A service that the table does not know.
    ['a.new.example.net', ['a.privatelink.newcore.example.net'], 'new.example.net'],
    ['www.example.com', ['cdn.example.net'], null],
  ] as const)('%s %j: %s', ([host, chain, suffix]) => {
    expect(suffixToForward(host, chain)).toBe(suffix)
  })
})
