import { describe, expect, test } from 'vitest'
import { whatChanged } from '../../../shared/alerts/what-changed.ts'
import { networkAt } from '../../../shared/cloud-network/at.ts'
import { type ConfiguredHop, configured } from '../../../shared/model/configured.ts'
import { changed } from '../../../shared/model/incident.ts'
import type { Report } from '../../../shared/model/report.ts'
import { baseOf, compactReport, holdersOf, nextBase } from '../../../shared/report/compact.ts'
import { configuredOf, configuredPathOf } from '../../../shared/report/configured.ts'
import { evidenceAt, wholeReport } from '../../../shared/report/whole.ts'
import { endpoint, nsg, routeTable, vnet } from '../cloud-network/arm.ts'
import { effective, firewall, nat, network, route, subnet } from '../cloud-network/gcloud.ts'
import { knownNetwork } from '../judge/known-network.ts'
import { passing, sample } from './sample.ts'

const sampleReport = () => sample([passing(), passing('login.example', '20.37.158.1')])

const DAY = 24 * 60 * 60 * 1000
const NOTHING = { holders: () => [] }
const [TARGET = ''] = sampleReport().results.map(({ target }) => target.id)

/** A report of some minutes later whose first target has its path through a configuration. */
function sweep(minutes: number, rows: readonly unknown[], place = 'vnet-app/app', to = '10.1.2.4') {
  const known = knownNetwork(rows, place)
  const cloud = place.startsWith('vnet') ? 'azure' : 'gcp'
  const at = networkAt(known, { cloud, app: null, addresses: [] })
  const flow = { protocol: 'tcp', address: to, port: 443, name: null } as const
  const hops = (at?.flow(flow).hops ?? []).map(({ layer, outcome, object, says }) => {
    return { layer, outcome, object, says }
  })
  const report = sampleReport()
  const startedAt = new Date(Date.parse(report.startedAt) + minutes * 60_000).toISOString()
  const paths = [{ id: TARGET, path: hops }]
  return {
    ...report,
    id: `r${minutes}`,
    startedAt,
    network: {
      takenAt: null,
      place,
      unread: [],
      configured: configuredOf(at ?? NOTHING, paths),
    },
  } satisfies Report
}

const app = (own: { nsg?: string; table?: string } = { nsg: 'nsg-app' }) =>
  vnet('vnet-app', '10.1.0.0/16', {
    app: { prefix: '10.1.1.0/24', ...own },
    data: { prefix: '10.1.2.0/24' },
  })
const group = (rules: Readonly<Record<string, string>>) => [app(), nsg('nsg-app', rules)]
const DENY = { 'deny-all-out': '200 Out Deny * * > * :*' }
const google = (...rows: readonly unknown[]) => [
  network('net'),
  subnet('sub', 'net', '10.2.1.0/24', true),
  route('default', '0.0.0.0/0 > internet 1000'),
  nat('nat', 'net', null),
  ...rows,
]
const told = (before: Report, after: Report, targets = [TARGET]) =>
  whatChanged(before, after, targets).lines

describe('what changed in the configuration of the network', () => {
  test.for([
    {
      shows: 'a rule that appeared',
      before: group({}),
      after: group(DENY),
      lines: [
        'security rule deny-all-out (priority 200) appeared in nsg-app: 200 Outbound Deny * from * to * port *',
      ],
    },
    {
      shows: 'a rule that is gone, so that a default decides',
      before: group({
        'allow-data': '200 Out Allow * * > * :*',
        ...{ 'deny-late': '300 Out Deny * * > * :*' },
      }),
      after: group({ 'deny-late': '300 Out Deny * * > * :*' }),
      lines: [
        'security rule allow-data (priority 200) is gone from nsg-app: 200 Outbound Allow * from * to * port *',
      ],
    },
    {
      shows: 'a rule with another number',
      before: group({ late: '4000 Out Deny * * > * :*', allow: '300 Out Allow * * > * :*' }),
      after: group({ late: '200 Out Deny * * > * :*', allow: '300 Out Allow * * > * :*' }),
      lines: [
        'security rule late (priority 200) of nsg-app went from 4000 Outbound Deny * from * to * port * to 200 Outbound Deny * from * to * port *',
      ],
    },
    {
      shows: 'a route that appeared',
      before: [app({ table: 'rt' }), routeTable('rt', { other: '20.0.0.0/8 > None' })],
      after: [
        app({ table: 'rt' }),
        routeTable('rt', { other: '20.0.0.0/8 > None', hole: '10.1.2.0/24 > None' }),
      ],
      lines: ['route hole appeared in rt: 10.1.2.0/24 to None'],
    },
    {
      shows: 'the state of an endpoint',
      before: [app(), nsg('nsg-app', {}), endpoint('pe', 'vnet-app/data', '10.1.2.4')],
      after: [app(), nsg('nsg-app', {}), endpoint('pe', 'vnet-app/data', '10.1.2.4', 'Rejected')],
      lines: ['private endpoint pe went from connection Approved to connection Rejected'],
    },
    {
      shows: 'a rule that does not decide',
      before: group({}),
      after: group({ other: '200 Out Deny * * > 192.0.2.0/24 :*' }),
      lines: [],
    },
    { shows: 'nothing', before: group(DENY), after: group(DENY), lines: [] },
  ])('$shows', ({ before, after, lines }) => {
    expect(told(sweep(0, before), sweep(5, after))).toEqual(lines)
  })

  test('a rule of a VPC network and of a policy', () => {
    const ask = (...rows: readonly unknown[]) => sweep(0, google(...rows), 'sub', '20.50.1.1')
    const open = ask(effective('net', {}))
    const rule = ask(effective('net', {}), firewall('deny-out', '900 deny tcp:443 > 0.0.0.0/0'))
    const policy = ask(effective('net', { 'org HIERARCHY': ['10 deny tcp:443 > 0.0.0.0/0'] }))
    expect(told(open, rule)).toEqual([
      'firewall rule deny-out (priority 900) appeared in net: 900 EGRESS deny tcp:443 to 0.0.0.0/0',
    ])
    expect(told(open, policy)).toEqual([
      'policy rule 10 (priority 10) of org appeared in the path: 10 EGRESS deny tcp:443 to 0.0.0.0/0',
    ])
    const quiet = ask(effective('net', { 'org HIERARCHY': ['90 deny tcp:22 > 0.0.0.0/0'] }))
    expect(told(quiet, policy)).toEqual([
      'policy rule 10 (priority 10) appeared in org: 10 EGRESS deny tcp:443 to 0.0.0.0/0',
    ])
  })

  test('of targets that it does not concern, nothing', () => {
    expect(told(sweep(0, group({})), sweep(5, group(DENY)), ['another'])).toEqual([])
  })
})

describe('the configuration is stored once', () => {
  const first = sweep(0, group(DENY))
  const same = sweep(5, group(DENY))
  const later = sweep(DAY / 60_000 + 5, group(DENY))
  const other = sweep(5, group({}))
  const base = nextBase(first, new Map())

  test('the same is referred to, and comes back whole', async () => {
    const compacted = compactReport(same, base)
    expect(compacted.network?.configured).toMatchObject({ heldIn: 'r0', hops: [], holders: [] })
    expect(holdersOf(compacted)).toEqual(['r0'])
    expect(holdersOf({ ...compacted, results: [] })).toEqual(['r0'])
    expect(compactReport(compacted, base)).toEqual(compacted)
    const source = { get: (id: string) => Promise.resolve(id === 'r0' ? first : compacted) }
    const whole = await wholeReport(source, compacted)
    expect(whole.network?.configured).toEqual({ ...first.network.configured, heldIn: 'r0' })
    const path = configuredPathOf(first.network.configured, TARGET)
    expect((await evidenceAt(source, 'r5', TARGET))?.configured).toEqual(path)
  })

  test('another is stored, and the same again after a day', () => {
    expect(compactReport(other, base).network?.configured).toEqual(other.network.configured)
    expect(compactReport(later, base).network?.configured).toEqual(later.network.configured)
  })

  test('a process that starts anew knows what is stored', () => {
    const compacted = compactReport(same, base)
    expect(baseOf(compacted, [first]).configured).toEqual(base.configured)
    expect(nextBase(compacted, base).configured).toEqual(base.configured)
    expect(baseOf(compacted, []).configured).toBeNull()
    // Of another report than the one referred to: that one is not known.
    expect(nextBase(compacted, nextBase(other, new Map())).configured).toBeNull()
  })
})

test('thousands of hops and lines are cut', () => {
  const hop = (n: number): ConfiguredHop => ({
    layer: 'rules',
    outcome: 'pass',
    object: null,
    says: `hop ${n}`,
  })
  const targets = Array.from({ length: 5000 }, (_, n) => ({ id: `t${n}`, path: [hop(n)] }))
  const { hops, paths } = configuredOf(NOTHING, targets)
  expect([hops.length, Object.keys(paths).length]).toEqual([2000, 2000])
})

test('what is kept of the configuration can be read back', () => {
  const { network: kept } = sweep(0, group(DENY))
  expect(kept.configured.paths[TARGET]?.[0]).toBe(0)
  expect(configured.parse(kept.configured)).toEqual(kept.configured)
})

test('a change that an older release kept has its lines alone', () => {
  const kept = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T00:05:00.000Z', lines: ['a'] }
  expect(changed.parse(kept)).toEqual({ ...kept, parts: [] })
})
