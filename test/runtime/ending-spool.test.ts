import { expect, test } from 'vitest'
import { endingSpool } from '../../runtime/ending-spool.ts'
import type { Spool } from '../../shared/ports/spool.ts'
import { sample } from '../shared/report/sample.ts'

test('a report is set aside at the end, too, and counts as lost with the instance', async () => {
  const put: string[] = []
  const spool: Spool = {
    list: async () => put,
    put: async ({ id }) => {
      put.push(id)
      return { dropped: [] }
    },
    get: async () => null,
    remove: async () => {},
  }
  const end = new AbortController()
  const ending = endingSpool(spool, end.signal)
  expect(await ending.put(sample([]))).toEqual({ dropped: [] })
  end.abort()
  await expect(ending.put(sample([]))).rejects.toThrow('this instance ends')
  expect(await ending.list()).toHaveLength(2)
})
