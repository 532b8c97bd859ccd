import { expect, test } from 'vitest'
import { deliver } from '../../../shared/notify/deliver.ts'
import { entryOf, notice } from './notification.ts'

test('deliver() ends between two messages when it is told to: the rest stays', async () => {
  const end = new AbortController()
  const sent: string[] = []
  const settled: string[] = []
  const waiting = ['1', '2', '3'].map((id) => entryOf({ ...notice('opened'), id }))
  const tally = await deliver({
    store: {
      dueOutbox: async () => waiting,
      settleOutbox: async (id) => void settled.push(id),
      incident: async () => null,
      updateIncident: async () => 'committed',
    },
    deliver: async ({ notification }) => {
      sent.push(notification.id)
      end.abort()
      return { state: 'delivered' }
    },
    clock: { now: () => 0, date: () => new Date('2026-11-22T01:00:00Z') },
    log: { write: () => undefined },
    vantage: 'v',
    signal: end.signal,
  })
  expect(tally).toEqual({ delivered: 1, failed: 0, dead: 0, waiting: 2 })
  expect(sent).toEqual(['1'])
  expect(settled).toEqual(['1'])
})
