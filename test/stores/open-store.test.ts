import { describe, expect, test } from 'vitest'
import type { StoreSettings } from '../../shared/config/store.ts'
import { openStore } from '../../stores/open-store.ts'
import { closedPort } from '../fixtures/tcp-server.ts'
import { endpoint, environment } from '../identity/endpoint.ts'

/** A key that signs, so that no token is asked for. */
function tablesAt(origin: string): StoreSettings {
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=${origin}/a`
  return { kind: 'azureTables', settings: { connectionString } }
}

describe('a proxy of the environment', () => {
  test('without a scheme is an http one', async () => {
    await using proxy = await endpoint(() => ({ status: 403, json: 'denied' }))
    environment({ HTTPS_PROXY: proxy.at })
    const store = await openStore(tablesAt(`http://127.0.0.1:${await closedPort()}`), '.')
    await expect(store.vantages()).rejects.toThrow('something else answers instead of it')
    expect(proxy.asked).toHaveLength(1)
    await store.close()
  })

  const stores: readonly StoreSettings[] = [
    tablesAt('http://127.0.0.1:1'),
    { kind: 'firestore', settings: {} },
  ]

  test.for(stores)('that is none is a StoreError without its value: %o', async (settings) => {
    environment({ HTTPS_PROXY: 'http://user:secret@[bad' })
    const opened = openStore(settings, '.')
    await expect(opened).rejects.toMatchObject({ name: 'StoreError', problem: 'unreachable' })
    await expect(opened).rejects.toThrow(/^Cannot open the store: HTTPS_PROXY has .*; \w/)
    await expect(opened).rejects.not.toThrow(/secret/)
  })
})
