import { expect, test } from 'vitest'
import { logLines } from '../../../shared/alerts/log-lines.ts'
import { NO_STATE } from '../../../shared/alerts/state.ts'
import type { Verdict } from '../../../shared/model/finding.ts'
import type { IncidentEvent } from '../../../shared/model/incident.ts'
import { anIncident } from './an-incident.ts'
import { time } from './sweeps.ts'

const EMPTY = { state: { ...NO_STATE, report: 'r2' }, incidents: [], transitions: [] }

function change(from: Verdict | null, to: Verdict) {
  const common = { id: 'r2.db', vantage: 'a', target: 'db', at: time(5), report: 'r2', reason: 'w' }
  return { ...common, from, to }
}

test.for([
  ['pass', 'fail', 'warning', 'db: pass to fail'],
  ['fail', 'inconclusive', 'warning', 'db: fail to inconclusive'],
  ['fail', 'pass', 'info', 'db: fail to pass'],
  ['pass', 'warn', 'info', 'db: pass to warn'],
  [null, 'pass', 'info', 'db: new to pass'],
] as const)('from %s to %s is a line of severity %s', ([from, to, severity, message]) => {
  const fields = { event: 'transition', vantage: 'a', target: 'db', from, to, report: 'r2' }
  const lines = logLines({ ...EMPTY, transitions: [change(from, to)], notifications: [] })
  expect(lines).toEqual([{ severity, message, fields: { ...fields, reason: 'w' } }])
})

test('an incident has a line for its opening and its end, of this sweep alone', () => {
  const entry = (what: IncidentEvent, report: string | null) => ({
    ...{ at: time(5), what, report, reason: `why ${what}` },
  })
  const log = [
    entry('opened', 'r1'),
    entry('closed', null),
    entry('opened', 'r2'),
    entry('grew', 'r2'),
    entry('closed', 'r2'),
  ]
  const incidents = [anIncident({ log, targets: ['db', 'web'] })]
  const lines = logLines({ ...EMPTY, incidents, notifications: [] })
  const line = (what: 'opened' | 'closed', severity: string) => ({
    severity,
    message: `Incident ${what} at a: 10.0.1.9 is silent.`,
    fields: {
      event: `incident-${what}`,
      incident: 'i1',
      vantage: 'a',
      code: 'tcp-dropped',
      subject: '10.0.1.9',
      severity: 'fail',
      targets: 2,
      capabilities: ['app'],
      report: 'r2',
      reason: `why ${what}`,
    },
  })
  expect(lines).toEqual([line('opened', 'error'), line('closed', 'info')])
})
