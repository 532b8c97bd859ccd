import type { ShardQueue, ShardTask } from '../../shared/ports/shard-queue.ts'

/** A queue for one process: what is sent is taken here, one after the other. What was not done is not tried again. */
export function inProcessQueue(take: (task: ShardTask) => Promise<unknown>): ShardQueue {
  const waiting: ShardTask[] = []
  let working = false
  async function work(): Promise<void> {
    working = true
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await take(next)
    } finally {
      working = false
    }
  }
  return {
    async send(tasks) {
      waiting.push(...tasks)
      // Nobody waits for it but the sweep, for the evidence; what fails is a bug and ends the process.
      if (!working) void work()
      return null
    },
  }
}
