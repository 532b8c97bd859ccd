import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../../shared/model/incident.ts'
import { checkedPage } from '../../../../shared/web/page/checked.ts'
import { filtered } from '../../../../shared/web/page/filter.ts'
import { incidentsPage } from '../../../../shared/web/page/incidents.ts'
import { statusPage } from '../../../../shared/web/page/status.ts'
import { targetPage } from '../../../../shared/web/page/target.ts'
import { closed, incidentKinds } from './incident-kinds.ts'
import { mainOf, NOW, recentSample, recorded, statusSample, targetSample } from './sample.ts'
import { threeIncidents } from './three-incidents.ts'
import { unusualStatus, unusualTarget } from './unusual.ts'

/**
 * Whole pages, as they were looked at. After a change that is meant: `npx vitest run test/shared/web/page -u`, and read
 * what differs.
 */
const PAGES = path.resolve(import.meta.dirname, '../../../golden/pages')
const REGISTRY = 'azure-container-registry/login-server'
const LIVE = { refresh: 15 }
const OWN = { refresh: 15, own: null, only: null }

const status = statusSample()
const [incident] = status.incidents as readonly [Incident]
const incidents = incidentKinds(incident)
const unusual = unusualStatus()
const { own } = unusual

function names(many: number): string[] {
  return Array.from({ length: many }, (_, n) => `target-${n + 1}`)
}

function entries(many: number): Incident['log'] {
  return Array.from({ length: many }, (_, n) => ({
    ...{ at: '2026-11-22T02:37:05.000Z', report: 'r', what: 'seen' as const },
    reason: `entry ${n + 1}`,
  }))
}

const pages: Readonly<Record<string, () => string>> = {
  status: () => statusPage(status, { ...LIVE, recent: recentSample(status) }),
  'status-three-incidents': () => statusPage(threeIncidents(3, 20), LIVE),
  'status-unusual': () => statusPage(unusual.status, { ...LIVE, own }),
  'target-unusual': () =>
    targetPage(unusualTarget(), { refresh: 15, vantage: null, origin: null, own }),
  target: () =>
    targetPage(targetSample(REGISTRY), { refresh: 15, vantage: null, origin: 'https://p.example' }),
  incidents: () => incidentsPage({ now: NOW, incidents }, OWN),
  'incident-one': () => incidentsPage({ now: NOW, incidents }, { ...OWN, only: 'elsewhere' }),
  checked: () => checkedPage(recorded('prod-japaneast', ['systems/registry-zone-not-linked'])),
}

function copies(many: number, more: Partial<Incident> = {}): readonly Incident[] {
  const short = { ...incident, log: [], targets: ['t'], cause: 'c', fix: 'f', ...more }
  return Array.from({ length: many }, (_, n) => ({ ...short, id: `i${n}-${short.state}` }))
}

test.for(Object.keys(pages))('%s', async (name) => {
  await expect(mainOf(pages[name]?.() ?? '')).toMatchFileSnapshot(`${PAGES}/${name}.html`)
})

test('of incidents the first hundred are shown, open and closed, and how many more there are', () => {
  const shown = [...copies(101), ...copies(101, closed(NOW))]
  const page = incidentsPage({ now: NOW, incidents: shown }, OWN)
  expect(page.match(/href="[^"]*i\d+-open"/g)).toHaveLength(100)
  expect(page.match(/id="incident-i\d+-closed"/g)).toHaveLength(100)
  expect(page.match(/and 1 more/g)).toHaveLength(2)
  const all = incidentsPage({ now: NOW, incidents: copies(100) }, OWN)
  expect(all).not.toContain('more</p>')
})

test.for([
  ['12 targets', { targets: names(12) }, [12, 'more target', 0]],
  ['13 targets', { targets: names(13) }, [13, '1 more target<', 1]],
  ['101 targets', { targets: names(101) }, [100, 'and 1 more<', 1]],
  ['60 lines of log', { log: entries(60) }, [60, 'entries after', 0]],
  ['61 lines of log', { log: entries(61) }, [60, 'After the fifth, 1 entry', 1]],
] as const)('of %s of an incident so many are shown', ([, more, [shown, words, times]]) => {
  const page = incidentsPage(
    { now: NOW, incidents: [{ ...incident, targets: [], log: [], ...more }] },
    OWN,
  )
  expect(page.match(/>(?:target-|entry )\d+</g)).toHaveLength(shown)
  expect(page.split(words)).toHaveLength(times + 1)
})

test('of a long log the first five and the last entries are shown', () => {
  const page = incidentsPage({ now: NOW, incidents: [{ ...incident, log: entries(61) }] }, OWN)
  const shown = [...page.matchAll(/>entry (\d+)</g)].map(([, n]) => Number(n))
  const last = Array.from({ length: 55 }, (_, n) => n + 7)
  expect(shown).toEqual([1, 2, 3, 4, 5, ...last])
})

describe('filtered()', () => {
  const cell = (code: string) => ({ findings: [{ code }] })
  const rows = [
    {
      id: 'a/web',
      name: 'Shop',
      url: 'https://shop.contoso.com/',
      worst: 'fail',
      cells: [cell('tcp-dropped'), null],
    },
    {
      id: 'b/db',
      name: 'Orders',
      url: 'tcp://orders:5432',
      worst: 'pass',
      cells: [null, { findings: [] }],
    },
  ] as unknown as Parameters<typeof filtered>[0]

  test.for([
    ['', false, ['a/web', 'b/db']],
    ['', true, ['a/web']],
    ['SHOP', false, ['a/web']],
    ['contoso shop', false, ['a/web']],
    ['shop orders', false, []],
    ['tcp-dropped', false, ['a/web']],
    ['tcp', false, ['a/web', 'b/db']],
    ['orders', true, []],
    ['undefined', false, []],
  ] as const)('"%s", only failing: %s', ([text, failing, ids]) => {
    expect(filtered(rows, { text, failing }).map(({ id }) => id)).toEqual(ids)
  })
})
