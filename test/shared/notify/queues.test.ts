import { expect, test } from 'vitest'
import type { OutboxEntry } from '../../../shared/model/notification.ts'
import { deliver } from '../../../shared/notify/deliver.ts'
import type { Settlement } from '../../../shared/ports/alert-entries.ts'
import type { LogEntry } from '../../../shared/ports/log.ts'
import { time } from '../alerts/sweeps.ts'
import { notice } from './notification.ts'

function entry(id: string, minute: number, more: Partial<OutboxEntry> = {}): OutboxEntry {
  const [channel = ''] = id.split('-')
  const notification = { ...notice(), id, channel, incident: 'i1', createdAt: time(minute) }
  return { notification, attempts: 2, nextAt: time(0), lastError: null, state: 'due', ...more }
}

/** Delivers at ten past midnight. `answers` by id; what has none is delivered. */
async function delivered(
  entries: readonly OutboxEntry[],
  answers: Readonly<Record<string, Settlement | Error>> = {},
) {
  const done: string[] = []
  const log: LogEntry[] = []
  const asked: unknown[] = []
  const failing = (id: string) => {
    const answer = answers[id]
    if (answer instanceof Error) throw answer
    return answer ?? ({ state: 'delivered' } as const)
  }
  const run = deliver({
    store: {
      dueOutbox: async (...args) => {
        asked.push(args)
        return entries
      },
      settleOutbox: async (id, { state }) => void done.push(`${id} ${state}`),
      incident: async (id) => {
        done.push(`noted in ${id}`)
        return null
      },
      updateIncident: async () => 'committed',
    },
    deliver: async ({ notification }) => failing(notification.id),
    clock: { now: () => 0, date: () => new Date(time(10)) },
    log: { write: (line) => void log.push(line) },
    vantage: 'v',
  })
  const tally = await run.catch((error: unknown) => error)
  return { tally, done: done.filter((line) => !line.startsWith('noted')), noted: done, log, asked }
}

test('a channel goes by the time of making, then by id', async () => {
  const given = [entry('a-3', 2), entry('a-2', 1), entry('a-1', 2), entry('a-9', 0)]
  const { done, asked } = await delivered(given)
  expect(done).toEqual(['a-9', 'a-2', 'a-1', 'a-3'].map((id) => `${id} delivered`))
  expect(asked).toEqual([['v', new Date('9999-12-31T00:00:00.000Z'), 5000]])
})

test('each is settled before its incident is noted', async () => {
  const { noted } = await delivered([entry('a-1', 1)])
  expect(noted).toEqual(['a-1 delivered', 'noted in i1'])
})

test.for([
  ['at its time', time(10), 1],
  ['before its time', time(11), 0],
] as const)('%s it is tried or not', async ([, nextAt, tried]) => {
  const { tally } = await delivered([entry('a-1', 1, { nextAt })])
  expect(tally).toEqual({ delivered: tried, failed: 0, dead: 0, waiting: 1 - tried })
})

test('what fails holds up its own channel, and what is given up does not', async () => {
  const given = ['a-1', 'a-2', 'b-1', 'b-2', 'c-1'].map((id) => entry(id, 1))
  const { tally, done, log } = await delivered(given, {
    'a-1': { state: 'due', nextAt: time(20), error: 'HTTP 503' },
    'b-1': { state: 'dead', error: 'HTTP 400' },
  })
  expect(tally).toEqual({ delivered: 2, failed: 1, dead: 1, waiting: 1 })
  expect(done.toSorted()).toEqual(['a-1 due', 'b-1 dead', 'b-2 delivered', 'c-1 delivered'])
  const fields = { incident: 'i1', vantage: 'prod-japaneast', attempts: 3 }
  expect(log).toEqual([
    {
      severity: 'warning',
      message: 'A notification was not delivered',
      fields: {
        ...{ event: 'notification-failed', notification: 'a-1', channel: 'a' },
        ...{ ...fields, error: 'HTTP 503' },
      },
    },
    {
      severity: 'error',
      message: 'A notification was given up',
      fields: {
        ...{ event: 'notification-dead', notification: 'b-1', channel: 'b' },
        ...{ ...fields, error: 'HTTP 400' },
      },
    },
  ])
})

test('where the store fails for one channel, the others are delivered and it is said', async () => {
  const broken = new Error('the store')
  const given = [entry('a-1', 1), entry('b-1', 1), entry('b-2', 1)]
  const { tally, done } = await delivered(given, { 'a-1': broken })
  expect(tally).toBe(broken)
  expect(done).toEqual(['b-1 delivered', 'b-2 delivered'])
})

test('nothing waits: nothing is done', async () => {
  expect((await delivered([])).tally).toEqual({ delivered: 0, failed: 0, dead: 0, waiting: 0 })
})
