import { expect, test } from 'vitest'
import { bundled } from '../../../shared/alerts/bundle.ts'
import { incidentMessage } from '../../../shared/alerts/message.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Notice, Notification } from '../../../shared/model/notification.ts'
import { anIncident, CHAT, tellingAt } from './an-incident.ts'
import { time } from './sweeps.ts'

const CHANNELS = [CHAT, { ...CHAT, name: 'pager', bundles: false }]
const TELLING = tellingAt(5, { channels: CHANNELS }, { 'app/db': 'pass' })

function notices(
  count: number,
  { what = 'opened', channel = 'chat' }: { what?: Notice; channel?: string } = {},
  more: (n: number) => Partial<Incident> = () => ({}),
): readonly Notification[] {
  return Array.from({ length: count }, (_, n) => {
    const incident = anIncident({ id: `i${n}`, ...more(n) })
    const payload = incidentMessage(incident, what, { report: TELLING.sweep.report, page: null })
    const common = { vantage: 'a', channel, what, createdAt: time(5), payload }
    return { ...common, id: `${what}${n}`, incident: incident.id }
  })
}

test.for<{ name: string; given: readonly Notification[]; told: readonly string[] }>([
  { name: 'five stand alone', given: notices(5), told: ['', '', '', '', ''] },
  { name: 'six become one', given: notices(6), told: ['6 new problems at a'] },
  {
    name: 'those of a machine never',
    given: notices(6, { channel: 'pager' }),
    told: ['', '', '', '', '', ''],
  },
  {
    name: 'each kind of event apart',
    given: [...notices(6), ...notices(7, { what: 'closed' })],
    told: ['6 new problems at a', '7 problems that are over at a'],
  },
  {
    name: 'kinds of event do not add up',
    given: [...notices(3), ...notices(3, { what: 'closed' })],
    told: ['', '', '', '', '', ''],
  },
  {
    name: 'that all go on elsewhere',
    given: notices(6, { what: 'closed' }, () => ({ into: 'x' })),
    told: ['6 problems that go on in another incident at a'],
  },
  {
    name: 'ends of three kinds',
    given: notices(21, { what: 'closed' }, (n) => ({
      into: n < 6 ? 'x' : null,
      targets: n < 13 ? ['app/db'] : ['gone'],
    })),
    told: [
      '6 problems that go on in another incident at a',
      '7 problems that are over at a',
      '8 problems that are no longer checked at a',
    ],
  },
  {
    name: 'of which one is over',
    given: notices(6, { what: 'closed' }, (n) => ({ into: n === 0 ? null : 'x' })),
    told: ['', '', '', '', '', ''],
  },
])('$name', ({ given, told }) => {
  const made = bundled(given, TELLING)
  expect(new Set(made.map(({ id }) => id)).size).toBe(made.length)
  expect(made.map((n) => (n.incident === null ? n.payload.title : ''))).toEqual(told)
})

test('a bundle names twenty, counts the rest, and is as severe as the worst of them', () => {
  const severity = (n: number) => (n === 1 ? 'fail' : 'inconclusive') as Incident['severity']
  const given = notices(22, {}, (n) => ({
    ...{ severity: severity(n), summary: `s${n}`, targets: ['t', 'u'] },
  }))
  const page = 'https://p.example/'
  const [only, ...more] = bundled(given, tellingAt(5, { channels: CHANNELS, page }))
  const lines = given.slice(0, 20).map((_, n) => `${severity(n)}: s${n} (2)`)
  expect(more).toEqual([])
  expect(only).toEqual({
    id: 'r00005.opened.chat',
    vantage: 'a',
    incident: null,
    bundled: given.map(({ id, incident }) => ({ incident, notification: id })),
    channel: 'chat',
    what: 'opened',
    createdAt: time(5),
    payload: {
      title: '22 new problems at a',
      text: [...lines, 'and 2 more'].join('\n'),
      severity: 'fail',
      incident: null,
      links: [{ text: 'Incidents', href: 'https://p.example/api/incidents' }],
    },
  })
})

test('twenty are all named, and without a page there is no link', () => {
  const [only] = bundled(notices(20), TELLING)
  expect(only?.payload.text.split('\n')).toHaveLength(20)
  expect(only?.payload.links).toEqual([])
})
