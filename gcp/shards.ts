import { pushedMessage } from '../runtime/queues/pub-sub.ts'
import type { QueueSettings } from '../runtime/queues/settings.ts'
import type { Fetches } from '../runtime/refusing-app.ts'
import type { Platform } from '../runtime/vantage.ts'
import type { Environment } from '../shared/document/environment.ts'
import type { Taken } from '../shared/sweep/take.ts'
import { iamAuth } from './caller.ts'

/** What the push subscription calls (gcp/infra/shards.tf). */
const PATH = '/api/shard'

/** Larger than any task. */
const LARGEST = 64 * 1024

/** The topic that gcp/infra makes with `shards`; null: none is set, and every sweep is measured by one instance. */
export function shardQueue(env: Environment): QueueSettings | null {
  const topic = env['PERIMETER_SHARD_TOPIC']
  if (!topic) return null
  return { kind: 'pub-sub', topic, emulator: env['PUBSUB_EMULATOR_HOST'] || null }
}

/** A service that only measures shards is at the vantage of the one that it measures them for (gcp/infra/shards.tf). */
export function ofShards(platform: Platform, env: Environment): Platform {
  return { ...platform, app: env['PERIMETER_SHARDS_OF'] || platform.app }
}

/**
 * The app, and in front of it what Pub/Sub pushes. A message is done with when it is answered by a status below 300, and
 * comes again, to this instance or another, for any other one: https://docs.cloud.google.com/pubsub/docs/push
 */
export function answeringShards(
  app: Fetches,
  take: (task: unknown) => Promise<Taken>,
): Fetches['fetch'] {
  return async (request) => {
    const isPush = request.method === 'POST' && new URL(request.url).pathname === PATH
    if (!isPush || iamAuth(request) === null) return await app.fetch(request)
    const text = await request.text()
    const taken = await take(text.length > LARGEST ? undefined : pushedMessage(parsed(text)))
    return new Response(null, { status: taken === 'done' ? 204 : 503 })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no message
  }
}
