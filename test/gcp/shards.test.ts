import { expect, test } from 'vitest'
import { answeringShards, ofShards, shardQueue } from '../../gcp/shards.ts'
import { NO_PLATFORM } from '../../runtime/vantage.ts'
import type { Taken } from '../../shared/sweep/take.ts'

const TASK = { vantage: 'prod', shard: 1 }
const data = Buffer.from(JSON.stringify(TASK)).toString('base64')
const app = { fetch: async () => new Response('the app', { status: 401 }) }

/** A message of so many characters in all. */
function sized(length: number): string {
  const empty = JSON.stringify({ message: { data }, subscription: '' })
  return JSON.stringify({ message: { data }, subscription: 's'.repeat(length - empty.length) })
}

async function pushed(taken: Taken, init: RequestInit = {}, path = '/api/shard') {
  const got: unknown[] = []
  const fetch = answeringShards(app, async (task) => {
    got.push(task)
    return taken
  })
  const headers = { authorization: 'Bearer pub-sub' }
  const body = JSON.stringify({ message: { data }, subscription: 's' })
  const request = new Request(`https://x.run.app${path}`, {
    method: 'POST',
    headers,
    body,
    ...init,
  })
  return { got, status: (await fetch(request)).status }
}

test('a message that is done with is acknowledged, another one comes again', async () => {
  expect(await pushed('done')).toEqual({ got: [TASK], status: 204 })
  expect(await pushed('again')).toEqual({ got: [TASK], status: 503 })
})

test('what is no message is done with, and no task', async () => {
  expect(await pushed('done', { body: 'x' })).toEqual({ got: [undefined], status: 204 })
  expect(await pushed('done', { body: sized(65_536) })).toEqual({ got: [TASK], status: 204 })
  expect(await pushed('done', { body: sized(65_537) })).toEqual({ got: [undefined], status: 204 })
})

test('who passed no IAM, and every other path, is for the app', async () => {
  expect(await pushed('done', { headers: {} })).toEqual({ got: [], status: 401 })
  expect(await pushed('done', {}, '/api/sweep')).toEqual({ got: [], status: 401 })
  expect(await pushed('done', {}, '/api/shard/')).toEqual({ got: [], status: 401 })
  expect(await pushed('done', {}, '/api/shard?x=1')).toEqual({ got: [TASK], status: 204 })
  expect(await pushed('done', { method: 'PUT' })).toEqual({ got: [], status: 401 })
})

test('without a topic there is no queue; the service of shards is at the vantage of the probe', () => {
  expect(shardQueue({ PUBSUB_EMULATOR_HOST: '127.0.0.1:8085' })).toBeNull()
  const named = { PERIMETER_SHARD_TOPIC: 'projects/p/topics/shards' }
  const queue = { kind: 'pub-sub', topic: 'projects/p/topics/shards', emulator: null }
  expect(shardQueue(named)).toEqual(queue)
  expect(shardQueue({ ...named, PUBSUB_EMULATOR_HOST: '' })).toEqual(queue)
  const emulator = '127.0.0.1:8085'
  expect(shardQueue({ ...named, PUBSUB_EMULATOR_HOST: emulator })).toEqual({ ...queue, emulator })
  const platform = { ...NO_PLATFORM, app: 'perimeter-shards' }
  expect(ofShards(platform, { PERIMETER_SHARDS_OF: 'perimeter' }).app).toBe('perimeter')
  expect(ofShards(platform, {}).app).toBe('perimeter-shards')
})
