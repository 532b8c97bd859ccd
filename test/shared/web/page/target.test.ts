import { describe, expect, test } from 'vitest'
import { incidentsPage } from '../../../../shared/web/page/incidents.ts'
import { targetPage } from '../../../../shared/web/page/target.ts'
import { incidentOf, NOW, statusSample, targetSample } from './sample.ts'

const LIVE = { refresh: 15, vantage: null, origin: null }
const REGISTRY = 'azure-container-registry/login-server'
const data = targetSample(REGISTRY)

function textOf(page: string): string {
  const main = page.split('<main id="main">')[1]?.split('</main>')[0] ?? ''
  return main.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

describe('targetPage()', () => {
  const page = targetPage(data, LIVE)
  const text = textOf(page)

  test.for([
    'FAIL acrlab.azurecr.io',
    'It works from one vantage and fails from another:',
    'Cause One of these, which look the same from here',
    'Path taken direct',
    'acrlab.azurecr.io acrlab.privatelink.azurecr.io jpe-acr-reg.japaneast.cloudapp.azure.com 20.194.66.6',
    'GET https://acrlab.azurecr.io/v2/ -&gt; 403',
    'Last 96 sweeps: 10 FAIL, 1 unknown, 85 pass; 5 changes.',
    'Total of 96 sweeps: least 42.0 ms, median',
    'not alerted yet: seen in 1 sweep',
  ])('tells: %s', (part) => {
    expect(text).toContain(part)
  })

  test('shows the vantage where it fares worst, or the one that is asked for', () => {
    expect(text).toMatch(/prod-japaneast .{0,40}shown here/)
    const asked = textOf(targetPage(data, { ...LIVE, vantage: 'prod-westeurope' }))
    expect(asked).toMatch(/prod-westeurope .{0,40}shown here/)
    expect(asked).toContain('None: everything is as expected.')
    expect(textOf(targetPage(data, { ...LIVE, vantage: 'gone' }))).toMatch(
      /prod-japaneast .{0,40}shown here/,
    )
  })

  test('a finding leads to the lines it rests on', () => {
    const links = [...page.matchAll(/href="#(line-\d+)"/g)].map((match) => match[1])
    expect(links.length).toBeGreaterThan(0)
    for (const id of links) expect(page).toContain(`<tr id="${id}" class="cited`)
  })

  test('the ticket has cause, fix, evidence and the stable link, without JavaScript', () => {
    const made = targetPage(data, { ...LIVE, origin: 'https://perimeter.contoso.com' })
    const ticket = made.split('<textarea')[1]?.split('</textarea>')[0] ?? ''
    expect(ticket).toContain('## FAIL: acrlab\\.azurecr\\.io')
    expect(ticket).toContain('**Fix:** Check, in this order')
    expect(ticket).toContain(
      'https://perimeter.contoso.com/api/target?id=azure-container-registry%2Flogin-server&amp;vantage=prod-japaneast',
    )
    expect(ticket).toContain('&gt; request')
  })

  test('the ticket of a target that was not due gives the time when it was checked', () => {
    const checkedAt = '2026-11-22T01:00:00.000Z'
    const status = statusSample()
    const vantages = status.vantages.map(({ latest, ...at }) => {
      const results = latest?.results.map((one) => ({ ...one, checkedAt, evidenceIn: null }))
      return { ...at, latest: latest && { ...latest, results: results ?? [] } }
    })
    const made = targetPage(targetSample(REGISTRY, { ...status, vantages }), LIVE)
    expect(made.split('<textarea')[1]).toContain('2026-11-22 01:00:00 UTC')
  })

  test('a target that nobody checks any more is said so', () => {
    const gone = { ...data, at: data.at.map((at) => ({ ...at, evidence: null })) }
    expect(textOf(targetPage(gone, LIVE))).toContain(
      'No vantage checks this target in its newest sweep.',
    )
  })
})

describe('incidentsPage()', () => {
  const [finding] = data.at[0]?.evidence?.result.findings ?? []
  if (finding === undefined) throw new Error('The sample has no finding')
  const open = incidentOf(finding)
  const closed = incidentOf(finding, {
    id: 'old',
    state: 'closed',
    closedAt: NOW,
    summary: 'Long ago',
  })

  test('tells why somebody was told, or not; open ones first', () => {
    const text = textOf(
      incidentsPage({ now: NOW, incidents: [closed, open] }, { refresh: 0, only: null }),
    )
    expect(text).toContain('open for 42 min 15 s')
    expect(text).toContain('pagerduty was not told: maintenance until 03:00 UTC (firewall change)')
    expect(text.indexOf('37 min 15 s')).toBeLessThan(text.indexOf('Long ago'))
    expect(text).toContain('lasted 42 min 15 s')
  })
  test('one incident has a page of its own', () => {
    const page = incidentsPage({ now: NOW, incidents: [closed, open] }, { refresh: 0, only: 'old' })
    expect(textOf(page)).toContain('FAIL Long ago')
    expect(textOf(page)).not.toContain('open for')
  })
  test('one that is gone is said so', () => {
    expect(textOf(incidentsPage({ now: NOW, incidents: [] }, { refresh: 0, only: 'x' }))).toContain(
      'No such incident',
    )
  })
  test.each([
    { entries: 500, omitted: 'After the fifth, 440 entries are omitted' },
    { entries: 61, omitted: 'After the fifth, 1 entry is omitted' },
  ])(
    'a log of $entries entries keeps its begin and its end, and counts what it leaves out',
    ({ entries, omitted }) => {
      const log = Array.from({ length: entries }, (_, i) => ({
        at: NOW,
        report: null,
        what: 'notified' as const,
        reason: `entry ${i}.`,
      }))
      const text = textOf(
        incidentsPage({ now: NOW, incidents: [{ ...open, log }] }, { refresh: 0, only: open.id }),
      )
      expect(text).toContain('entry 0.')
      expect(text).toContain(`entry ${entries - 1}.`)
      expect(text).toContain(omitted)
    },
  )
  test('every incident of the status is found by its link', () => {
    const { incidents, now } = statusSample()
    for (const { id, summary } of incidents)
      expect(incidentsPage({ now, incidents }, { refresh: 0, only: id })).toContain(
        summary.slice(0, 20),
      )
  })
})
