import type { QueueSettings } from '../runtime/queues/settings.ts'
import type { Environment } from '../shared/document/environment.ts'

/** The app setting with the name of the queue; azure/infra sets it with `shards`. */
export const SHARD_QUEUE = 'PERIMETER_SHARD_QUEUE'

/**
 * The queue in the storage of the host, where its trigger reads; null: none is set, and every sweep is measured by one
 * instance. The settings of the connection:
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#identity-based-connections
 */
export function shardQueue(env: Environment): QueueSettings | null {
  const queue = env[SHARD_QUEUE]
  if (!queue) return null
  const { AzureWebJobsStorage: connectionString } = env
  const account = env['AzureWebJobsStorage__accountName']
  const endpoint =
    env['AzureWebJobsStorage__queueServiceUri'] ||
    (account && `https://${account}.queue.core.windows.net`)
  if (endpoint) return { kind: 'azure-storage', queue, account: { endpoint } }
  if (!connectionString) return null
  return { kind: 'azure-storage', queue, account: { connectionString } }
}
