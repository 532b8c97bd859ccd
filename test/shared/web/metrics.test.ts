import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { HandshakeObservation, RequestObservation } from '../../../shared/model/observation.ts'
import type { Report } from '../../../shared/model/report.ts'
import { metrics } from '../../../shared/web/metrics.ts'
import type { StatusData } from '../../../shared/web/status-data.ts'

const CERTIFICATE = {
  ...{ subject: 'CN=a.test', issuer: 'CN=root', names: ['a.test'], serial: '1', key: 'EC' },
  ...{ selfSigned: false, ca: false, notBefore: '2026-01-01T00:00:00.000Z' },
}
const COMMON = {
  peer: 'target',
  attempt: 1,
  failure: null,
  address: '10.1.1.1',
  port: 443,
} as const

/** A status with one report; what a test is about goes over its one target. */
function statusOf(over: Partial<Report['results'][number]> = {}, name = 'here'): StatusData {
  const latest: Report = {
    schema: 1,
    id: 'r1',
    kind: 'scheduled',
    vantage: {
      ...{ name, cloud: 'other', region: null, app: null, resolvers: [], addresses: [] },
      ...{ privateRanges: [], node: '24', os: 'Linux', facts: {} },
    },
    startedAt: '2026-11-22T06:00:00.000Z',
    finishedAt: '2026-11-22T06:00:02.500Z',
    warmUp: 0,
    summary: { pass: 0, warn: 0, fail: 1, inconclusive: 0 },
    causes: [],
    results: [
      {
        target: {
          ...{ id: 'orders', name: 'orders', url: 'https://a.test/', catalog: null },
          ...{ capabilities: [], discoveredBy: null, optional: false, address: null },
          ...{ auth: null, sandboxes: [] },
          expect: { reachability: 'reachable', resolution: 'any' },
        },
        path: { kind: 'direct', via: null },
        verdict: 'fail',
        ending: 'done',
        findings: [],
        observations: [],
        timings: { dns: 1.5, connect: 2, tls: null, ttfb: null, total: 12.3 },
        openedAfter: null,
        addresses: [],
        cause: null,
        evidenceIn: null,
        ...over,
      },
    ],
    capabilities: [
      {
        id: 'shop/orders',
        name: 'x',
        catalog: 'shop',
        verdict: 'fail',
        symptom: '',
        sandbox: null,
        sandboxes: [],
        blockedBy: [],
      },
    ],
    dns: {},
    certificates: {
      aa: { ...CERTIFICATE, notAfter: '2027-01-01T00:00:00.000Z' },
      bb: { ...CERTIFICATE, notAfter: '2026-12-01T00:00:00.000Z' },
    },
  }
  const lastSweepAt = latest.startedAt
  return {
    now: '2026-11-22T06:01:00.000Z',
    vantages: [{ name, latest, lastSweepAt, ageMs: 60_000, silent: false }],
    incidents: [],
    outboxDepth: { due: 2, dead: 1 },
  }
}

const HANDSHAKE: HandshakeObservation = {
  ...COMMON,
  step: 'handshake',
  phase: 'done',
  ...{ t0: 3, t: 5, serverName: 'a.test', version: 'TLSv1.3', cipher: 'x', alpn: null },
  ...{ chain: ['aa', 'bb'], path: ['aa'], verification: null, nameMatches: true },
}
const REQUEST: RequestObservation = {
  ...COMMON,
  step: 'request',
  ...{ t0: 5, t: 9, firstByte: 8, method: 'GET', url: 'https://a.test/', status: 470 },
  ...{ headers: {}, body: '', bodyBytes: 0, bodyComplete: true },
}

const AT = 'vantage="here",target="orders"'

describe('metrics', () => {
  test.for([
    `probe_success{${AT}} 0`,
    `probe_duration_seconds{${AT}} 0.0123`,
    `probe_dns_lookup_time_seconds{${AT}} 0.0015`,
    `probe_http_status_code{${AT}} 470`,
    `probe_http_duration_seconds{${AT},phase="resolve"} 0.0015`,
    `probe_http_duration_seconds{${AT},phase="connect"} 0.002`,
    `probe_http_duration_seconds{${AT},phase="transfer"} 0.001`,
    `probe_ssl_earliest_cert_expiry{${AT}} 1796083200`,
    // 1 January 2027: the second one is presented, and is not on the way to the root.
    `probe_ssl_last_chain_expiry_timestamp_seconds{${AT}} 1798761600`,
    `probe_tls_version_info{${AT},version="TLS 1.3"} 1`,
    `perimeter_verdict{${AT},verdict="fail"} 1`,
    `perimeter_verdict{${AT},verdict="pass"} 0`,
    'perimeter_capability_state{vantage="here",capability="shop/orders",verdict="fail"} 1',
    'perimeter_targets{vantage="here",verdict="fail"} 1',
    'perimeter_sweep_duration_seconds{vantage="here"} 2.5',
    'perimeter_last_sweep_age_seconds{vantage="here"} 60',
    'perimeter_outbox_depth{state="due"} 2',
    'perimeter_outbox_depth{state="dead"} 1',
  ])('%s', (line) => {
    const text = metrics(statusOf({ observations: [HANDSHAKE, REQUEST] }))
    expect(text.split('\n')).toContain(line)
  })

  test('of several addresses the certificates are those of one whose handshake was done', () => {
    const { path: _, ...unproven } = HANDSHAKE
    const cut: HandshakeObservation = {
      ...{ ...unproven, phase: 'sent', chain: [], version: null },
      failure: { code: 'connection_reset', raw: 'ECONNRESET' },
    }
    const told = (...observations: HandshakeObservation[]) => {
      const lines = metrics(statusOf({ observations })).split('\n')
      return lines.filter((line) => /^probe_(ssl|tls)_/.test(line))
    }
    expect(told(HANDSHAKE, cut)).toEqual(told(HANDSHAKE))
    expect(told(cut, HANDSHAKE)).toEqual(told(HANDSHAKE))
    expect(told(cut)).toEqual([])
  })

  test('a store that does not answer: what the probe knows of itself, and nothing of incidents', () => {
    const report = statusOf().vantages[0]?.latest ?? null
    if (report === null) throw new Error('The sample has a report')
    const last = { id: report.id, startedAt: report.startedAt, report, postSweepMs: 45_000 }
    const own = {
      ...{ vantage: 'here', sweeping: false, spooled: ['a'] },
      last: { ...last, kept: 'spooled' as const },
    }
    const text = metrics({ ...statusOf(), remembered: true }, own)
    for (const line of [
      'perimeter_store_up{vantage="here"} 0',
      'perimeter_post_sweep_seconds{vantage="here"} 45',
      'perimeter_spooled_reports{vantage="here"} 1',
    ]) {
      expect(text.split('\n')).toContain(line)
    }
    expect(text).not.toMatch(/incidents_open\{|outbox_depth\{/)
    expect(metrics(statusOf(), own)).toContain('perimeter_store_up{vantage="here"} 1')
  })

  test('open incidents are counted for each vantage', () => {
    const of = (vantage: string, severity: string) => ({ vantage, severity }) as never
    const incidents = [of('here', 'fail'), of('here', 'fail'), of('there', 'fail')]
    const text = metrics({ ...statusOf(), incidents })
    expect(text).toContain('perimeter_incidents_open{vantage="here",severity="fail"} 2\n')
  })

  test('what did not happen has no series', () => {
    const text = metrics(statusOf())
    expect(text).not.toMatch(/probe_(http|ssl|tls)/)
  })

  test('findings with one code are one series: what a server says is no label', () => {
    const one = {
      code: 'dns-refused',
      severity: 'fail',
      ...{ summary: 's', cause: 'c', fix: 'f', docs: 'https://a.test/' },
    } as const
    const findings = [
      { ...one, evidence: [], subject: 'a "hostile" name' },
      { ...one, evidence: [], subject: 'another' },
    ]
    const lines = metrics(statusOf({ findings })).split('\n')
    const found = lines.filter((line) => line.startsWith('perimeter_finding{'))
    expect(found).toEqual([`perimeter_finding{${AT},code="dns-refused",severity="fail"} 2`])
  })

  test('labels are escaped', () => {
    const text = metrics(statusOf({}, 'a "b"\\c\nd\ud800'))
    expect(text).toContain('perimeter_vantage_silent{vantage="a \\"b\\"\\\\c\\nd\ufffd"} 0\n')
  })

  test('a store without reports', () => {
    const text = metrics({ ...statusOf(), vantages: [] })
    expect(text.split('\n').filter((line) => /^[^#]/.test(line))).toEqual([
      'perimeter_outbox_depth{state="due"} 2',
      'perimeter_outbox_depth{state="dead"} 1',
    ])
  })
})

test('the dashboard asks for metrics that there are', () => {
  const file = path.join(import.meta.dirname, '../../../docs/grafana-dashboard.json')
  const asked = new Set(readFileSync(file, 'utf8').match(/\b(probe|perimeter)_[a-z_]+\b/g))
  const findings: Report['results'][number]['findings'] = [
    {
      code: 'dns-refused',
      severity: 'fail',
      ...{ subject: 's', summary: 's', cause: 'c', fix: 'f' },
      ...{ docs: 'https://a.test/' },
      evidence: [],
    },
  ]
  const text = metrics(statusOf({ findings, observations: [HANDSHAKE, REQUEST] }))
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name))
  expect([...asked].filter((name) => !known.has(name))).toEqual([])
  expect(asked.size).toBeGreaterThan(8)
})

test('causes are counted by code and severity, never by subject', () => {
  const status = statusOf()
  const of = (subject: string, targets: string[]) => {
    const about = { id: `tcp-dropped ${subject}`, code: 'tcp-dropped', severity: 'fail', subject }
    const texts = { statement: 's', cause: 'c', fix: 'f', docs: 'https://docs.example/' }
    const contrast = { failing: targets.length, passing: 0, examples: [] }
    return { ...about, ...texts, targets, capabilities: [], scope: [], contrast }
  }
  const causes = [of('10.0.1.0/24', ['a', 'b']), of('public addresses', ['c'])]
  const vantages = status.vantages.map((v) => ({ ...v, latest: { ...v.latest, causes } }))
  const text = metrics({ ...status, vantages } as unknown as StatusData)
  const labels = 'vantage="here",code="tcp-dropped",severity="fail"'
  expect(text).toContain(`perimeter_causes{${labels}} 2\n`)
  expect(text).toContain(`perimeter_cause_targets{${labels}} 3\n`)
  expect(text).not.toContain('10.0.1.0')
})
