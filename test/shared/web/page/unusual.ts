import type { Incident } from '../../../../shared/model/incident.ts'
import type { Report, TargetResult } from '../../../../shared/model/report.ts'
import { groupsOf } from '../../../../shared/view/groups.ts'
import type { Own } from '../../../../shared/web/page/acts.ts'
import type { StatusData, TargetData } from '../../../../shared/web/status-data.ts'
import { incidentKinds } from './incident-kinds.ts'
import { incidentOf, NOW, recorded, reporting, targetSample } from './sample.ts'

const HERE = 'here'
const HOUR = 3_600_000
const EARLIER = '2026-11-22T02:00:05.000Z'

/** What seldom comes: a part that is off, targets that were not due, and everything that is said of an incident. */
function here(): Report {
  const report = recorded(HERE, ['http/no-response', 'network/warm-up', 'tls/expires-soon'])
  const well = recorded(HERE, ['healthy/public', 'healthy/dual-stack'])
  const resting = well.results.map((result) => notDue(result))
  const disabled = { kind: 'receiver', name: 'the receiver slack', host: null } as const
  return {
    ...report,
    results: [...report.results, ...resting],
    capabilities: ['fail', 'inconclusive', 'warn', 'pass'].map((verdict) => ({
      ...{ id: verdict, name: `A thing that is ${verdict}`, catalog: null, verdict },
      ...{
        symptom: 'It stops.',
        sandbox: null,
        sandboxes: [],
        blockedBy: ['a', 'b', 'c', 'd', 'e'],
      },
    })) as Report['capabilities'],
    configuration: {
      ...{ hash: 'c0ffee', catalogs: {} },
      disabled: [{ ...disabled, problem: 'HOOK is not set', remedy: 'Set it' }],
    },
  }
}

function notDue(result: TargetResult): TargetResult {
  return { ...result, checkedAt: EARLIER, target: { ...result.target, interval: 2 * HOUR } }
}

/** The status of a program that can act, at a vantage of its own, beside one that is silent and one that never swept. */
export function unusualStatus(): { readonly status: StatusData; readonly own: Own } {
  const report = here()
  const old = recorded('old', ['tls/expired', 'tls/expires-soon'], '2026-11-21T03:12:05.000Z')
  const asked = {
    ...recorded('asked', ['http/no-response', 'healthy/public']),
    kind: 'on-demand' as const,
  }
  const findings = groupsOf(report, 'fail').flatMap(({ finding }) => finding ?? [])
  const [finding] = findings
  if (finding === undefined) throw new Error('Nothing fails')
  const carded = [
    { silencedUntil: '2026-11-22T04:00:00.000Z', openedAt: '2026-11-21T02:37:05.000Z', log: [] },
    { acknowledgedAt: EARLIER, changed: changedOf(['a', 'b'], ['c', 'd', 'e']) },
  ].map((more, n) => ({
    ...incidentOf(finding, more),
    vantage: [HERE, 'asked'][n] ?? '',
    id: `carded-${n}`,
  }))
  const others = incidentKinds({ ...incidentOf(finding), subject: 'another' }).filter(
    ({ state }) => state === 'open',
  )
  return {
    own: { vantage: HERE, targets: new Set(report.results.map(({ target }) => target.id)) },
    status: {
      now: NOW,
      vantages: [
        { ...reporting(asked), lastSweepAt: null, ageMs: null },
        reporting(report),
        { name: 'lost', latest: null, lastSweepAt: null, ageMs: null, silent: true },
        reporting(old, true),
      ],
      incidents: [...carded, ...others],
      outboxDepth: { due: 3, dead: 2 },
      remembered: true,
    },
  }
}

function changedOf(before: readonly string[], after: readonly string[]): Incident['changed'] {
  const parts = ['one', 'two', 'three'].map((what) => ({
    ...{ what, before: [...before], after: [...after] },
  }))
  return { from: EARLIER, to: NOW, lines: parts.map(({ what }) => `${what} went`), parts }
}

/** A target whose evidence an older sweep holds, led to by another, and cut short. */
export function unusualTarget(): TargetData {
  const { status } = unusualStatus()
  const failing = status.vantages[1]?.latest?.results.find(({ verdict }) => verdict === 'fail')
  const data = targetSample(failing?.target.id ?? '', status)
  const target = { interval: HOUR, discoveredBy: 'leads', optional: true, address: '10.0.0.9' }
  return {
    ...data,
    at: data.at.map((at) => {
      if (at.evidence === null) return at
      const { result } = at.evidence
      return {
        ...at,
        evidence: {
          ...at.evidence,
          observedIn: { id: 'older', startedAt: EARLIER },
          result: {
            ...result,
            ...{
              addresses: [],
              ending: 'out-of-time',
              path: { kind: 'proxy', via: 'http://p:3128' },
            },
            target: { ...result.target, ...target, capabilities: ['x', 'y'], catalog: 'some' },
          },
        },
      }
    }),
    transitions: data.transitions.map((one) => ({ ...one, from: null })),
  }
}
