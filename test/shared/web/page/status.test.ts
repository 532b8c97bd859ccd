import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../../shared/model/incident.ts'
import { statusPage } from '../../../../shared/web/page/status.ts'
import type { StatusData } from '../../../../shared/web/status-data.ts'
import {
  deadResolver,
  dropped,
  expired,
  many,
  mixed,
  passing,
  sample,
} from '../../report/sample.ts'
import { incidentOf, NOW, recentSample, recorded, reporting, statusSample } from './sample.ts'
import { threeIncidents } from './three-incidents.ts'

const LIVE = { refresh: 15 }
const NONE: StatusData = { now: NOW, vantages: [], incidents: [], outboxDepth: { due: 0, dead: 0 } }

function pageOf(data: Partial<StatusData>): string {
  return statusPage({ ...NONE, ...data }, LIVE)
}

/** The text of the main part, as a reader without any style gets it. */
function textOf(page: string): string {
  return page
    .replace(/.*<main/s, '<main')
    .replace(/<.main>.*/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

function inOrder(text: string, parts: readonly string[]): void {
  const places = parts.map((part) => text.indexOf(part))
  expect(places, parts.join(' | ')).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
}

test('the status says why first, then what does not work, then where', () => {
  const text = textOf(statusPage(statusSample(), LIVE))
  inOrder(text, [
    '4 causes: 8 capabilities do not work, 6 of 43 targets fail, 5 differ between vantages',
    'onprem-arc is silent , last sweep',
    '1 notification could not be delivered and was given up.',
    'Root causes',
    'Fix Check, in this order',
    'Since 02:32:05 UTC',
    'Breaks Images can be pulled : The pull fails or stops at the layers',
    'Cause One of these',
    'Differs as expected at prod-westeurope. acrlab.azurecr.io : address 10.50.2.6 there, 20.194.66.6 here',
    'What works and what does not',
    'Open incidents',
    'Targets 6 FAIL, 2 warning, 35 pass',
    'Warnings',
    'Vantages',
    'Notifications: 2 waiting to be delivered, 1 given up.',
  ])
})

test('a cause stands once, with its targets under it, whatever number of them and of vantages', () => {
  const cases = Array.from({ length: 120 }, (_, i) => deadResolver(`name-${i}.contoso.net`))
  const vantages = ['one', 'two'].map((name) => reporting(sample(cases, { vantage: name })))
  const page = pageOf({ vantages })
  expect(page.match(/<article/g)).toHaveLength(1)
  expect(textOf(page)).toContain('120 targets at one, two')
  expect(textOf(page)).toContain('114 more targets')
  expect(textOf(page)).toContain('and 14 more')
})

test('a target that works from one vantage and fails from another comes first in the matrix', () => {
  const works = recorded('works', ['tls/expired', 'systems/registry-healthy'])
  const fails = recorded('fails', ['tls/expired', 'systems/registry-zone-not-linked'])
  const page = pageOf({ vantages: [reporting(fails), reporting(works)] })
  inOrder(textOf(page.slice(page.indexOf('<table class="matrix">'))), [
    'acrlab.azurecr.io',
    'fails from fails only',
    'expired',
  ])
  inOrder(page, [
    '<td class="fail"><a href="/api/target?id=azure-container-registry%2Flogin-server&amp;vantage=fails"',
    '<td class="pass">pass</td>',
  ])
})

test('a cause says where its targets work only as far as a vantage that is not silent saw it', () => {
  const works = recorded('works', ['systems/registry-healthy'])
  const fails = reporting(recorded('fails', ['systems/registry-zone-not-linked']))
  const textAt = (silent: boolean) =>
    textOf(pageOf({ vantages: [fails, reporting(works, silent)] }))
  expect(textAt(false)).toContain('Differs as expected at works. acrlab.azurecr.io : address')
  expect(textAt(true)).not.toContain('Differs as')
  expect(textOf(pageOf({ vantages: [fails] }))).not.toContain('Differs as')
})

test('where nothing differs that the probe compares, rules and routes are left', () => {
  const works = recorded('works', ['tls/expired'])
  const results = works.results.map((r) => ({
    ...r,
    verdict: 'pass' as const,
    findings: [],
    cause: null,
  }))
  const fails = reporting(recorded('fails', ['tls/expired']))
  const vantages = [fails, reporting({ ...works, results, causes: [] })]
  expect(textOf(pageOf({ vantages }))).toContain(
    'has the same addresses, path and resolvers there: compare rules and routes',
  )
})

test('a sentence that begins with an address gets the name of the thing before it', () => {
  const text = textOf(pageOf({ vantages: [reporting(sample([dropped()]))] }))
  expect(text).toContain('FAIL orders database: 10.0.1.9:443: the sample says tcp-dropped')
  const named = textOf(pageOf({ vantages: [reporting(sample([expired()]))] }))
  expect(named).toContain('FAIL billing.contoso.internal: the sample says')
})

test('an incident that is on a card is not listed again; one that is on none is', () => {
  const status = threeIncidents(1, 20)
  expect(textOf(statusPage(status, LIVE))).toContain('All are of the causes on this page.')
  const [first] = status.incidents
  const gone = { ...(first as Incident), subject: 'another', summary: 'Something that recovers' }
  const text = textOf(statusPage({ ...status, incidents: [...status.incidents, gone] }, LIVE))
  expect(text).toContain('Besides those of the causes on this page:')
  expect(text).toMatch(/Something that recovers 42 min 15 s prod-japaneast/)
})

test('a capability that the platform carries out itself is not called proved', () => {
  const report = recorded('app', ['systems/registry-healthy'])
  const capabilities = report.capabilities.map((c) => ({ ...c, sandbox: 'image-pull' as const }))
  const at = (facts: Record<string, string>) =>
    textOf(
      pageOf({
        vantages: [
          reporting({
            ...report,
            capabilities,
            vantage: { ...report.vantage, cloud: 'azure', facts },
          }),
        ],
      }),
    )
  expect(at({})).toContain('Proved for the path of the app only: the pull takes the VNet only with')
  expect(at({ pullImageOverVnet: 'true' })).not.toContain('Proved for')
})

test('what passes everywhere is folded to its names', () => {
  const page = pageOf({ vantages: [reporting(sample([passing()]))] })
  expect(textOf(page)).toContain('The target is as expected')
  expect(page).toContain('<details id="passing"><summary>1 target as expected</summary>')
  expect(page).not.toContain('<table class="matrix"')
})

test('nothing known yet is said, and looked for again soon', () => {
  const page = pageOf({})
  expect(textOf(page)).toContain('No sweep yet')
  expect(page).toContain('data-refresh="2"')
  expect(statusPage(NONE, { refresh: 0 })).toContain('data-refresh="0"')
})

test('a vantage that never reported is said to be silent', () => {
  const silent = { name: 'lost', latest: null, lastSweepAt: null, ageMs: null, silent: true }
  expect(textOf(pageOf({ vantages: [silent] }))).toContain(
    'lost is silent , it has not reported at all',
  )
})

test('one that is silent, and has reported on demand alone, is as old as that', () => {
  const latest = recorded('lost', ['tls/expired'])
  const silent = { name: 'lost', latest, lastSweepAt: null, ageMs: null, silent: true }
  expect(textOf(pageOf({ vantages: [silent] }))).toContain(
    'lost is silent , last sweep 2 min 15 s ago',
  )
})

test('a machine without any way out says so before its targets', () => {
  const report = recorded('cut-off', ['network/no-way-out'])
  expect(textOf(pageOf({ vantages: [reporting(report)] }))).toContain('cut-off: This machine has')
})

test('500 targets from 20 vantages: bounded', () => {
  const vantages = Array.from({ length: 20 }, (_, i) =>
    reporting(sample([...many(490), ...mixed()], { vantage: `vantage-${i}` })),
  )
  expect(pageOf({ vantages }).length).toBeLessThan(400_000)
})

test('500 targets that all fail from 20 vantages: the table has room for the worst, the rest is named', () => {
  const failing = many(500).map((c) => ({ ...c, verdict: 'fail' as const }))
  const vantages = Array.from({ length: 20 }, (_, i) =>
    reporting(sample(failing, { vantage: `vantage-${i}` })),
  )
  const page = pageOf({ vantages })
  expect(textOf(page)).toContain('400 more targets not as expected')
  expect(page.match(/<td class="fail">/g)).toHaveLength(2_000)
  expect(page.length).toBeLessThan(700_000)
})

test('what only a silent vantage has seen comes after what is known now', () => {
  const old = recorded('old', ['systems/arc-gateway-denied'])
  const fresh = recorded('fresh', ['systems/registry-zone-not-linked'])
  const text = textOf(pageOf({ vantages: [reporting(old, true), reporting(fresh)] }))
  inOrder(text, [
    'Root causes',
    'dns-private-zone-not-used',
    'tls-blocked-by-name',
    'What works and what does not',
  ])
  expect(text).toMatch(/1 target, \d capabilit(y|ies) at old \(silent\)/)
})

test('names that DNS servers answer differently stand side by side, for each vantage', () => {
  const text = textOf(
    pageOf({ vantages: [reporting(recorded('hub', ['dns/forwarder-of-privatelink-only']))] }),
  )
  inOrder(text, [
    'Names that DNS servers answer differently',
    'Name application 10.50.0.11',
    'kvlab.vault.azure.net 20.43.70.13 public 10.50.2.5 private',
  ])
  const alike = pageOf({ vantages: [reporting(recorded('hub', ['healthy/private-endpoint']))] })
  expect(alike).not.toContain('answer differently')
})

test('columns and rows that fail come first, those of a silent vantage last and as what they were', () => {
  const page = pageOf({ vantages: threeIncidents(6, 20).vantages.toReversed() })
  const table = textOf(page).slice(textOf(page).indexOf('Target prod-'))
  expect(table).toMatch(/^Target prod-japaneast .* onprem-arc silent, 4 h 12 min old /)
  expect(table).toMatch(
    /acrlab\.azurecr\.io fails from prod-japaneast only \S+ ms FAIL( pass){4} was pass/,
  )
  expect(table).toContain('FAIL FAIL FAIL FAIL FAIL was FAIL')
  expect(page).toMatch(/<td class="old"><a [^>]*>was FAIL</)
})

test('a target that fails only where a vantage fell silent comes after what fails now', () => {
  const old = reporting(recorded('old', ['systems/registry-zone-not-linked']), true)
  const vantages = [old, reporting(recorded('new', ['systems/registry-healthy', 'tls/expired']))]
  const text = textOf(pageOf({ vantages }))
  const table = text.slice(text.indexOf('Target new'))
  expect(table.indexOf(' FAIL')).toBeLessThan(table.indexOf('was FAIL'))
  expect(text).not.toContain('fails from old only')
  const fails = reporting(recorded('b', ['systems/registry-zone-not-linked']))
  expect(textOf(pageOf({ vantages: [...vantages, fails] }))).toContain('fails from b only')
})

describe('a filter', () => {
  const data = threeIncidents(1, 40)
  const textWith = (text: string, failing = false) =>
    textOf(statusPage(data, { ...LIVE, filter: { text, failing } }))

  test('shows what has all of its words, also what passes', () => {
    expect(textWith('SVC-3 contoso')).toMatch(/svc-3\.contoso\.com \S+ ms pass/)
    expect(textWith('SVC-3 contoso')).not.toContain('as expected')
    expect(textWith('tls-expired')).toMatch(/Target prod-japaneast expired \S+ ms FAIL/)
    expect(textWith('nothing has this')).toContain('No target matches the filter.')
  })

  test('for what fails leaves out the rest', () => {
    expect(textWith('', true)).not.toContain('targets as expected')
    expect(textWith('svc-3', true)).toContain('No target that fails matches the filter.')
  })

  test('keeps the vantage of the page, and its own text, escaped', () => {
    const filter = { text: '"><script>', failing: true }
    const page = statusPage(data, { ...LIVE, filter, vantage: 'a&b' })
    expect(page).toContain('<input type="hidden" name="vantage" value="a&amp;b">')
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(page).toContain('value="failing" checked')
  })
})

test('each target that is listed has its last sweeps as a strip, and its latency', () => {
  const data = threeIncidents(2, 20)
  const page = statusPage(data, { ...LIVE, recent: recentSample(data) })
  expect(page).toContain(
    'aria-label="prod-japaneast: Last 48 sweeps: 10 FAIL, 38 pass; 3 changes."',
  )
  expect(textOf(page)).toMatch(
    /acrlab\.azurecr\.io fails from prod-japaneast only .*? ms, usually \d\d\.\d ms/,
  )
  const without = pageOf({ vantages: data.vantages })
  expect(without).not.toContain('class="strip"')
  expect(textOf(without)).toMatch(/16 targets as expected everywhere .*? \d+(\.\d)? ms/)
})

test('an incident of a cause that has no card of its own is listed', () => {
  const cases = Array.from({ length: 30 }, (_, i) =>
    expired(`billing-${i}`, `10.0.3.${i + 1}`, `e${i}`),
  )
  const report = sample(cases)
  const finding = report.results[29]?.findings[0]
  if (finding === undefined) throw new Error('The sample has no finding')
  const vantages = [reporting({ ...report, causes: [] })]
  const incidents = [incidentOf(finding, { vantage: report.vantage.name })]
  expect(textOf(pageOf({ vantages, incidents }))).not.toContain('All are of the causes')
})
