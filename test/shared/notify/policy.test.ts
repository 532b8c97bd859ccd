import { expect, test } from 'vitest'
import { DEFAULT_CONFIG } from '../../../shared/config/default-config.ts'
import type { Config } from '../../../shared/config/schema.ts'
import { alertPolicy } from '../../../shared/notify/policy.ts'
import { CHAT } from '../alerts/an-incident.ts'
import { time } from '../alerts/sweeps.ts'

type Alerts = Config['alerts']

const { alerts: DEFAULT } = DEFAULT_CONFIG

function receiver(
  name: string | null,
  on: Alerts['notify'][number]['on'],
): Alerts['notify'][number] {
  const address = { kind: 'webhook', url: 'https://h.example/x', secret: null } as const
  return { ...CHAT, targets: null, capabilities: null, name, on, receiver: address }
}

test('everything that is given', () => {
  const once = { from: time(0), to: time(9) }
  const weekly = { days: ['sat'], from: '22:00', to: '02:00' } as const
  const given: Alerts = {
    ...DEFAULT,
    ...{ openAfter: 3, closeAfter: 4, agree: 2, openOn: ['inconclusive'], remindEvery: 60_000 },
    flapping: { times: 5, within: 1000 },
    page: 'https://p.example/',
    maintenance: [
      once,
      { ...once, targets: ['a'], reason: 'r' },
      { ...weekly, days: ['sat'] },
      { ...weekly, days: ['sat'], timezone: 'Asia/Tokyo', targets: ['b'] },
    ],
    silences: [
      { reason: 'all' },
      { reason: 'some', code: 'tcp-dropped', subject: 's', targets: ['t'], until: time(9) },
    ],
    notify: [receiver(null, ['warn']), receiver('pager', ['fail', 'warn'])],
  }
  const none = { targets: null, reason: null }
  expect(alertPolicy(given, '0 0 * * * *')).toEqual({
    ...{ openAfter: 3, closeAfter: 4, agree: 2, remindEvery: 60_000 },
    // What a receiver is told of opens an incident, too, the most severe first.
    opens: ['fail', 'inconclusive', 'warn'],
    flapping: { times: 5, within: 1000 },
    maintenance: [
      { ...once, ...none },
      { ...once, targets: ['a'], reason: 'r' },
      { ...weekly, ...none, timezone: 'UTC' },
      { ...weekly, targets: ['b'], reason: null, timezone: 'Asia/Tokyo' },
    ],
    silences: [
      { code: null, subject: null, targets: null, until: null, reason: 'all' },
      { code: 'tcp-dropped', subject: 's', targets: ['t'], until: time(9), reason: 'some' },
    ],
    channels: [
      { ...CHAT, name: 'webhook', on: ['warn'] },
      { ...CHAT, name: 'pager', on: ['fail', 'warn'] },
    ],
    schedule: '0 0 * * * *',
    page: 'https://p.example/',
  })
})

test.for([
  [0, null],
  [1, 1],
] as const)('to remind every %i ms is %s', ([remindEvery, expected]) => {
  const { page: _, ...given } = DEFAULT
  const policy = alertPolicy({ ...given, remindEvery }, null)
  expect([policy.remindEvery, policy.page]).toEqual([expected, null])
})
