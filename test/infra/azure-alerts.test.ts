import { describe, expect, test } from 'vitest'
import { reportLines } from '../../shared/agent/report-lines.ts'
import { deriveAlerts } from '../../shared/alerts/derive.ts'
import { logLines } from '../../shared/alerts/log-lines.ts'
import type { LogEntry } from '../../shared/ports/log.ts'
import { POLICY, reportAt } from '../shared/alerts/sweeps.ts'
import { dropped, passing, sample } from '../shared/report/sample.ts'
import { type Body, type Module, nested, readModule } from './hcl.ts'
import { describePolicies, every, type Policy } from './policy.ts'

const RULE = 'azurerm_monitor_scheduled_query_rules_alert_v2'

const POLICIES: readonly Policy[] = [
  {
    name: 'a probe that falls silent is an alert',
    problems: (module) =>
      Object.values(alertsOf(module)).some(
        ({ query, operator, threshold }) =>
          operator === 'LessThan' &&
          threshold === 1 &&
          fits(String(query), { event: 'sweep', kind: 'scheduled' }),
      )
        ? []
        : ['no alert fires when there is no sweep'],
    broken: [
      '',
      silence('LessThan', 1, 'capability'),
      silence('GreaterThan', 1, 'sweep'),
      silence('LessThan', 0, 'sweep'),
    ],
  },
  {
    name: 'each alert is a rule, tells the action groups, and fires by rows of its query',
    problems: every(RULE, ({ body }) => [
      ...(body['for_each'] === '${local.alerts}' ? [] : ['is not made of local.alerts']),
      ...(nested(body, 'action').some(
        ({ action_groups }) => action_groups === '${local.action_groups}',
      )
        ? []
        : ['tells nobody']),
      ...nested(body, 'criteria').flatMap((criteria) =>
        ['query', 'operator', 'threshold'].flatMap((key) =>
          criteria[key] === `\${each.value.${key}}` ? [] : [`criteria.${key} is not the alert’s`],
        ),
      ),
      ...(nested(body, 'criteria').every((c) => c['time_aggregation_method'] === 'Count')
        ? []
        : ['does not count rows']),
    ]),
    broken: [
      '',
      rule('for_each = local.others'),
      rule('action_groups = []'),
      rule('threshold = 5'),
      rule('time_aggregation_method = "Average"'),
    ],
  },
]

describePolicies('azure/infra', POLICIES)

describe('the queries of the alerts', () => {
  const swept = reportLines(sample([passing(), dropped()]), 'stored')
  const asked = reportLines({ ...sample([dropped()]), kind: 'on-demand' }, 'stored')
  const told = incidentLines()

  test.for<[string, readonly unknown[]]>([
    ['failing-capability', ['capability']],
    ['new-incident', ['incident-opened']],
    ['silent-probe', ['sweep']],
  ])('%s: finds these lines, and of scheduled sweeps only', async ([name, events]) => {
    const query = String(alertsOf(await readModule('azure/infra'))[name]?.['query'])
    const found = [...swept, ...asked, ...told].filter(({ fields }) => fits(query, fields ?? {}))
    expect(found.map(({ fields }) => fields?.['event'])).toEqual(events)
  })

  test('read only fields that its lines have, and give the columns that split an alert', async () => {
    const alerts = Object.values(alertsOf(await readModule('azure/infra')))
    expect(alerts).toHaveLength(3)
    for (const { query, dimensions } of alerts) {
      const line = [...swept, ...told].find(({ fields }) => fits(String(query), fields ?? {}))
      const read = [...String(query).matchAll(/entry\.(\w+)/g)].map(([, field]) => field)
      expect(Object.keys(line?.fields ?? {})).toEqual(expect.arrayContaining(read))
      for (const column of dimensions as readonly string[]) {
        expect(query).toContain(`${column} = tostring(entry.${column})`)
      }
    }
  })
})

function alertsOf({ locals }: Module): Readonly<Record<string, Body>> {
  return (locals['alerts'] ?? {}) as Readonly<Record<string, Body>>
}

/** The lines of a sweep that opens an incident. */
function incidentLines(): readonly LogEntry[] {
  const report = reportAt(0, { 'orders/db': 'fail tcp-dropped 10.0.0.4:5432' })
  const policy = { ...POLICY, openAfter: 1 }
  const now = new Date(report.finishedAt)
  return logLines(deriveAlerts({ report, previous: null, open: [], policy, now }))
}

/** Whether a line meets what a query asks of it: `entry.FIELD == 'VALUE'`, all of them. */
function fits(query: string, fields: Readonly<Record<string, unknown>>): boolean {
  const terms = [...query.matchAll(/entry\.(\w+) == '([^']+)'/g)]
  return terms.length > 0 && terms.every(([, field, value]) => fields[field ?? ''] === value)
}

function silence(operator: string, threshold: number, event: string): string {
  return `locals {
    alerts = {
      silent = {
        operator = "${operator}"
        threshold = ${threshold}
        query = "traces | where entry.event == '${event}' and entry.kind == 'scheduled'"
      }
    }
  }`
}

/** The rule as it should be, but for one line. */
function rule(line: string): string {
  const text = `resource "${RULE}" "a" {
    for_each = local.alerts
    criteria {
      query = each.value.query
      operator = each.value.operator
      threshold = each.value.threshold
      time_aggregation_method = "Count"
    }
    action {
      action_groups = local.action_groups
    }
  }`
  return text.replace(new RegExp(`^ *${line.split(' ')[0]} = .*$`, 'm'), line)
}
