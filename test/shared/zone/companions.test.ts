import { describe, expect, test } from 'vitest'
import { companionsOf, companionsToAsk } from '../../../shared/zone/companions.ts'

const hosts = (all: readonly { readonly host: string }[]) => all.map(({ host }) => host)

describe('companionsOf()', () => {
  test.for([
    ['st.dfs.core.windows.net', ['st.blob.core.windows.net']],
    ['st.z12.dfs.storage.azure.net', ['st.z12.blob.storage.azure.net']],
    ['st.blob.core.windows.net', []],
    ['App.azurewebsites.net', ['app.scm.azurewebsites.net']],
    ['app.scm.azurewebsites.net', []],
    ['app-a1b2.japaneast-01.azurewebsites.net', ['app-a1b2.scm.japaneast-01.azurewebsites.net']],
    ['app-a1b2.scm.japaneast-01.azurewebsites.net', []],
    ['x.services.ai.azure.com', ['x.cognitiveservices.azure.com', 'x.openai.azure.com']],
    ['orders.documents.azure.com', []],
    ['app.example', []],
  ] as const)('%s brings %j', ([host, expected]) => {
    expect(hosts(companionsOf(host))).toEqual(expected)
  })
})

describe('companionsToAsk()', () => {
  test.for([
    ['st.blob.core.windows.net', ['st.dfs.core.windows.net']],
    ['x.openai.azure.com', ['x.services.ai.azure.com', 'x.cognitiveservices.azure.com']],
    ['ws-ondemand.sql.azuresynapse.net', ['ws.dev.azuresynapse.net', 'ws.sql.azuresynapse.net']],
  ] as const)('%s may have %j', ([host, expected]) => {
    expect(hosts(companionsToAsk(host)).sort()).toEqual([...expected].sort())
  })

  test('has a name for each region of an account and of a registry, in the words of its cloud', () => {
    const cosmos = hosts(companionsToAsk('orders.documents.azure.com'))
    expect(cosmos).toContain('orders-westeurope.documents.azure.com')
    expect(hosts(companionsToAsk('orders.azurecr.us'))).toContain(
      'orders.usgovvirginia.data.azurecr.us',
    )
    expect(cosmos.length).toBeLessThanOrEqual(64)
  })

  test('the name of one region has no regions below it', () => {
    expect(companionsToAsk('orders-westeurope.documents.azure.com')).toEqual([])
  })
})
