import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../../stores/open-store.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { azuriteMissing, connectionString, startAzurite } from '../azurite.ts'
import { concluded, estate, TARGETS } from './estate.ts'
import { done, Fleet, node } from './fleet.ts'
import { RawQueue, signedQueue } from './raw-queue.ts'

const INSTANCE = fileURLToPath(new URL('./azure-instance.ts', import.meta.url))
const QUEUE = 'perimeter-shards'
const KILLS = 6

const missing = azuriteMissing()

describe.skipIf(missing)(`a queue of Azure Storage${missing ? `: ${missing}` : ''}`, () => {
  test('10,000 targets over instances that are killed: judged once, as on one machine', {
    timeout: 900_000,
  }, async () => {
    await using tables = await startAzurite()
    await using queues = await startAzurite([], undefined, 'queue')
    using network = await estate()
    const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-shards-'))
    const account = connectionString(tables.port, queues.port)
    const env = (vantage: string, queue: string) => {
      const file = path.join(dir, `${vantage}.yaml`)
      writeFileSync(file, network.config(vantage))
      return { PERIMETER_CONFIG: file, AzureWebJobsStorage: account, PERIMETER_SHARD_QUEUE: queue }
    }
    const many = env('many', QUEUE)
    const url = signedQueue(queues.port, QUEUE)
    await new RawQueue(url).create()

    await done(node([INSTANCE, 'sweep'], env('one', '')))
    {
      const start = () => node([INSTANCE, 'shards', url], many)
      await using fleet = new Fleet(start, 3, KILLS, seeded(5))
      await done(node([INSTANCE, 'sweep'], many))
      expect(fleet.killsLeft).toBeLessThan(KILLS)
    }

    const settings = { connectionString: account }
    const store = await openStore({ kind: 'azureTables', settings }, dir)
    const spread = await concluded(store, 'many')
    expect(new Set(spread.results.map(([id]) => id)).size).toBe(TARGETS)
    expect(spread.summary).toMatchObject({ pass: TARGETS * 0.9, inconclusive: 0 })
    expect(spread).toEqual(await concluded(store, 'one'))
    expect(await store.sweepsAfter('many', null, 10)).toHaveLength(1)
    await store.close()
    rmSync(dir, { recursive: true })
  })
})
