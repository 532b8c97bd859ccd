import { describe, expect, test } from 'vitest'
import { incidentsPage } from '../../../../shared/web/page/incidents.ts'
import { statusPage } from '../../../../shared/web/page/status.ts'
import { oneCause } from './one-cause.ts'
import { incidentOf } from './sample.ts'

function textOf(page: string): string {
  return page
    .replaceAll(/<style>.*?<\/style>|<script>.*?<\/script>|<[^>]*>/gs, ' ')
    .replaceAll(/\s+/g, ' ')
}

describe('a page with one cause of sixty targets', () => {
  test.for([1, 3])(
    'at %i vantages has one card: fix, since, change, what breaks, cause',
    (vantages) => {
      const page = statusPage(oneCause(vantages), { refresh: 0 })
      const text = textOf(page)
      expect(text).toContain('1 cause: 9 capabilities do not work, 60 of 119 targets fail')
      expect(page.match(/<article class="card fail">\s*<h3>.*?All 60 targets/g)).toHaveLength(1)
      expect(text).toContain('60 targets, 9 capabilities at prod-')
      for (const part of [
        'Cause the firewall',
        'Fix Add an',
        'Since 02:32:05 UTC , 42 min 15 s ago',
      ]) {
        expect(text).toContain(part)
      }
      expect(text).toContain(
        'Change routeAll of the platform: 0 → 1 ; the egress address: 20.78.1.4 → 52.4.5.6 ; between 02:27:05 UTC and 02:32:05 UTC ',
      )
      expect(text).toContain(
        'Breaks Capability 1 , Capability 2, Capability 3, Capability 4 and 5 more: Depl',
      )
      expect(text.indexOf('Root causes')).toBeLessThan(text.indexOf('Capability 1'))
    },
  )

  test('the incident has before and after side by side, and the other vantages', () => {
    const data = oneCause(3)
    const only = data.incidents[0]?.id ?? ''
    const text = textOf(incidentsPage(data, { refresh: 0, only }))
    expect(text).toContain('What Before 2026-11-22 02:27:05 UTC After 2026-11-22 02:32:05 UTC')
    expect(text).toContain('the egress address 20.78.1.4 52.4.5.6')
    expect(text).toContain('also at prod-westeurope, prod-eastus2')
  })

  test('an incident without a report from before says so, and one without a difference, too', () => {
    const { now, incidents } = oneCause(1)
    const [first] = incidents
    if (first === undefined) throw new Error('The sample has no incident')
    const unknown = incidentOf({ ...first, evidence: [] } as never, { ...first, changed: null })
    const none = {
      ...first,
      changed: { ...(first.changed as never as object), lines: [], parts: [] },
    }
    const pageOf = (incident: unknown) =>
      textOf(incidentsPage({ now, incidents: [incident] } as never, { refresh: 0, only: null }))
    expect(pageOf(unknown)).toContain('no report from before it is stored')
    expect(pageOf(none)).toContain('nothing that the probe sees but the failure itself')
  })
})
