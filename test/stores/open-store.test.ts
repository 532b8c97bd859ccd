import { describe, expect, test } from 'vitest'
import type { StoreSettings } from '../../shared/config/store.ts'
import type { Report } from '../../shared/model/report.ts'
import { EVIDENCE_AGE } from '../../shared/report/compact.ts'
import { isFittingBase, isRecentBase } from '../../stores/bases.ts'
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

test.for([
  ['scheduled', 200, true],
  ['scheduled', 201, false],
  // A check of some targets is short beside the sweep that has all of them.
  ['on-demand', 201, true],
  ['cli', 100_000, true],
] as const)('a report of 100 bytes, %s, is packed on one of %i: %s', ([kind, base, fits]) => {
  expect(isFittingBase(new Uint8Array(base), { kind } as Report, 100)).toBe(fits)
})

test.for([
  [0, false],
  [-1, false],
  [1, true],
  [EVIDENCE_AGE, true],
  [EVIDENCE_AGE + 1, false],
] as const)('a report that begins %i ms after another one is packed on it: %s', ([after, fits]) => {
  expect(isRecentBase(1_000_000, 1_000_000 + after)).toBe(fits)
})
