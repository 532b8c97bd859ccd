import { describe, expect, test } from 'vitest'
import { incidentMessage, silentMessage } from '../../../shared/alerts/message.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Notice } from '../../../shared/model/notification.ts'
import { anIncident } from './an-incident.ts'
import { reportAt, time } from './sweeps.ts'

const APP = {
  ...{ id: 'app', name: 'The shop', catalog: null, symptom: 'It answers 500.' },
  ...{ verdict: 'fail' as const, blockedBy: ['app/db'], sandbox: null, sandboxes: [] },
}
const REPORT = reportAt(90, { 'app/db': 'pass' }, { capabilities: [APP] })
const CHANGED = { from: time(0), to: time(5), lines: ['x went from 1 to 2'], parts: [] }
const SEEN = { at: time(20), report: null, what: 'seen', reason: 'First seen' } as const
const LAST = `Finding tcp-dropped of 10.0.1.9, since ${time(0)}; incident i1`

function textOf(what: Notice, more: Partial<Incident> = {}, why?: string): readonly string[] {
  const context = { report: REPORT, page: null, ...(why !== undefined && { why }) }
  return incidentMessage(anIncident(more), what, context).text.split('\n')
}

describe('incidentMessage()', () => {
  test('says what is broken, what changed, the cause and the fix', () => {
    expect(textOf('opened', { changed: CHANGED }, 'that it opened')).toEqual([
      '1 target: app/db',
      'Does not work: The shop. It answers 500.',
      'Between 2026-11-22 00:00:00 and 00:05:00 UTC x went from 1 to 2',
      'Cause: The cause.',
      'Fix: The fix',
      LAST,
    ])
  })

  test('an end says why it ended, and neither what is broken nor what to do', () => {
    const entry = (what: 'closed' | 'changed', reason: string) => ({
      ...{ at: time(9), report: null, what, reason },
    })
    const log = [entry('closed', 'an earlier end'), entry('closed', 'over'), entry('changed', 'n')]
    expect(textOf('closed', { state: 'closed', changed: CHANGED, log })).toEqual([
      'over',
      '1 target: app/db',
      'Cause: The cause.',
      LAST,
    ])
    expect(textOf('closed', { state: 'closed' })).toContain('Fix: The fix')
    expect(textOf('reminded', { log })[0]).toBe('1 target: app/db')
  })

  test('what is new is said first, of what got worse alone', () => {
    const why = 'that it also breaks deploy'
    expect(textOf('worsened', {}, why)[0]).toBe('New: it also breaks deploy')
    expect(textOf('worsened')[0]).toBe('1 target: app/db')
    expect(textOf('reminded', {}, why)[0]).toBe('1 target: app/db')
  })

  test('a capability of which nothing could be found out need not be broken', () => {
    const report = { ...REPORT, capabilities: [{ ...APP, verdict: 'inconclusive' as const }] }
    const context = { report, page: null }
    const { text } = incidentMessage(anIncident(), 'opened', context)
    expect(text).toContain('May not work: The shop. It answers 500.')
    const severity = 'inconclusive'
    expect(textOf('opened', { severity, capabilities: ['x'] })).toContain('May not work: x')
    expect(textOf('opened', { severity })).toContain('Does not work: The shop. It answers 500.')
  })

  test('what the sweep does not say of it is said', () => {
    const context = { report: REPORT, page: null, unconfirmed: 'the sweep was stopped' }
    const { title, text } = incidentMessage(anIncident(), 'reminded', context)
    expect(title).toContain('A problem at a as far as known, for 1 h 30 min: ')
    const line = 'This sweep does not say whether it goes on: the sweep was stopped'
    expect(text.split('\n')[0]).toBe(line)
  })

  test('five capabilities are told, each as far as the report knows it, and the others counted', () => {
    const told = (count: number) =>
      textOf('opened', { capabilities: [...'abcdefg'].slice(0, count) }).filter((line) =>
        /^(Does|and)/.test(line),
      )
    const five = [...'abcde'].map((id) => `Does not work: ${id}`)
    expect(told(5)).toEqual(five)
    expect(told(7)).toEqual([...five, 'and 2 more'])
    expect(told(0)).toEqual([])
  })

  test.for<[Notice, Partial<Incident>, string]>([
    ['opened', {}, 'Problem at a'],
    ['opened', { vantages: ['a'] }, 'Problem at a'],
    ['opened', { vantages: ['b', 'c'] }, 'Problem at b and c'],
    ['worsened', {}, 'Worse at a'],
    ['reminded', {}, 'Still a problem at a, for 1 h 30 min'],
    ['flapping', {}, 'Comes and goes at a'],
    ['closed', {}, 'Over at a, after 1 h 30 min'],
    ['closed', { into: 'i2' }, 'Goes on in another incident at a'],
    ['closed', { targets: ['gone', 'app/db'] }, 'Over at a, after 1 h 30 min'],
    ['closed', { targets: ['gone'] }, 'No longer checked at a'],
    ['closed', { openedAt: time(25), log: [SEEN] }, 'Over at a, after 1 h 10 min'],
    ['reminded', { openedAt: time(25), log: [SEEN] }, 'Still a problem at a, for 1 h 10 min'],
  ])('the title of %s %j is %s', ([what, more, head]) => {
    const { title } = incidentMessage(anIncident(more), what, { report: REPORT, page: null })
    expect(title).toBe(`${head}: 10.0.1.9 is silent.`)
  })

  test('carries the incident without its log and with fifty targets at most', () => {
    const targets = Array.from({ length: 60 }, (_, i) => `t${i}`)
    const given = anIncident({ targets, summary: 'a\u202eb' })
    const { incident, severity } = incidentMessage(given, 'opened', { report: REPORT, page: null })
    const { log: _, ...rest } = given
    expect(incident).toEqual({ ...rest, targets: targets.slice(0, 50), summary: 'a\\u{202e}b' })
    expect(severity).toBe('fail')
  })

  test('cuts a title and each line', () => {
    const long = 'x'.repeat(900)
    const { title, text } = incidentMessage(anIncident({ summary: long, cause: long }), 'opened', {
      ...{ report: REPORT, page: null },
    })
    expect(title).toHaveLength(140)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(700)
  })

  test.for([
    ['https://p.example/', 'https://e.com/d', ['Incident', 'Background']],
    [null, 'https://e.com/d', ['Background']],
    ['https://p.example/', 'none', ['Incident']],
    [null, '', []],
  ] as const)('a page %s and a document %s give the links %j', ([page, docs, expected]) => {
    const { links } = incidentMessage(anIncident({ docs }), 'opened', { report: REPORT, page })
    expect(links.map(({ text }) => text)).toEqual(expected)
    const page_ = links.find(({ text }) => text === 'Incident')
    expect(page_?.href).toBe(page === null ? undefined : `${page}api/incidents?id=i1`)
  })
})

test('a silence is told with the way to the status', () => {
  const context = { report: REPORT, page: 'https://p.example/' }
  expect(silentMessage('No sweep\u0007', context)).toEqual({
    title: 'The probe at prod-japaneast was silent',
    text: 'No sweep\\x07',
    severity: 'inconclusive',
    incident: null,
    links: [{ text: 'Status', href: 'https://p.example/api/status' }],
  })
})
