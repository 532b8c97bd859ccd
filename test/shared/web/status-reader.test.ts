import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { StoreError, type StoreProblem } from '../../../shared/ports/store-error.ts'
import { changeIncidents } from '../../../shared/web/change-incidents.ts'
import { Bucket, Buckets, Slots } from '../../../shared/web/rate.ts'
import { wantsPage } from '../../../shared/web/route.ts'
import { statusReader } from '../../../shared/web/status.ts'
import { anIncident } from '../alerts/an-incident.ts'
import { reportAt, time } from '../alerts/sweeps.ts'

const LIMITS = { sweep: 60_000 } as never
const EVERY_FIVE = '0 */5 * * * *'

function at(name: string, scheduled: number | null, newest = scheduled ?? 0) {
  const ref = (minute: number) => ({ id: `${name}${minute}`, startedAt: time(minute) })
  return { name, scheduled: scheduled === null ? null : ref(scheduled), newest: ref(newest) }
}

/** A store with these vantages, whose reports have the ids of their sweeps. */
function reading(entries: ReturnType<typeof at>[], problem?: StoreProblem) {
  const asked: unknown[] = []
  const store = {
    vantages: async () => entries,
    get: async (id: string): Promise<Report> => {
      asked.push(id)
      if (problem !== undefined) throw new StoreError('x', { problem })
      return { ...reportAt(0, {}), id }
    },
    incidents: async (filter: unknown) => {
      asked.push(filter)
      return []
    },
    outboxDepth: async (vantage: unknown) => {
      asked.push(vantage)
      return { due: 1, dead: 2 }
    },
  }
  return {
    asked,
    store: store as never,
    reader: statusReader(store as never, { schedule: EVERY_FIVE, limits: LIMITS }),
  }
}

describe('statusReader()', () => {
  // Two distances of five minutes, and a sweep of one.
  test.for([
    [11 * 60_000, false],
    [11 * 60_000 + 1, true],
  ] as const)('a vantage whose last sweep is %i ms old is silent: %s', async ([age, silent]) => {
    const { reader } = reading([at('a', 0)])
    const now = new Date(Date.parse(time(0)) + age)
    const { vantages } = await reader.status(now)
    expect(vantages).toEqual([
      {
        ...{ name: 'a', latest: { ...reportAt(0, {}), id: 'a0' }, lastSweepAt: time(0) },
        ...{ ageMs: age, silent },
      },
    ])
  })

  test('a vantage is not silent in a night that the schedule leaves out', async () => {
    const nightly = { schedule: '0 0 8 * * *', limits: LIMITS }
    const silentAt = async (minute: number) => {
      const reader = statusReader(reading([at('a', 8 * 60)]).store, nightly)
      const { vantages } = await reader.status(new Date(time(minute)))
      return vantages[0]?.silent
    }
    // Due on the next two days; a sweep may take a minute.
    expect([await silentAt(56 * 60 + 1), await silentAt(56 * 60 + 2)]).toEqual([false, true])
  })

  test('a vantage without a scheduled sweep shows its newest, and is never silent', async () => {
    const { reader } = reading([at('a', null, 3)])
    expect((await reader.status(new Date(time(900)))).vantages).toMatchObject([
      { latest: { id: 'a3' }, lastSweepAt: null, ageMs: null, silent: false },
    ])
  })

  test('shows the last scheduled one where a newer one is of another kind', async () => {
    const { reader } = reading([at('a', 5, 7)])
    expect((await reader.status(new Date(time(8)))).vantages[0]?.latest?.id).toBe('a5')
  })

  test('of one vantage asks for that one, and remembers only what is of all', async () => {
    const { reader, asked } = reading([at('a', 0), at('b', 1)])
    const one = await reader.status(new Date(time(2)), 'b')
    expect(one.vantages.map(({ name }) => name)).toEqual(['b'])
    expect(asked).toEqual(['b1', { vantage: 'b', state: 'open', limit: 500 }, 'b'])
    expect(reader.last()).toBeNull()
    asked.length = 0
    const all = await reader.status(new Date(time(2)))
    // The report of b is known.
    expect(asked).toEqual(['a0', { state: 'open', limit: 500 }, undefined])
    expect(all).toMatchObject({ now: time(2), incidents: [], outboxDepth: { due: 1, dead: 2 } })
    expect(reader.last()).toBe(all)
  })

  test('goes on without a report that is damaged, and not without one that is out of reach', async () => {
    const damaged = reading([at('a', 0)], 'damaged').reader
    expect((await damaged.status(new Date(time(2)))).vantages[0]?.latest).toBeNull()
    await expect(reading([at('a', 0)], 'unreachable').reader.status(new Date(0))).rejects.toThrow()
  })
})

describe('changeIncidents()', () => {
  const all = [
    anIncident({ id: 'i1' }),
    anIncident({ id: 'i2', vantage: 'b' }),
    anIncident({ id: 'i3', subject: 'other' }),
    anIncident({ id: 'i4', code: 'tcp-reset' }),
  ]
  const acked = { acknowledgedAt: time(1) }

  async function changed(id: string, everywhere: boolean, conflicts = 0) {
    let tries = 0
    const store = {
      incident: async (wanted: string) => {
        const incident = all.find((one) => one.id === wanted)
        return incident === undefined ? null : { incident, version: '1' }
      },
      incidents: async () => all.toReversed(),
      updateIncident: async () => (++tries <= conflicts ? 'conflict' : 'committed'),
    }
    const change = (one: (typeof all)[number]) => ({ ...one, ...acked })
    const made = await changeIncidents(store as never, id, everywhere, change)
    return { tries, made: Array.isArray(made) ? made.map((one) => one.id) : made }
  }

  test.for([
    ['i1', false, 0, { tries: 1, made: ['i1'] }],
    ['i1', true, 0, { tries: 2, made: ['i1', 'i2'] }],
    ['i2', true, 0, { tries: 2, made: ['i2', 'i1'] }],
    ['i1', false, 4, { tries: 5, made: ['i1'] }],
    ['i1', false, 5, { tries: 5, made: 'conflict' }],
    ['none', true, 0, { tries: 0, made: null }],
  ] as const)('%s, everywhere %s, after %i conflicts', async ([id, everywhere, n, expected]) => {
    expect(await changed(id, everywhere, n)).toEqual(expected)
  })

  test('one that is as it is to be is not written', async () => {
    const store = {
      incident: async () => ({ incident: all[0], version: '1' }),
      updateIncident: async () => expect.unreachable(),
    }
    const made = await changeIncidents(store as never, 'i1', false, (one) => one)
    expect(made).toEqual([all[0]])
  })
})

test.for([
  [null, false],
  ['*/*', false],
  ['text/html', true],
  ['application/json', false],
  ['text/html, application/json', false],
  ['TEXT/HTML;q=0.9, application/json;q=0.8', true],
  ['application/json;q=0.9, text/html;q=0.8', false],
  ['application/json, text/html;q=0.8', false],
  ['text/html;level=1;q=0.7, application/json;q=0.6', true],
  ['text/html;q=x', false],
  ['text/html;q=0', false],
] as const)('who accepts %s wants a page: %s', ([accept, expected]) => {
  const headers = accept === null ? {} : { accept }
  expect(wantsPage(new Request('http://h.example/', { headers }))).toBe(expected)
})

describe('rates', () => {
  test('a bucket has its burst at once, and then what time brings, never more', () => {
    const bucket = new Bucket({ burst: 2, perMinute: 6 }, 0)
    const takes = [0, 0, 0, 9_999, 10_000, 1_000_000, 1_000_000, 1_000_000]
    expect(takes.map((now) => Math.round(bucket.take(now)))).toEqual([
      ...[0, 0, 10_000, 1, 0, 0, 0, 10_000],
    ])
  })

  test('a caller without tokens takes none of what all have together', () => {
    const buckets = new Buckets({ burst: 1, perMinute: 1 }, { burst: 2, perMinute: 1 }, 0)
    const takes = ['a', 'a', 'a', 'b', 'c'].map((caller) => buckets.take(caller, 0) === 0)
    expect(takes).toEqual([true, false, false, true, false])
  })

  test('of a thousand callers the one that was quiet for longest is forgotten', () => {
    const buckets = new Buckets({ burst: 1, perMinute: 1 }, null, 0)
    for (let n = 0; n < 1000; n++) buckets.take(`c${n}`, 0)
    expect(buckets.take('c0', 0)).toBe(60_000)
    buckets.take('new', 0)
    expect(buckets.take('c0', 0)).toBe(60_000)
    expect(buckets.take('c1', 0)).toBe(0)
  })

  test('a slot is given back once', () => {
    const slots = new Slots(1)
    const slot = slots.take()
    expect(slots.take()).toBeNull()
    slot?.[Symbol.dispose]()
    slot?.[Symbol.dispose]()
    expect(slots.take()).not.toBeNull()
    expect(slots.take()).toBeNull()
  })
})
