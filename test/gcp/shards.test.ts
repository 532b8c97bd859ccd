import { expect, test } from 'vitest'
import { answeringShards, ofShards, shardQueue } from '../../gcp/shards.ts'
import { NO_PLATFORM } from '../../runtime/vantage.ts'
import type { Taken } from '../../shared/sweep/take.ts'

const TASK = { vantage: 'prod', shard: 1 }
const data = Buffer.from(JSON.stringify(TASK)).toString('base64')
const app = { fetch: async () => new Response('the app', { status: 401 }) }

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
  const large = JSON.stringify({ message: { data: data.padEnd(70_000, '=') } })
  expect(await pushed('done', { body: large })).toEqual({ got: [undefined], status: 204 })
})

test('who passed no IAM, and every other path, is for the app', async () => {
  expect(await pushed('done', { headers: {} })).toEqual({ got: [], status: 401 })
  expect(await pushed('done', {}, '/api/sweep')).toEqual({ got: [], status: 401 })
})

test('without a topic there is no queue; the service of shards is at the vantage of the probe', () => {
  expect(shardQueue({})).toBeNull()
  const platform = { ...NO_PLATFORM, app: 'perimeter-shards' }
  expect(ofShards(platform, { PERIMETER_SHARDS_OF: 'perimeter' }).app).toBe('perimeter')
  expect(ofShards(platform, {}).app).toBe('perimeter-shards')
})
