import { describe, expect, test } from 'vitest'
import { reportLines } from '../../shared/agent/report-lines.ts'
import { deriveAlerts } from '../../shared/alerts/derive.ts'
import { logLines } from '../../shared/alerts/log-lines.ts'
import type { LogEntry } from '../../shared/ports/log.ts'
import { POLICY, reportAt } from '../shared/alerts/sweeps.ts'
import { dropped, passing, sample } from '../shared/report/sample.ts'
import { ofType, readModule, texts } from './hcl.ts'

const swept = reportLines(sample([passing(), dropped()]), 'stored')

describe('the log-based metrics of gcp/infra', () => {
  test('count what the program logs, and nothing else of it', async () => {
    const { locals } = await readModule('gcp/infra')
    const counted = (name: string, entries: readonly LogEntry[]) =>
      entries.filter((entry) => fits(String(locals[name]), entry)).map(eventOf)
    expect(counted('scheduled_sweeps', swept)).toEqual(['sweep'])
    expect(counted('bad_capabilities', swept)).toEqual(['capability'])
    expect(counted('new_incidents', swept)).toEqual([])
    expect(counted('new_incidents', incidentLines())).toEqual(['incident-opened'])
  })

  test('do not count sweeps that somebody asked for', async () => {
    const { locals } = await readModule('gcp/infra')
    const asked = reportLines({ ...sample([dropped()]), kind: 'on-demand' }, 'stored')
    expect(asked.filter((entry) => fits(String(locals['scheduled_sweeps']), entry))).toEqual([])
    expect(asked.filter((entry) => fits(String(locals['bad_capabilities']), entry))).toEqual([])
  })

  test('extract only fields that are there', async () => {
    const module = await readModule('gcp/infra')
    const extracts = [
      ...ofType(module, 'google_logging_metric'),
      ...ofType(module, 'google_monitoring_alert_policy'),
    ].flatMap(({ body }) => texts(body).flatMap(({ text }) => extracted(text)))
    const known = [...swept, ...incidentLines()]
    expect(extracts.length).toBeGreaterThan(4)
    for (const path of extracts) {
      expect(
        known.some((entry) => fieldOf(entry, path) !== undefined),
        path,
      ).toBe(true)
    }
  })
})

/** The lines of a sweep that opens an incident. */
function incidentLines(): readonly LogEntry[] {
  const report = reportAt(0, { 'orders/db': 'fail tcp-dropped 10.0.0.4:5432' })
  const policy = { ...POLICY, openAfter: 1 }
  const now = new Date(report.finishedAt)
  return logLines(deriveAlerts({ report, previous: null, open: [], policy, now }))
}

/** Whether an entry meets what a filter asks of its payload: `jsonPayload.FIELD="VALUE"`, all of them. */
function fits(filter: string, entry: LogEntry): boolean {
  const terms = [...filter.matchAll(/jsonPayload\.(\w+)=\\?"([^"\\]+)\\?"/g)]
  return (
    terms.length > 0 && terms.every(([, field, value]) => entry.fields?.[field ?? ''] === value)
  )
}

function extracted(text: string): readonly string[] {
  return [...text.matchAll(/EXTRACT\(jsonPayload\.([\w.]+)\)/g)].map(([, path = '']) => path)
}

function fieldOf(entry: LogEntry, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      entry.fields,
    )
}

function eventOf({ fields }: LogEntry): unknown {
  return fields?.['event']
}
