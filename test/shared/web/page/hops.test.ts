import { describe, expect, test } from 'vitest'
import { checkReport } from '../../../../shared/report/check.ts'
import { configuredPathOf } from '../../../../shared/report/configured.ts'
import { withConfigured } from '../../../../shared/web/page/configured-way.ts'
import { wayOf } from '../../../../shared/web/page/hops.ts'
import { pathSection } from '../../../../shared/web/page/path-picture.ts'
import { goldenReports } from '../../../golden/reports.ts'
import { recorded } from './sample.ts'

const GOLDEN = goldenReports().map(({ name, document }) => ({
  name,
  report: checkReport(document),
}))

function waysOf(scenario: string) {
  const { results } = recorded('here', [scenario])
  return results.map((result) => wayOf(result, 'here'))
}

describe('the path of a target', () => {
  test.for([
    ['systems/registry-zone-not-linked', 'resolver', ['vantage', 'resolver', 'endpoint']],
    ['tls/expired', 'endpoint', ['vantage', 'resolver', 'endpoint']],
    ['tls/cut-by-application-rules', 'device', ['vantage', 'resolver', 'device', 'endpoint']],
    ['tls/intercepted', 'device', ['vantage', 'resolver', 'device', 'endpoint']],
    ['network/dropped', 'endpoint', ['vantage', 'resolver', 'endpoint']],
    ['systems/arc-proxy-denied', 'proxy', ['vantage', 'resolver', 'proxy', 'endpoint']],
  ] as const)('of %s breaks at the %s', ([scenario, kind, kinds]) => {
    const way = waysOf(scenario).find(({ verdict }) => verdict === 'fail')
    expect(way?.hops.map((hop) => hop.kind)).toEqual(kinds)
    expect(way?.hops.filter((hop) => hop.broken).map((hop) => hop.kind)).toEqual([kind])
  })

  test('says what each hop did', () => {
    const [way] = waysOf('systems/registry-zone-not-linked')
    expect(way?.hops.map(({ title, says }) => [title, says])).toEqual([
      ['here', ''],
      ['resolver 10.50.0.13', '20.194.66.6'],
      ['acrlab.azurecr.io', 'HTTP 403'],
    ])
  })

  test.for([
    ['http/no-response', 'failed'],
    ['tls/expired', 'failed'],
    ['network/dropped', 'failed'],
    ['systems/registry-healthy', 'ok'],
  ] as const)(
    'of %s ends at an endpoint that is %s: one bad step is enough',
    ([scenario, state]) => {
      const ways = waysOf(scenario)
      const way = ways.find(({ verdict }) => verdict === 'fail') ?? ways[0]
      expect(way?.hops.at(-1)).toMatchObject({ kind: 'endpoint', state })
    },
  )

  test('knows nothing of what stands behind a device that answers in its place', () => {
    const way = waysOf('tls/intercepted').find(({ verdict }) => verdict === 'fail')
    expect(way?.hops.at(-1)).toMatchObject({
      kind: 'endpoint',
      state: 'unseen',
      says: 'not reached',
    })
  })
})

test.for(GOLDEN)(
  '$name: one break at most, none where it passes, none where nothing was seen',
  ({ report }) => {
    for (const result of report.results) {
      const { hops, code } = wayOf(result, 'here')
      const broken = hops.filter((hop) => hop.broken)
      expect(broken.length).toBeLessThanOrEqual(1)
      expect(hops[0]?.broken).toBe(false)
      if (result.verdict === 'pass') expect(code).toBeNull()
      if (code === null) expect(broken).toEqual([])
      for (const hop of broken) expect(hop.state).not.toBe('unseen')
    }
  },
)

test('the picture says the same in words, and marks the break with a shape, not a colour alone', () => {
  const way = waysOf('systems/arc-proxy-denied').find(({ verdict }) => verdict === 'fail')
  if (way === undefined) throw new Error('The scenario has no failing target')
  const svg = pathSection(way).toString()
  expect(svg).toContain(
    'aria-label="Path: here, then resolver 10.50.0.10: 20.112.60.10, then BREAK (proxy-denied) at proxy 10.50.3.4:3130: proxy: proxy_denied (403 Forbidden), then packages.microsoft.com: not reached"',
  )
  expect(svg.match(/<path class="cross"/g)).toHaveLength(2)
  expect(svg).not.toContain('style=')
})

test('with a configuration the rule, the route and the endpoint are hops, and the break is at the one named', () => {
  const report = GOLDEN.find(({ name }) => name === 'network/configured-route')?.report
  const [result] = report?.results ?? []
  if (report === undefined || result === undefined) throw new Error('The scenario has no report')
  const path = configuredPathOf(report.network?.configured, result.target.id)
  const way = withConfigured(wayOf(result, 'here'), result, path)
  expect(way.hops.map(({ kind, broken, evidence }) => [kind, broken, evidence])).toEqual([
    ['vantage', false, 'wire'],
    ['resolver', false, 'wire'],
    ['part', false, 'configuration'],
    ['part', true, 'both'],
    ['endpoint', false, 'wire'],
  ])
  const picture = pathSection(way).toString()
  expect(picture).toContain(
    'BREAK (tcp-dropped) at route quarantine of rt-probe: BLOCKED: route quarantine of rt-probe leads 198.18.10.0/24 to None, seen on the wire, and by the configuration',
  )
  expect(picture.match(/<path class="cross"/g)).toHaveLength(2)
  expect(picture).toContain('<ol class="walk">')
  expect(picture).not.toContain('style=')
  // Without one it is the way as the probe saw it.
  expect(withConfigured(wayOf(result, 'here'), result, [])).toEqual(wayOf(result, 'here'))
})

test('many hops stand one below the other, and long names are cut', () => {
  const report = GOLDEN.find(({ name }) => name === 'network/configured-route')?.report
  const [result] = report?.results ?? []
  if (report === undefined || result === undefined) throw new Error('The scenario has no report')
  const long = {
    layer: 'firewall',
    outcome: 'unreadable',
    object: null,
    says: 'x<'.repeat(400),
  } as const
  const way = withConfigured(wayOf(result, 'here'), result, [long, long, long, long])
  const picture = pathSection(way).toString()
  expect(picture.match(/<svg class="long/g)).toHaveLength(1)
  expect(picture).not.toContain('x<')
  expect(picture.length).toBeLessThan(12_000)
  expect(way.hops.filter(({ evidence }) => evidence === 'none')).toHaveLength(4)
})
