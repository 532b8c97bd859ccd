import pLimit from 'p-limit'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Sender } from '../../shared/ports/sender.ts'
import type { ShardQueue, ShardTask } from '../../shared/ports/shard-queue.ts'
import type { TokenSource } from '../../shared/ports/token-source.ts'
import { type QueueAccount, queueAccount, sharedKey } from './azure-account.ts'
import type { QueueSettings } from './settings.ts'

export interface QueueDeps {
  readonly sender: Sender
  readonly tokens: TokenSource
  readonly clock: Pick<Clock, 'date'>
}

type Settings = Extract<QueueSettings, { kind: 'azure-storage' }>

/** Of one message, in ms. */
const DEADLINE = 10_000
/** Messages that are under way at once. */
const AT_ONCE = 8

/** https://learn.microsoft.com/rest/api/storageservices/versioning-for-the-azure-storage-services */
const VERSION = '2024-08-04'
const TYPE = 'application/xml'
/** For whom a token of Entra for storage is: https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory */
const RESOURCE = 'https://storage.azure.com/'

/**
 * A queue of Azure Storage, which the queue trigger of the function app reads. Some messages that cannot be put are no
 * failure of all: they are sent again. Source: https://learn.microsoft.com/rest/api/storageservices/put-message
 */
export function azureStorageQueue({ queue, account }: Settings, deps: QueueDeps): ShardQueue {
  const named: QueueAccount | null =
    'endpoint' in account
      ? { endpoint: account.endpoint.replace(/\/$/, ''), key: null, signature: '' }
      : queueAccount(account.connectionString)
  return {
    async send(tasks) {
      if (named === null)
        return 'the connection string of the storage account names no queue service'
      const limit = pLimit(AT_ONCE)
      const failed = await Promise.all(
        tasks.map((task) => limit(() => put(named, queue, task, deps))),
      )
      const [why] = failed.filter((one) => one !== null)
      return failed.every((one) => one !== null) && why !== undefined ? why : null
    },
  }
}

/** Null when it lies in the queue, or why not. */
async function put(
  { endpoint, key, signature }: QueueAccount,
  queue: string,
  task: ShardTask,
  { sender, tokens, clock }: QueueDeps,
): Promise<string | null> {
  const now = clock.date()
  const seconds = Math.max(1, Math.ceil((Date.parse(task.until) - now.getTime()) / 1000))
  const url = new URL(`${endpoint}/${queue}/messages?messagettl=${seconds}`)
  // The trigger expects base64: https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json
  const text = Buffer.from(JSON.stringify(task)).toString('base64')
  const body = `<QueueMessage><MessageText>${text}</MessageText></QueueMessage>`
  const own = { 'x-ms-date': now.toUTCString(), 'x-ms-version': VERSION }
  const headers: Record<string, string> = { ...own, 'content-type': TYPE }
  if (key !== null) {
    headers['authorization'] = sharedKey(key, { url, body, type: TYPE, headers: own })
  } else if (signature === '') {
    const { token, failure } = await tokens({ azure: RESOURCE })
    if (token === null) return `there is no token for the queue ${queue} (${failure})`
    headers['authorization'] = `Bearer ${token}`
  }
  const signed = signature === '' ? url.href : `${url.href}&${signature}`
  const answer = await sender.send({ url: signed, method: 'POST', headers, body }, DEADLINE)
  if (answer.failure !== null) return `${url.host} could not be asked: ${answer.failure}`
  if (answer.status === 201) return null
  const code = /<Code>(\w{1,60})<\/Code>/.exec(answer.body)?.[1] ?? ''
  return `${url.host} answered ${answer.status} ${code}`.trim().concat(` for the queue ${queue}`)
}
