import type { OutboxEntry } from '../model/notification.ts'
import type { Settlement } from '../ports/alert-entries.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import type { Attempt } from './attempt.ts'
import { recordOutcome } from './record-outcome.ts'

export interface Delivery {
  readonly store: Pick<ResultsStore, 'dueOutbox' | 'settleOutbox' | 'incident' | 'updateIncident'>
  readonly deliver: Attempt
  readonly clock: Clock
  readonly log: Log
  readonly vantage: string
  /** Ends it: what was not sent stays in the outbox. */
  readonly signal?: AbortSignal
}

export interface Delivered {
  readonly delivered: number
  /** Failed and to be tried again. */
  readonly failed: number
  /** Given up now. */
  readonly dead: number
  /** Not tried: not their time, or behind one that waits. */
  readonly waiting: number
}

/** All that wait, not only those due: the order within a channel depends on those that are not. */
const END_OF_TIME = new Date('9999-12-31T00:00:00.000Z')
const AT_ONCE = 5_000

/**
 * Sends what waits in the outbox of a vantage, at least once each. Channels go side by side, and within one the
 * oldest goes first: what fails holds up what came after it, in its own channel only. So nobody hears of an end
 * before its start. Throws StoreError when the store does; what was sent and not settled goes out again, with the
 * same key.
 */
export async function deliver(delivery: Delivery): Promise<Delivered> {
  const { store, vantage } = delivery
  const entries = await store.dueOutbox(vantage, END_OF_TIME, AT_ONCE)
  const queues = Map.groupBy([...entries].sort(inOrder), (entry) => entry.notification.channel)
  const tallies = await Promise.allSettled(
    [...queues.values()].map((queue) => deliverQueue(queue, delivery)),
  )
  const broken = tallies.find((tally) => tally.status === 'rejected')
  if (broken !== undefined) throw broken.reason
  return tallies
    .flatMap((tally) => (tally.status === 'fulfilled' ? [tally.value] : []))
    .reduce(sum, { delivered: 0, failed: 0, dead: 0, waiting: 0 })
}

async function deliverQueue(
  queue: readonly OutboxEntry[],
  { store, deliver: attempt, clock, log, signal }: Delivery,
): Promise<Delivered> {
  const tally = { delivered: 0, failed: 0, dead: 0, waiting: queue.length }
  for (const entry of queue) {
    const now = clock.date()
    if (Date.parse(entry.nextAt) > now.getTime() || signal?.aborted === true) break
    const outcome = await attempt(entry, now)
    await store.settleOutbox(entry.notification.id, outcome)
    await recordOutcome(store, entry.notification, outcome, now)
    tally.waiting--
    tally[outcome.state === 'due' ? 'failed' : outcome.state]++
    logOutcome(entry, outcome, log)
    if (outcome.state === 'due') break
  }
  return tally
}

function logOutcome({ notification, attempts }: OutboxEntry, outcome: Settlement, log: Log): void {
  if (outcome.state === 'delivered') return
  const dead = outcome.state === 'dead'
  log.write({
    severity: dead ? 'error' : 'warning',
    message: dead ? 'A notification was given up' : 'A notification was not delivered',
    fields: {
      event: dead ? 'notification-dead' : 'notification-failed',
      notification: notification.id,
      channel: notification.channel,
      incident: notification.incident,
      vantage: notification.vantage,
      attempts: attempts + 1,
      error: outcome.error,
    },
  })
}

/** As they were made. Ids of one incident sort by its sweeps; a catch-up makes many within one millisecond. */
function inOrder({ notification: a }: OutboxEntry, { notification: b }: OutboxEntry): number {
  const time = Date.parse(a.createdAt) - Date.parse(b.createdAt)
  if (time !== 0) return time
  return a.id < b.id ? -1 : 1
}

function sum(a: Delivered, b: Delivered): Delivered {
  return {
    delivered: a.delivered + b.delivered,
    failed: a.failed + b.failed,
    dead: a.dead + b.dead,
    waiting: a.waiting + b.waiting,
  }
}
