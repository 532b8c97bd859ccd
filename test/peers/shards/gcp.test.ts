import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { request } from 'undici'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../../stores/open-store.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { pubSubMissing, startPubSub } from '../pub-sub-emulator.ts'
import { concluded, estate, TARGETS } from './estate.ts'
import { frontEnd, instanceOf } from './front-end.ts'

const TOPIC = 'projects/contoso/topics/perimeter-shards'
const KILLS = 6
const HEADERS = { authorization: 'Bearer scheduler', 'content-type': 'application/json' }

const missing = pubSubMissing()

describe.skipIf(missing)(`a topic of Pub/Sub${missing ? `: ${missing}` : ''}`, () => {
  test('10,000 targets over instances that are killed: judged once, as on one machine', {
    timeout: 900_000,
  }, async () => {
    await using emulator = await startPubSub()
    using network = await estate()
    const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-shards-'))
    const sqlite = path.join(dir, 'results.db')
    const env = (vantage: string, topic: string) => {
      const file = path.join(dir, `${vantage}.yaml`)
      writeFileSync(file, network.config(vantage, `store: { sqlite: ${sqlite} }`))
      const { PUBSUB_EMULATOR_HOST: _, ...own } = process.env
      return {
        ...{ ...own, PERIMETER_CONFIG: file, PERIMETER_SHARD_TOPIC: topic },
        ...{ PUBSUB_EMULATOR_HOST: emulator.host, CLOUD_RUN_TIMEOUT_SECONDS: '1800' },
      }
    }
    {
      await using one = await instanceOf(env('one', ''))
      await sweep(one.origin)
    }
    {
      const many = env('many', TOPIC)
      await using front = await frontEnd(() => instanceOf(many), 3, KILLS, seeded(5))
      await emulator.subscribe(TOPIC, `${front.origin}/api/shard`)
      await using first = await instanceOf(many)
      await sweep(first.origin)
      expect(front.killsLeft()).toBeLessThan(KILLS)
    }
    const store = await openStore({ kind: 'sqlite', settings: sqlite }, dir)
    const spread = await concluded(store, 'many')
    expect(new Set(spread.results.map(([id]) => id)).size).toBe(TARGETS)
    expect(spread.summary).toMatchObject({ pass: TARGETS * 0.9, inconclusive: 0 })
    expect(spread).toEqual(await concluded(store, 'one'))
    expect(await store.sweepsAfter('many', null, 10)).toHaveLength(1)
    await store.close()
    rmSync(dir, { recursive: true })
  })
})

/** As the Scheduler asks for it. */
async function sweep(origin: string): Promise<void> {
  const { statusCode, body } = await request(`${origin}/api/sweep`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ kind: 'scheduled' }),
    headersTimeout: 900_000,
  })
  const text = await body.text()
  if (statusCode !== 200) throw new Error(`${statusCode} ${text.slice(0, 300)}`)
}
