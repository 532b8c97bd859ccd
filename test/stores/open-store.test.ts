import { describe, expect, test } from 'vitest'
import type { StoreSettings } from '../../shared/config/store.ts'
import { openStore } from '../../stores/open-store.ts'
import { pretendFirestore } from '../fixtures/firestore-api.ts'
import { closedPort } from '../fixtures/tcp-server.ts'
import { endpoint, environment } from '../identity/endpoint.ts'
import { sample } from '../shared/report/sample.ts'

const DAY = 86_400_000

/** A key that signs, so that no token is asked for. */
function tablesAt(origin: string): StoreSettings {
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=${origin}/a`
  return { kind: 'azureTables', settings: { connectionString } }
}

test('a report in Firestore expires after the retention that is configured', async () => {
  await using service = await endpoint(pretendFirestore())
  environment({ FIRESTORE_EMULATOR_HOST: service.at })
  const settings = { kind: 'firestore', settings: { project: 'contoso' } } as const
  const store = await openStore(settings, '.', { retentionMs: 7 * DAY })
  const report = sample([])
  await store.append(report)
  await store.close()
  const [first = ''] =
    /(?<="expireAt":.{1,40})\d{4}-[\d-]+/.exec(service.asked[0]?.body ?? '') ?? []
  const kept = (Date.parse(first) - Date.parse(report.startedAt)) / DAY
  // What it may rest on is kept a little longer, so that prune() comes first.
  expect(kept).toBeGreaterThanOrEqual(7)
  expect(kept).toBeLessThan(10)
})

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
