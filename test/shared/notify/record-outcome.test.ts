import { describe, expect, test } from 'vitest'
import type { Incident, LastMessage } from '../../../shared/model/incident.ts'
import type { Notification } from '../../../shared/model/notification.ts'
import { recordOutcome } from '../../../shared/notify/record-outcome.ts'
import type { Settlement } from '../../../shared/ports/alert-entries.ts'
import { anIncident, toldTo } from '../alerts/an-incident.ts'
import { time } from '../alerts/sweeps.ts'
import { notice } from './notification.ts'

const NOW = new Date(time(30))
const LATER = time(40)
const DELIVERED: Settlement = { state: 'delivered' }
const DUE: Settlement = { state: 'due', nextAt: LATER, error: 'HTTP 503' }
const DEAD: Settlement = { state: 'dead', error: 'HTTP 400' }
const NOTE: Notification = { ...notice(), id: 'n1', channel: 'chat', incident: 'i1' }

/** What becomes of incidents; `conflicts` writers come first. */
async function recorded(
  incidents: readonly Incident[],
  outcome: Settlement,
  notification: Notification = NOTE,
  conflicts = 0,
) {
  const held = new Map(incidents.map((incident) => [incident.id, incident]))
  const written: Incident[] = []
  let tries = 0
  const store = {
    incident: async (id: string) => {
      const incident = held.get(id)
      return incident === undefined ? null : { incident, version: `of ${id}` }
    },
    updateIncident: async (incident: Incident, version: string) => {
      if (version !== `of ${incident.id}`) throw new Error(version)
      if (++tries <= conflicts) return 'conflict' as const
      written.push(incident)
      return 'committed' as const
    },
  }
  await recordOutcome(store, notification, outcome, NOW)
  return { written, tries }
}

const QUEUED = toldTo('chat', { notification: 'n1', state: 'queued' })
const PAGER = toldTo('pager', { notification: 'n1', state: 'queued' })

describe('what a receiver was told', () => {
  test.for<{ name: string; was: LastMessage; outcome: Settlement; is: LastMessage | null }>([
    {
      name: 'delivered',
      was: { ...QUEUED, error: 'HTTP 503' },
      outcome: DELIVERED,
      is: { ...QUEUED, state: 'delivered', deliveredAt: time(30) },
    },
    {
      name: 'an earlier message delivered: the last one waits',
      was: { ...QUEUED, notification: 'n2', error: 'HTTP 503' },
      outcome: DELIVERED,
      is: { ...QUEUED, notification: 'n2', deliveredAt: time(30) },
    },
    { name: 'failed', was: QUEUED, outcome: DUE, is: { ...QUEUED, error: 'HTTP 503' } },
    {
      name: 'failed for another reason',
      was: { ...QUEUED, error: 'HTTP 500' },
      outcome: DUE,
      is: { ...QUEUED, error: 'HTTP 503' },
    },
    {
      name: 'failed for the same reason',
      was: { ...QUEUED, error: 'HTTP 503' },
      outcome: DUE,
      is: null,
    },
    {
      name: 'given up, for the reason that is known',
      was: { ...QUEUED, error: 'HTTP 400' },
      outcome: DEAD,
      is: { ...QUEUED, state: 'given-up', error: 'HTTP 400' },
    },
    {
      name: 'an earlier message given up: the last one waits',
      was: { ...QUEUED, notification: 'n2' },
      outcome: DEAD,
      is: { ...QUEUED, notification: 'n2', error: 'HTTP 400' },
    },
  ])('$name', async ({ was, outcome, is }) => {
    const { written } = await recorded([anIncident({ told: [PAGER, was] })], outcome)
    expect(written.map(({ told }) => told)).toEqual(is === null ? [] : [[PAGER, is]])
  })
})

describe('the log says', () => {
  test.for<[Notification['what'], Settlement, string, string]>([
    ['opened', DELIVERED, 'notified', 'chat was notified that it opened'],
    ['worsened', DELIVERED, 'notified', 'chat was notified that it got worse'],
    ['reminded', DELIVERED, 'reminded', 'chat was notified that it is still open'],
    ['flapping', DELIVERED, 'notified', 'chat was notified that it comes and goes'],
    ['closed', DELIVERED, 'notified', 'chat was notified that it closed'],
    ['silent', DELIVERED, 'notified', 'chat was notified of a silence'],
    ['test', DELIVERED, 'notified', 'chat was notified of a test'],
    [
      ...(['reminded', DUE, 'not-delivered'] as const),
      `chat could not be notified that it is still open: HTTP 503; retried after ${LATER}`,
    ],
    ['closed', DEAD, 'given-up', 'gave up notifying chat that it closed: HTTP 400'],
  ])('of %s, %j: %s', async ([what, outcome, event, reason]) => {
    const { written } = await recorded([anIncident({ told: [QUEUED] })], outcome, { ...NOTE, what })
    expect(written.map(({ log }) => log)).toEqual([
      [{ at: time(30), report: null, what: event, reason }],
    ])
  })
})

describe('recordOutcome()', () => {
  test('notes a bundle in each incident, by the id of its own message', async () => {
    const one = anIncident({ told: [QUEUED] })
    const two = anIncident({ id: 'i2', told: [{ ...QUEUED, notification: 'n2' }] })
    const bundled = [
      { incident: 'i1', notification: 'n1' },
      { incident: 'gone', notification: 'n3' },
      { incident: 'i2', notification: 'n2' },
    ]
    const bundle = { ...NOTE, id: 'b', incident: null, bundled }
    const { written } = await recorded([one, two], DELIVERED, bundle)
    expect(written.map(({ id, told }) => [id, told[0]?.state])).toEqual([
      ['i1', 'delivered'],
      ['i2', 'delivered'],
    ])
  })

  test('has nothing to note where there is no incident, or the receiver is not on it', async () => {
    const told = [PAGER]
    expect(await recorded([anIncident({ told })], DELIVERED)).toEqual({ written: [], tries: 0 })
    const silent = { ...NOTE, incident: null }
    expect(await recorded([anIncident({ told: [QUEUED] })], DELIVERED, silent)).toEqual({
      ...{ written: [], tries: 0 },
    })
  })

  test.for([
    [9, 10, 1],
    [10, 10, 0],
    [99, 10, 0],
  ])('after %i other writers it tried %i times', async ([conflicts, tries, written]) => {
    const told = [QUEUED]
    const made = await recorded([anIncident({ told })], DELIVERED, NOTE, conflicts)
    expect({ tries: made.tries, written: made.written.length }).toEqual({ tries, written })
  })
})
