import process from 'node:process'
import { expect, test } from 'vitest'
import { warnOfSmallPool } from '../../azure/thread-pool.ts'
import type { LogEntry } from '../../shared/ports/log.ts'

async function said(threads: number | null): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = []
  await warnOfSmallPool({ write: (entry) => void entries.push(entry) }, () => threads)
  return entries
}

test('four threads are warned of, with the app setting that mends it', async () => {
  expect(await said(4)).toEqual([
    {
      severity: 'warning',
      message:
        'Node has 4 threads for name lookups: two names whose resolver is silent make every other one late. Set the app setting UV_THREADPOOL_SIZE to 64',
      fields: { event: 'small-thread-pool', threads: 4 },
    },
  ])
  expect(await said(15)).toHaveLength(1)
})

test.runIf(process.platform === 'linux')('the threads of this process are counted', async () => {
  const entries: LogEntry[] = []
  await warnOfSmallPool({ write: (entry) => void entries.push(entry) })
  // The size that Node has without the setting.
  expect(entries.map(({ fields }) => fields)).toEqual([{ event: 'small-thread-pool', threads: 4 }])
})

test.for([64, 16, 0, null])('nothing is said of %s', async (threads) => {
  expect(await said(threads)).toEqual([])
})
