import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Notice, Notification, OutboxEntry } from '../../../shared/model/notification.ts'
import { attemptWith } from '../../../shared/notify/attempt.ts'
import { deliver } from '../../../shared/notify/deliver.ts'
import { errorOf } from '../../../shared/notify/outcome.ts'
import type { Receiver } from '../../../shared/notify/receiver.ts'
import { DELIVERY, waitAfter } from '../../../shared/notify/retry.ts'
import type { Settlement } from '../../../shared/ports/alert-entries.ts'
import type { HttpAnswer } from '../../../shared/ports/http-answer.ts'
import type { LogEntry } from '../../../shared/ports/log.ts'
import { retryAfterOf } from '../../../shared/ports/retry-after.ts'
import type { OutgoingRequest } from '../../../shared/ports/sender.ts'
import { toldText } from '../../../shared/view/told.ts'
import { runOf, type Sweep } from '../alerts/sweeps.ts'
import { entryOf, notice } from './notification.ts'

const URL_OF = (name: string) => `https://${name}.example/services/T0SECRET/B0SECRET`
const START = Date.parse('2026-11-22T00:05:10.000Z')

/** An outbox in memory, receivers that answer as told, and a clock that is set. */
function post(notifications: readonly Notification[]) {
  const outbox = new Map<string, OutboxEntry>(notifications.map((n) => [n.id, entryOf(n)]))
  const sent: string[] = []
  const log: LogEntry[] = []
  const down = new Map<string, HttpAnswer>()
  let now = START
  const channels = ['a', 'b'].map(
    (name): Receiver => ({
      name,
      on: ['fail'],
      ...{ targets: null, capabilities: null },
      bundles: true,
      receiver: { kind: 'webhook', url: URL_OF(name), secret: null },
    }),
  )
  const sender = {
    send: async (request: OutgoingRequest): Promise<HttpAnswer> => {
      const name = new URL(request.url).hostname.split('.')[0] ?? ''
      sent.push(`${name} ${request.headers['idempotency-key']}`)
      return down.get(name) ?? answer(204)
    },
  }
  const incidents = new Map<string, Incident>()
  let conflicts = 0
  const store = {
    incident: async (id: string) => {
      const incident = incidents.get(id)
      return incident === undefined ? null : { incident, version: '1' }
    },
    updateIncident: async (incident: Incident): Promise<'committed' | 'conflict'> => {
      if (conflicts++ % 2 === 0) return 'conflict'
      incidents.set(incident.id, incident)
      return 'committed'
    },
    dueOutbox: async (_: string, at: Date, limit: number) =>
      [...outbox.values()]
        .filter((e) => e.state === 'due' && Date.parse(e.nextAt) <= at.getTime())
        .slice(0, limit),
    settleOutbox: async (id: string, outcome: Settlement) => {
      const entry = outbox.get(id)
      if (entry?.state !== 'due') return
      const attempts = entry.attempts + 1
      outbox.set(id, {
        ...entry,
        attempts,
        state: outcome.state,
        lastError: outcome.state === 'delivered' ? null : outcome.error,
        nextAt: outcome.state === 'due' ? outcome.nextAt : entry.nextAt,
      })
    },
  }
  const clock = { now: () => now, date: () => new Date(now) }
  const attempt = attemptWith({ sender, channels, random: () => 0 })
  return {
    outbox,
    incidents,
    sent,
    log,
    down,
    states: () => [...outbox.values()].map((e) => e.state),
    wait: (ms: number) => {
      now += ms
    },
    run: () =>
      deliver({
        store,
        deliver: attempt,
        clock,
        log: { write: (entry) => void log.push(entry) },
        vantage: 'v',
      }),
  }
}

function answer(status: number, headers: Record<string, string> = {}, body = ''): HttpAnswer {
  return { status, headers, body, failure: null }
}

/** A notification of a channel, the n-th of its incident. */
function note(channel: string, n: number, what: Notice = 'opened'): Notification {
  return {
    ...notice(what),
    channel,
    what,
    id: `inc.${String(n).padStart(6, '0')}.${what}.${channel}`,
  }
}

describe('deliver()', () => {
  test('sends each once, in the order of its channel', async () => {
    const office = post([note('a', 2, 'closed'), note('a', 1), note('b', 1)])
    expect(await office.run()).toEqual({ delivered: 3, failed: 0, dead: 0, waiting: 0 })
    expect(office.sent.filter((s) => s.startsWith('a'))).toEqual([
      'a inc.000001.opened.a',
      'a inc.000002.closed.a',
    ])
    await office.run()
    expect(office.sent).toHaveLength(3)
  })

  test('a channel that is down holds up itself only, and keeps its order through retries', async () => {
    const office = post([note('a', 1), note('a', 2, 'closed'), note('b', 1)])
    office.down.set('a', { failure: 'ECONNREFUSED' })
    expect(await office.run()).toEqual({ delivered: 1, failed: 1, dead: 0, waiting: 1 })
    // The second is due, and must not overtake the first, which is not.
    office.down.clear()
    expect(await office.run()).toMatchObject({ delivered: 0, waiting: 2 })
    office.wait(DELIVERY.first)
    expect(await office.run()).toMatchObject({ delivered: 2, waiting: 0 })
    expect(office.sent.filter((s) => s.startsWith('a'))).toEqual([
      'a inc.000001.opened.a',
      'a inc.000001.opened.a',
      'a inc.000002.closed.a',
    ])
  })

  test('Retry-After is waited for', async () => {
    const office = post([note('a', 1)])
    office.down.set('a', answer(429, { 'retry-after': '120' }))
    await office.run()
    office.wait(119_000)
    expect(await office.run()).toMatchObject({ waiting: 1 })
    expect(office.sent).toHaveLength(1)
  })

  test('an hour of outage loses nothing', async () => {
    const office = post([note('a', 1), note('a', 2, 'closed')])
    office.down.set('a', { failure: 'ETIMEDOUT' })
    for (let minute = 0; minute < 60; minute += 5) {
      await office.run()
      office.wait(300_000)
    }
    office.down.clear()
    office.wait(DELIVERY.longest)
    expect(await office.run()).toMatchObject({ delivered: 2 })
  })

  test('is given up after a day, and the log says so', async () => {
    const office = post([note('a', 1)])
    office.down.set('a', answer(503))
    office.wait(DELIVERY.age)
    expect(await office.run()).toMatchObject({ dead: 1 })
    expect(office.log).toMatchObject([
      {
        severity: 'error',
        fields: { event: 'notification-dead', error: expect.stringContaining('503') },
      },
    ])
  })

  test('is given up after too many attempts', async () => {
    const office = post([])
    office.outbox.set('x', entryOf(note('a', 1), DELIVERY.attempts - 1))
    office.down.set('a', answer(503))
    expect(await office.run()).toMatchObject({ dead: 1 })
  })

  test('a message that is refused for good does not hold up the next', async () => {
    const office = post([note('a', 1), note('a', 2)])
    office.down.set('a', answer(400, {}, 'invalid_payload'))
    expect(await office.run()).toMatchObject({ dead: 2 })
    expect([...office.outbox.values()][0]?.lastError).toBe('HTTP 400: invalid_payload')
  })

  test('a channel that the configuration has no more is given up', async () => {
    const office = post([note('gone', 1)])
    expect(await office.run()).toMatchObject({ dead: 1 })
  })

  test('no secret reaches the outbox or the log', async () => {
    const office = post([note('a', 1), note('b', 1)])
    office.down.set('a', answer(500, {}, `no hook at ${URL_OF('a')}`))
    office.down.set('b', { failure: `cannot connect to ${URL_OF('b')}` })
    await office.run()
    const told = JSON.stringify([[...office.outbox.values()], office.log])
    expect(told).toContain('HTTP 500')
    expect(told).not.toContain('SECRET')
  })
})

describe('the log of the incident', () => {
  const DEAD: Sweep = { 'app/db': 'fail tcp-dropped 10.0.1.9' }

  /** The office with the incident that a run opened. */
  function opened() {
    const run = runOf([DEAD, DEAD])
    const [made] = run.notifications
    const [incident] = run.incidents.values()
    if (made === undefined || incident === undefined) throw new Error('nothing opened')
    const notification = { ...made, id: made.id.replace(/chat$/, 'a'), channel: 'a' }
    const told = incident.told.map((t) => ({ ...t, channel: 'a', notification: notification.id }))
    const office = post([notification])
    office.incidents.set(incident.id, { ...incident, told })
    const now = () => office.incidents.get(incident.id)
    return {
      office,
      notification,
      said: () =>
        now()
          ?.log.slice(incident.log.length)
          .map((e) => e.what),
      stands: () => now()?.told.map((t) => toldText(t, (at) => at.slice(11, 16))),
    }
  }

  test('says queued, then that an attempt failed (once for one reason), then notified', async () => {
    const { office, said, stands } = opened()
    expect(stands()).toEqual(['queued for a, not delivered yet'])
    office.down.set('a', { failure: 'connection refused' })
    await office.run()
    office.wait(DELIVERY.longest)
    await office.run()
    expect(said()).toEqual(['not-delivered'])
    expect(stands()).toEqual(['queued for a, not delivered yet: connection refused'])
    office.down.clear()
    office.wait(DELIVERY.longest)
    await office.run()
    expect(said()).toEqual(['not-delivered', 'notified'])
    expect(stands()).toEqual(['a, delivered 00:35'])
  })

  test('says given-up with the error', async () => {
    const { office, said, stands } = opened()
    office.down.set('a', answer(400, {}, 'invalid_payload'))
    await office.run()
    expect(said()).toEqual(['given-up'])
    expect(stands()).toEqual(['gave up on a: HTTP 400: invalid_payload'])
  })

  test('a bundle is noted in each of its incidents', async () => {
    const { office, notification, said } = opened()
    const bundled = [{ incident: notification.incident ?? '', notification: notification.id }]
    office.outbox.clear()
    office.outbox.set('b', entryOf({ ...notification, id: 'b', incident: null, bundled }))
    await office.run()
    expect(said()).toEqual(['notified'])
  })
})

describe('errorOf()', () => {
  const url = 'https://h.example/hook/a%20secret%2Fpart?code=T0KEN99'
  test.for(['see /hook/a%20secret%2fpart', 'a secret/part', 'code t0ken99', 'the key s1gning'])(
    'says nothing of an answer that holds %s',
    (body) => {
      const receiver = { kind: 'webhook', url, secret: 's1gning' } as const
      expect(errorOf(answer(403, {}, body), receiver)).toBe('HTTP 403')
    },
  )
})

describe('retryAfterOf()', () => {
  test.for([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 22 Nov 2026 00:06:10 GMT', 60_000],
    ['Sat, 21 Nov 2026 00:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['', null],
    ['2026-11-22', null],
  ] as const)('%s is %s ms', ([text, ms]) => {
    expect(retryAfterOf(text, new Date(START))).toBe(ms)
  })
})

describe('waitAfter()', () => {
  test.for([
    { failures: 1, asked: null, random: 0, ms: 10_000 },
    { failures: 1, asked: null, random: 0.5, ms: 7_500 },
    { failures: 4, asked: null, random: 0, ms: 80_000 },
    { failures: 500, asked: null, random: 0, ms: 900_000 },
    { failures: 1, asked: 60_000, random: 0, ms: 60_000 },
    { failures: 1, asked: 1_000, random: 0, ms: 10_000 },
    { failures: 1, asked: 999_999_999, random: 0, ms: 3_600_000 },
  ])('$failures failures, $asked asked: $ms ms', ({ failures, asked, random, ms }) => {
    expect(waitAfter(failures, asked, () => random)).toBe(ms)
  })
})
