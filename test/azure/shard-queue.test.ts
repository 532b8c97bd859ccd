import { expect, test } from 'vitest'
import { AzureLog } from '../../azure/log.ts'
import { register } from '../../azure/register.ts'
import { shardQueue } from '../../azure/shard-queue.ts'

const QUEUE = { PERIMETER_SHARD_QUEUE: 'q' }
const connectionString = 'AccountName=a;AccountKey=aw=='

test.for([
  ['none', { AzureWebJobsStorage: connectionString }, null],
  ['no storage', QUEUE, null],
  [
    'a name',
    { ...QUEUE, AzureWebJobsStorage__accountName: 'a' },
    { endpoint: 'https://a.queue.core.windows.net' },
  ],
  [
    'an address of another cloud',
    {
      ...{ ...QUEUE, AzureWebJobsStorage: connectionString },
      AzureWebJobsStorage__accountName: 'a',
      AzureWebJobsStorage__queueServiceUri: 'https://a.queue.core.usgovcloudapi.net',
    },
    { endpoint: 'https://a.queue.core.usgovcloudapi.net' },
  ],
  [
    'a key',
    { ...QUEUE, AzureWebJobsStorage: connectionString, AzureWebJobsStorage__accountName: '' },
    { connectionString },
  ],
] as const)('the queue of %s', ([, env, account]) => {
  const queue = account && { kind: 'azure-storage', queue: 'q', account }
  expect(shardQueue(env)).toEqual(queue)
})

test('only an app with a queue has a trigger for it', () => {
  const registered = (env: Readonly<Record<string, string>>) => {
    const names: string[] = []
    const note = (name: string) => void names.push(name)
    const app = {
      setup() {},
      hook: { appTerminate() {} },
      timer: note,
      http: note,
      storageQueue: note,
    }
    register({ app: app as never, own: {} as never, log: new AzureLog(), env })
    return names
  }
  expect(registered({})).toEqual(['sweep', 'health', 'api'])
  const env = { ...QUEUE, AzureWebJobsStorage__accountName: 'a' }
  expect(registered(env)).toEqual(['sweep', 'shard', 'health', 'api'])
})
