import { describe, expect, test } from 'vitest'
import { queueAccount } from '../../../runtime/queues/azure-account.ts'
import { azureStorageQueue } from '../../../runtime/queues/azure-storage.ts'
import { inProcessQueue } from '../../../runtime/queues/in-process.ts'
import { pubSubQueue, pushedMessage } from '../../../runtime/queues/pub-sub.ts'
import type { HttpAnswer } from '../../../shared/ports/http-answer.ts'
import type { OutgoingRequest } from '../../../shared/ports/sender.ts'
import type { ShardTask } from '../../../shared/ports/shard-queue.ts'

const START = Date.UTC(2026, 10, 22)
const TASKS = Array.from(
  { length: 3 },
  (_, shard): ShardTask => ({
    ...{ vantage: 'prod', sweep: 's', shard, configuration: 'c', size: 10 },
    until: new Date(START + 90_000).toISOString(),
  }),
)

/** A service that answers each request by its number. */
function service(answer: (n: number) => HttpAnswer) {
  const asked: OutgoingRequest[] = []
  return {
    asked,
    deps: {
      sender: { send: async (request: OutgoingRequest) => answer(asked.push(request) - 1) },
      tokens: async () => ({ token: 't0ken', failure: null }),
      clock: { date: () => new Date(START) },
    },
  }
}

const status = (code: number, body = ''): HttpAnswer => ({
  ...{ status: code, headers: {}, body, failure: null },
})

describe('azureStorageQueue()', () => {
  const endpoint = 'https://acct.queue.core.windows.net'
  const queue = { kind: 'azure-storage', queue: 'q', account: { endpoint } } as const

  test('puts each task for as long as it is of use, by the identity', async () => {
    const { asked, deps } = service(() => status(201))
    expect(await azureStorageQueue(queue, deps).send(TASKS)).toBeNull()
    expect(asked.map(({ url }) => url)).toEqual(
      TASKS.map(() => `${endpoint}/q/messages?messagettl=90`),
    )
    expect(asked[0]?.headers['authorization']).toBe('Bearer t0ken')
    const [, text = ''] = /<MessageText>(.*)<\/MessageText>/.exec(asked[1]?.body ?? '') ?? []
    expect(JSON.parse(Buffer.from(text, 'base64').toString())).toEqual(TASKS[1])
  })

  test('says why none could be put; some that could not are sent again by the sweep', async () => {
    const gone = '<?xml version="1.0"?><Error><Code>QueueNotFound</Code></Error>'
    const all = service(() => status(404, gone))
    expect(await azureStorageQueue(queue, all.deps).send(TASKS)).toBe(
      'acct.queue.core.windows.net answered 404 QueueNotFound for the queue q',
    )
    const one = service((n) => (n === 0 ? { failure: 'ECONNRESET' } : status(201)))
    expect(await azureStorageQueue(queue, one.deps).send(TASKS)).toBeNull()
  })

  test('without a token asks nobody', async () => {
    const { asked, deps } = service(() => status(201))
    const tokens = async () => ({ token: null, failure: 'no identity' })
    const said = await azureStorageQueue(queue, { ...deps, tokens }).send(TASKS)
    expect(said).toContain('no identity')
    expect(asked).toEqual([])
  })

  test('by a shared access signature sends no key', async () => {
    const { asked, deps } = service(() => status(201))
    const connectionString = `QueueEndpoint=${endpoint}/;SharedAccessSignature=sv=1&sig=x%3D`
    await azureStorageQueue({ ...queue, account: { connectionString } }, deps).send(TASKS)
    expect(asked[0]?.url).toBe(`${endpoint}/q/messages?messagettl=90&sv=1&sig=x%3D`)
    expect(asked[0]?.headers).not.toHaveProperty('authorization')
  })

  test.for([
    [
      'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=aw==',
      'https://a.queue.core.windows.net',
    ],
    [
      'AccountName=a;AccountKey=aw==;EndpointSuffix=core.usgovcloudapi.net',
      'https://a.queue.core.usgovcloudapi.net',
    ],
    ['AccountName=a', null],
    ['nothing', null],
  ])('of %s asks %s', ([text, at]) => {
    expect(queueAccount(String(text))?.endpoint ?? null).toBe(at)
  })
})

describe('pubSubQueue()', () => {
  const topic = 'projects/p/topics/t'

  test('publishes all at once, and a push gives them back', async () => {
    const { asked, deps } = service(() => status(200))
    expect(
      await pubSubQueue({ kind: 'pub-sub', topic, emulator: null }, deps).send(TASKS),
    ).toBeNull()
    expect(asked.map(({ url }) => url)).toEqual([
      `https://pubsub.googleapis.com/v1/${topic}:publish`,
    ])
    expect(asked[0]?.headers['authorization']).toBe('Bearer t0ken')
    const { messages } = JSON.parse(asked[0]?.body ?? '')
    expect(messages.map((message: unknown) => pushedMessage({ message }))).toEqual(TASKS)
  })

  test('says why nothing could be published', async () => {
    const { deps } = service(() => status(403))
    const said = await pubSubQueue({ kind: 'pub-sub', topic, emulator: null }, deps).send(TASKS)
    expect(said).toBe(`Pub/Sub answered 403 for ${topic}`)
  })

  test.for([undefined, null, 'x', {}, { message: 1 }, { message: { data: 'e3s=' } }])(
    'of the body %j takes nothing',
    (body) => expect(pushedMessage(body)).toBeUndefined(),
  )
})

test('inProcessQueue() measures one after the other, what comes meanwhile too', async () => {
  const taken: number[] = []
  let working = 0
  const done = Promise.withResolvers<void>()
  const queue = inProcessQueue(async ({ shard }) => {
    expect(++working).toBe(1)
    await new Promise((go) => setImmediate(go))
    working--
    if (taken.push(shard) === 4) done.resolve()
  })
  expect(await queue.send(TASKS)).toBeNull()
  expect(await queue.send(TASKS.slice(0, 1))).toBeNull()
  await done.promise
  expect(taken).toEqual([0, 1, 2, 0])
})
