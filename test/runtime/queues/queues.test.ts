import { describe, expect, test } from 'vitest'
import { queueAccount } from '../../../runtime/queues/azure-account.ts'
import { azureStorageQueue } from '../../../runtime/queues/azure-storage.ts'
import { inProcessQueue } from '../../../runtime/queues/in-process.ts'
import { openQueue } from '../../../runtime/queues/open-queue.ts'
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

  test('by the key of the account signs each message', async () => {
    const { asked, deps } = service(() => status(201))
    const connectionString = 'AccountName=acct;AccountKey=aw=='
    await azureStorageQueue({ ...queue, account: { connectionString } }, deps).send(TASKS)
    expect(asked[0]?.headers).toEqual({
      'x-ms-date': 'Sun, 22 Nov 2026 00:00:00 GMT',
      'x-ms-version': '2024-08-04',
      'content-type': 'application/xml',
      authorization: expect.stringMatching(/^SharedKey acct:[\w+/]{43}=$/),
    })
  })

  test.for([
    [90_000, 90],
    [89_001, 90],
    [1, 1],
    [0, 1],
    [-5_000, 1],
  ] as const)('what is of use for %i ms lies there for %i s', async ([ms, seconds]) => {
    const { asked, deps } = service(() => status(201))
    const task = { ...TASKS[0], until: new Date(START + ms).toISOString() } as ShardTask
    await azureStorageQueue(queue, deps).send([task])
    expect(asked[0]?.url).toMatch(new RegExp(`\\?messagettl=${seconds}$`))
  })

  test('eight messages are under way at once', async () => {
    let [running, most] = [0, 0]
    const { deps } = service(() => status(201))
    const send = async () => {
      most = Math.max(most, ++running)
      await new Promise((go) => setImmediate(go))
      running--
      return status(201)
    }
    const many = Array.from({ length: 20 }, () => TASKS[0] as ShardTask)
    await azureStorageQueue(queue, { ...deps, sender: { send } }).send(many)
    expect(most).toBe(8)
  })

  test.for([
    [status(500), 'acct.queue.core.windows.net answered 500 for the queue q'],
    [{ failure: 'ECONNRESET' }, 'acct.queue.core.windows.net could not be asked: ECONNRESET'],
    [status(201), null],
    [status(200), 'acct.queue.core.windows.net answered 200 for the queue q'],
  ] as const)('an answer of %j: %j', async ([answer, said]) => {
    const own = { endpoint: `${endpoint}/` }
    const { deps } = service(() => answer)
    expect(await azureStorageQueue({ ...queue, account: own }, deps).send(TASKS)).toBe(said)
  })

  test('nothing to send is no failure, and an account that names no service is one', async () => {
    const { asked, deps } = service(() => status(201))
    expect(await azureStorageQueue(queue, deps).send([])).toBeNull()
    const account = { connectionString: 'AccountName=a' }
    expect(await azureStorageQueue({ ...queue, account }, deps).send(TASKS)).toBe(
      'the connection string of the storage account names no queue service',
    )
    expect(asked).toEqual([])
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

  test.for([
    { count: 500, fails: null, requests: [500], said: null },
    { count: 501, fails: null, requests: [500, 1], said: null },
    // What was not published is sent again later.
    { count: 1001, fails: 1, requests: [500, 500], said: null },
    { count: 1001, fails: 0, requests: [500], said: `Pub/Sub answered 503 for ${topic}` },
    { count: 0, fails: null, requests: [], said: null },
  ])('$count tasks, request $fails fails: $requests', async ({ count, fails, requests, said }) => {
    const { asked, deps } = service((n) => status(n === fails ? 503 : 200))
    const many = Array.from({ length: count }, () => TASKS[0] as ShardTask)
    expect(await pubSubQueue({ kind: 'pub-sub', topic, emulator: null }, deps).send(many)).toBe(
      said,
    )
    const sizes = asked.map(({ body }) => JSON.parse(body ?? '').messages.length)
    expect(sizes).toEqual(requests)
  })

  test('an emulator is asked without a token; Google is not asked without one', async () => {
    const { asked, deps } = service(() => status(200))
    const none = { ...deps, tokens: async () => ({ token: null, failure: 'no identity' }) }
    const local = { kind: 'pub-sub', topic, emulator: '127.0.0.1:8085' } as const
    expect(await pubSubQueue(local, none).send(TASKS)).toBeNull()
    expect(asked).toMatchObject([
      {
        url: `http://127.0.0.1:8085/v1/${topic}:publish`,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      },
    ])
    expect(asked[0]?.headers).not.toHaveProperty('authorization')
    expect(await pubSubQueue({ ...local, emulator: null }, none).send(TASKS)).toBe(
      'there is no token for Pub/Sub (no identity)',
    )
    expect(asked).toHaveLength(1)
    const away = service(() => ({ failure: 'ECONNREFUSED' }))
    expect(await pubSubQueue(local, away.deps).send(TASKS)).toBe(
      'Pub/Sub could not be asked: ECONNREFUSED',
    )
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

test('openQueue() opens the queue of its platform with the first tasks, once', async () => {
  const { asked, deps } = service((n) => status(n < 3 ? 201 : 200))
  const taken: number[] = []
  const take = async ({ shard }: ShardTask) => void taken.push(shard)
  const account = { endpoint: 'https://acct.queue.core.windows.net' }
  const own = openQueue({ kind: 'azure-storage', queue: 'q', account }, { ...deps, take })
  expect(asked).toEqual([])
  expect(await own.send(TASKS)).toBeNull()
  const topic = openQueue({ kind: 'pub-sub', topic: 't', emulator: null }, { ...deps, take })
  expect(await topic.send(TASKS)).toBeNull()
  expect(asked.map(({ url }) => new URL(url).host)).toEqual([
    ...Array(3).fill('acct.queue.core.windows.net'),
    'pubsub.googleapis.com',
  ])
  const local = openQueue({ kind: 'in-process' }, { ...deps, take })
  await local.send(TASKS)
  await local.send([])
  await new Promise((go) => setImmediate(go))
  expect(taken).toEqual([0, 1, 2])
})
