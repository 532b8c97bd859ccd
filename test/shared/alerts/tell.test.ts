import { describe, expect, test } from 'vitest'
import { deriveAlerts } from '../../../shared/alerts/derive.ts'
import { acknowledge, silenceUntil } from '../../../shared/alerts/log-entry.ts'
import { logLines } from '../../../shared/alerts/log-lines.ts'
import type { AlertPolicy, ReceiverFilter } from '../../../shared/alerts/policy.ts'
import {
  POLICY,
  type Run,
  reasons,
  reportAt,
  runOf,
  type Said,
  type Sweep,
  said,
  time,
} from './sweeps.ts'

const GOOD: Sweep = { 'app/db': 'pass' }
const DEAD: Sweep = { 'app/db': 'fail tcp-dropped 10.0.1.9' }
const UNKNOWN: Sweep = { 'app/db': 'inconclusive not-checked-in-time the sweep' }
const OPENED = 'chat: opened tcp-dropped 10.0.1.9'

function channel(more: Partial<ReceiverFilter>): AlertPolicy['channels'] {
  return [{ name: 'chat', on: ['fail'], targets: null, capabilities: null, bundles: true, ...more }]
}

/** The window in minutes after midnight. */
function window(from: number, to: number, targets: readonly string[] | null = null) {
  return [{ from: time(from), to: time(to), targets, reason: 'patching' }]
}

describe('whom to tell', () => {
  test.for<{
    name: string
    policy: Partial<AlertPolicy>
    sweeps: Sweep[]
    told: string[]
    why: string
  }>([
    {
      name: 'a severity that the channel does not take',
      policy: { channels: channel({}) },
      sweeps: [UNKNOWN, UNKNOWN],
      told: [],
      why: 'chat was not notified that it opened: its "on" takes fail, and this is inconclusive',
    },
    {
      name: 'targets that the channel does not take',
      policy: { channels: channel({ targets: ['web*'] }) },
      sweeps: [DEAD, DEAD],
      told: [],
      why: 'chat was not notified that it opened: its "targets" fit none of the targets',
    },
    {
      name: 'capabilities that the channel does not take',
      policy: { channels: channel({ capabilities: ['deploy'] }) },
      sweeps: [DEAD, DEAD],
      told: [],
      why: 'chat was not notified that it opened: its "capabilities" fit none that is hit',
    },
    {
      name: 'a capability that the channel takes',
      policy: { channels: channel({ capabilities: ['a*'] }) },
      sweeps: [DEAD, DEAD],
      told: [OPENED],
      why: '',
    },
    {
      name: 'maintenance of all targets',
      policy: { maintenance: window(0, 60) },
      sweeps: [DEAD, DEAD, DEAD],
      told: [],
      why: `chat was not notified that it opened: maintenance ${time(0)} to ${time(60)} (patching)`,
    },
    {
      name: 'maintenance of other targets',
      policy: { maintenance: window(0, 60, ['web']) },
      sweeps: [DEAD, DEAD],
      told: [OPENED],
      why: '',
    },
    {
      name: 'an outage that outlasts the maintenance is told after it',
      policy: { maintenance: window(0, 12) },
      sweeps: [DEAD, DEAD, DEAD, DEAD],
      told: [OPENED],
      why: `chat was not notified that it opened: maintenance ${time(0)} to ${time(12)} (patching)`,
    },
    {
      name: 'an end is told in maintenance, too',
      policy: { maintenance: window(8, 60) },
      sweeps: [DEAD, DEAD, GOOD, GOOD],
      told: [OPENED, 'chat: closed tcp-dropped 10.0.1.9'],
      why: '',
    },
    {
      name: 'nobody hears of the end who did not hear of the begin',
      policy: { maintenance: window(0, 60) },
      sweeps: [DEAD, DEAD, GOOD, GOOD],
      told: [],
      why: `chat was not notified that it opened: maintenance ${time(0)} to ${time(60)} (patching)`,
    },
    {
      name: 'a silence by code',
      policy: { silences: [silence({ code: 'tcp-dropped' })] },
      sweeps: [DEAD, DEAD],
      told: [],
      why: 'chat was not notified that it opened: silenced: known',
    },
    {
      name: 'a silence of another subject',
      policy: { silences: [silence({ subject: '10.9.*' })] },
      sweeps: [DEAD, DEAD],
      told: [OPENED],
      why: '',
    },
    {
      name: 'a silence that is over',
      policy: { silences: [silence({ targets: ['app/*'], until: time(4) })] },
      sweeps: [DEAD, DEAD],
      told: [OPENED],
      why: '',
    },
    {
      name: 'moreSevere than before',
      policy: { channels: channel({ on: ['fail', 'inconclusive'] }) },
      sweeps: [
        { 'app/db': 'inconclusive tcp-dropped 10.0.1.9' },
        { 'app/db': 'inconclusive tcp-dropped 10.0.1.9' },
        DEAD,
      ],
      told: [OPENED, 'chat: worsened tcp-dropped 10.0.1.9'],
      why: '',
    },
    {
      name: 'reminders',
      policy: { remindEvery: 600_000 },
      sweeps: [DEAD, DEAD, DEAD, DEAD, DEAD, DEAD],
      told: [OPENED, 'chat: reminded tcp-dropped 10.0.1.9', 'chat: reminded tcp-dropped 10.0.1.9'],
      why: '',
    },
  ])('$name', ({ policy, sweeps, told, why }) => {
    const run = runOf(sweeps, policy)
    expect(said(run)).toEqual(told)
    expect(reasons(run, 'suppressed').join('\n')).toBe(why)
  })

  test('an acknowledged incident is not told again, and its log says so', () => {
    const policy = { remindEvery: 300_000 }
    const run = runOf([DEAD, DEAD], policy)
    const acknowledged = [...run.incidents].map(
      ([id, incident]) => [id, acknowledge(incident, new Date(time(7)), 'Ann')] as const,
    )
    const after = runOf([DEAD, DEAD], policy, { ...run, incidents: new Map(acknowledged) }, 2)
    expect(said(after)).toEqual([OPENED])
    expect(reasons(after, 'acknowledged')).toEqual(['Acknowledged by Ann: no more reminders'])
    expect(reasons(after, 'suppressed')).toEqual([
      'chat was not notified again after 5 min: it is acknowledged',
    ])
  })

  test('nobody is notified of a silenced incident until its time is over, and its log says so', () => {
    const policy = { remindEvery: 300_000 }
    const run = runOf([DEAD, DEAD], policy)
    const by = { at: new Date(time(7)), by: 'Ann', why: 'the vendor is on it' }
    const silencedUntil = (until: Date) => {
      const silenced = [...run.incidents].map(
        ([id, incident]) => [id, silenceUntil(incident, until, by)] as const,
      )
      return runOf([DEAD, DEAD], policy, { ...run, incidents: new Map(silenced) }, 2)
    }
    const quiet = silencedUntil(new Date(time(60)))
    expect(said(quiet)).toEqual([OPENED])
    expect(reasons(quiet, 'silenced')).toEqual([
      `Silenced until ${new Date(time(60)).toISOString()} by Ann: the vendor is on it`,
    ])
    expect(reasons(quiet, 'suppressed')[0]).toContain('it is silenced until')
    expect(said(silencedUntil(new Date(time(8)))).length).toBeGreaterThan(1)
  })

  test('an acknowledged incident that gets more severe is told again', () => {
    const doubt: Sweep = { 'app/db': 'inconclusive tcp-dropped 10.0.1.9' }
    const run = runOf([doubt, doubt])
    const acknowledged = [...run.incidents].map(
      ([id, incident]) => [id, acknowledge(incident, new Date(time(7)), 'Ann')] as const,
    )
    const after = runOf([doubt, DEAD], {}, { ...run, incidents: new Map(acknowledged) }, 2)
    expect(said(after)).toEqual([OPENED, 'chat: worsened tcp-dropped 10.0.1.9'])
  })

  test.for([
    { at: '2026-11-21T12:30:00Z', open: false }, // Saturday 21:30 in Tokyo
    { at: '2026-11-21T13:00:00Z', open: true },
    { at: '2026-11-21T16:59:00Z', open: true }, // Sunday 01:59
    { at: '2026-11-21T17:00:00Z', open: false },
    { at: '2026-11-22T13:30:00Z', open: false }, // Sunday evening
  ])('weekly maintenance at $at', ({ at, open }) => {
    const weekly = {
      days: ['sat'],
      from: '22:00',
      to: '02:00',
      timezone: 'Asia/Tokyo',
      targets: null,
      reason: null,
    } as const
    const policy = { ...POLICY, openAfter: 1, maintenance: [weekly] }
    const report = reportAt(0, DEAD, { startedAt: at, finishedAt: at })
    const derived = deriveAlerts({ report, previous: null, open: [], policy, now: new Date(at) })
    expect(derived.notifications).toHaveLength(open ? 0 : 1)
  })

  test('the log answers why nobody was notified in the beginning, and who was told when', () => {
    const run = runOf([GOOD, DEAD, DEAD, GOOD, GOOD])
    const [only] = run.incidents.values()
    expect(only?.log.map((e) => `${e.report} ${e.what}: ${e.reason}`)).toEqual([
      'r00005 seen: First seen; nobody was notified, as openAfter asks for 2 sweeps in a row',
      'r00010 opened: Seen in 2 sweeps in a row (openAfter) on 1 target: app/db',
      'r00010 queued: queued for chat: that it opened',
      'r00020 closed: app/db recovered: good in 2 sweeps in a row (closeAfter)',
      'r00020 queued: queued for chat: that it closed',
    ])
    expect(run.transitions.map((t) => `${t.from} ${t.to}: ${t.reason}`)).toEqual([
      'null pass: As expected',
      'pass fail: tcp-dropped of 10.0.1.9: not alerted yet: an incident opens after 2 such sweeps in a row (openAfter), this is number 1',
      `fail pass: As expected: leaves incident ${only?.id} after 2 such sweeps in a row, this is number 1`,
    ])
  })

  test.for([
    { bundles: true, told: 2 },
    { bundles: false, told: 80 },
  ])('forty causes that begin and end at once are $told messages', ({ bundles, told }) => {
    const hosts = Array.from({ length: 40 }, (_, i) => `h${i}`)
    const dead = Object.fromEntries<Said>(hosts.map((h) => [h, `fail tcp-dropped ${h}`]))
    const good = Object.fromEntries<Said>(hosts.map((h) => [h, 'pass']))
    const run = runOf([dead, dead, good, good], { channels: channel({ bundles }) })
    expect(run.incidents.size).toBe(40)
    expect(run.notifications).toHaveLength(told)
    const title = run.notifications[0]?.payload.title
    expect(title).toBe(
      bundles ? '40 new problems at prod-japaneast' : 'Problem at prod-japaneast: h0: tcp-dropped.',
    )
    expect(new Set(run.notifications.map((n) => n.id)).size).toBe(told)
    // Every log says that somebody was told, whichever way.
    for (const incident of run.incidents.values()) expect(incident.told).toHaveLength(1)
  })

  test('people get one message for six causes, and machines each with its key', () => {
    const dead = Object.fromEntries<Said>([...'abcdef'].map((h) => [h, `fail tcp-dropped ${h}`]))
    const channels = ['chat', 'pager'].flatMap((name) =>
      channel({ name, bundles: name === 'chat' }),
    )
    const { notifications } = runOf([dead, dead], { channels })
    const told = (to: string) => notifications.filter((n) => n.channel === to)
    expect(told('chat').map(({ incident }) => incident)).toEqual([null])
    expect(new Set(told('pager').map(({ incident }) => incident)).size).toBe(6)
    expect(told('pager').every(({ incident }) => incident !== null)).toBe(true)
  })

  test.for([
    { causes: 5, told: 5 },
    { causes: 6, told: 1 },
  ])('$causes causes at once are $told messages', ({ causes, told }) => {
    const hosts = Array.from({ length: causes }, (_, i) => `h${i}`)
    const dead = Object.fromEntries<Said>(hosts.map((h) => [h, `fail tcp-dropped ${h}`]))
    expect(runOf([dead, dead]).notifications).toHaveLength(told)
  })

  test('a line for the log of each transition, opening and end', () => {
    const lines = linesOf(runOf([GOOD, DEAD]), reportAt(10, DEAD))
    expect(lines.map((l) => [l.severity, l.fields?.['event']])).toEqual([
      ['error', 'incident-opened'],
    ])
    expect(linesOf(runOf([GOOD]), reportAt(5, DEAD)).map((l) => l.message)).toEqual([
      'app/db: pass to fail',
    ])
  })
})

function linesOf(run: Run, report: ReturnType<typeof reportAt>) {
  const open = [...run.incidents.values()]
  const now = new Date(report.finishedAt)
  return logLines(deriveAlerts({ report, previous: run.state, open, policy: POLICY, now }))
}

function silence(more: Partial<AlertPolicy['silences'][number]>): AlertPolicy['silences'][number] {
  return { code: null, subject: null, targets: null, until: null, reason: 'known', ...more }
}
