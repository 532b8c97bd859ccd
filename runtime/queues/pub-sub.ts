import type { ShardQueue, ShardTask } from '../../shared/ports/shard-queue.ts'
import type { QueueDeps } from './azure-storage.ts'
import type { QueueSettings } from './settings.ts'

type Settings = Extract<QueueSettings, { kind: 'pub-sub' }>

const SERVICE = 'https://pubsub.googleapis.com'
/** https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics/publish */
const SCOPE = 'https://www.googleapis.com/auth/pubsub'

/** Of one request, in ms. */
const DEADLINE = 10_000
/** Messages of one request, of which Pub/Sub takes a thousand: https://docs.cloud.google.com/pubsub/quotas#resource_limits */
const BATCH = 500

/** A topic of Pub/Sub, whose push subscription calls the instances. */
export function pubSubQueue(
  { topic, emulator }: Settings,
  { sender, tokens }: Pick<QueueDeps, 'sender' | 'tokens'>,
): ShardQueue {
  const url = `${emulator === null ? SERVICE : `http://${emulator}`}/v1/${topic}:publish`
  async function publish(tasks: readonly ShardTask[]): Promise<string | null> {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (emulator === null) {
      const { token, failure } = await tokens({ google: SCOPE })
      if (token === null) return `there is no token for Pub/Sub (${failure})`
      headers['authorization'] = `Bearer ${token}`
    }
    const messages = tasks.map((task) => ({
      data: Buffer.from(JSON.stringify(task)).toString('base64'),
    }))
    const body = JSON.stringify({ messages })
    const answer = await sender.send({ url, method: 'POST', headers, body }, DEADLINE)
    if (answer.failure !== null) return `Pub/Sub could not be asked: ${answer.failure}`
    return answer.status === 200 ? null : `Pub/Sub answered ${answer.status} for ${topic}`
  }
  return {
    async send(tasks) {
      for (let n = 0; n < tasks.length; n += BATCH) {
        const failure = await publish(tasks.slice(n, n + BATCH))
        // What was not published is sent again later; nothing at all is a failure.
        if (failure !== null) return n === 0 ? failure : null
      }
      return null
    },
  }
}

/**
 * The message in the body of a push; undefined for what is none. Source:
 * https://docs.cloud.google.com/pubsub/docs/push#receive_push
 */
export function pushedMessage(body: unknown): unknown {
  const data = Object(Object(body).message).data
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(Buffer.from(data, 'base64').toString('utf8'))
  } catch {
    return undefined // no JSON
  }
}
