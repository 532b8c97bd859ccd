import type { ShardQueue, ShardTask } from '../../shared/ports/shard-queue.ts'
import type { QueueDeps } from './azure-storage.ts'
import type { QueueSettings } from './settings.ts'

/** The queue of a platform. What speaks with it is loaded with the first shard that is sent. */
export function openQueue(
  settings: QueueSettings,
  deps: QueueDeps & { readonly take: (task: ShardTask) => Promise<unknown> },
): ShardQueue {
  let opened: Promise<ShardQueue> | null = null
  return {
    async send(tasks) {
      opened ??= open(settings, deps)
      return await (await opened).send(tasks)
    },
  }
}

async function open(
  settings: QueueSettings,
  deps: Parameters<typeof openQueue>[1],
): Promise<ShardQueue> {
  switch (settings.kind) {
    case 'in-process':
      return (await import('./in-process.ts')).inProcessQueue(deps.take)
    case 'azure-storage':
      return (await import('./azure-storage.ts')).azureStorageQueue(settings, deps)
    case 'pub-sub':
      return (await import('./pub-sub.ts')).pubSubQueue(settings, deps)
    default:
      return settings satisfies never
  }
}
