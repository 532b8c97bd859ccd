import { describe, expect, test } from 'vitest'
import { acknowledge, silenceUntil, withEntry } from '../../../shared/alerts/log-entry.ts'
import type { IncidentLogEntry } from '../../../shared/model/incident.ts'
import { anIncident } from './an-incident.ts'
import { time } from './sweeps.ts'

const AT = new Date(time(7))
const BY = { at: AT, by: 'Ann', why: 'known' }
const CLOSED = anIncident({ state: 'closed' })

function entry(n: number): IncidentLogEntry {
  return { at: time(n), report: `r${n}`, what: 'changed', reason: `${n}` }
}

describe('acknowledge()', () => {
  test('notes who looks after it', () => {
    expect(acknowledge(anIncident(), AT, 'Ann')).toEqual(
      anIncident({
        acknowledgedAt: time(7),
        log: [
          {
            ...{ at: time(7), report: null, what: 'acknowledged' },
            reason: 'Acknowledged by Ann: no more reminders',
          },
        ],
      }),
    )
  })

  test.for([
    ['closed', CLOSED],
    ['acknowledged', anIncident({ acknowledgedAt: time(1) })],
  ] as const)('changes nothing on one that is %s', ([, given]) => {
    expect(acknowledge(given, AT, 'Bob')).toBe(given)
  })
})

describe('silenceUntil()', () => {
  test.for([
    [null, 'known', time(60), `Silenced until ${time(60)} by Ann: known`],
    [null, '', time(60), `Silenced until ${time(60)} by Ann`],
    [time(30), 'known', time(60), `Silenced until ${time(60)} by Ann: known`],
    [time(60), '', null, 'Silence ended by Ann'],
  ] as const)('from %s, because of "%s", to %s: %s', ([from, why, until, reason]) => {
    const end = until === null ? null : new Date(until)
    expect(silenceUntil(anIncident({ silencedUntil: from }), end, { ...BY, why })).toEqual(
      anIncident({
        silencedUntil: until,
        log: [{ at: time(7), report: null, what: 'silenced', reason }],
      }),
    )
  })

  test.for([
    ['closed', CLOSED, new Date(time(60))],
    ['silent until then', anIncident({ silencedUntil: time(60) }), new Date(time(60))],
    ['not silent, and stays so', anIncident(), null],
  ] as const)('changes nothing on one that is %s', ([, given, until]) => {
    expect(silenceUntil(given, until, BY)).toBe(given)
  })
})

describe('withEntry()', () => {
  const log = (count: number) => Array.from({ length: count }, (_, n) => entry(n))
  const numbers = (count: number, more: number) => {
    let incident = anIncident({ log: log(count) })
    for (let n = 0; n < more; n++) incident = withEntry(incident, entry(count + n))
    return incident.log.map(({ reason }) => (reason.startsWith('Entries') ? '...' : Number(reason)))
  }
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n)

  test('keeps two hundred', () => {
    expect(numbers(199, 1)).toEqual(range(0, 200))
  })

  test('then the first twenty and the newest, with one mark between them', () => {
    expect(numbers(200, 1)).toEqual([...range(0, 20), '...', ...range(22, 201)])
    expect(numbers(200, 3)).toEqual([...range(0, 20), '...', ...range(24, 203)])
  })
})
