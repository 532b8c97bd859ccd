import type { ReceiverFilter } from '../../../shared/alerts/policy.ts'
import { readSweep } from '../../../shared/alerts/sweep.ts'
import type { Telling } from '../../../shared/alerts/wish.ts'
import type { Incident, LastMessage } from '../../../shared/model/incident.ts'
import { POLICY, reportAt, type Sweep, time } from './sweeps.ts'

/** An open incident that nobody was told of, as stores keep it. */
export function anIncident(more: Partial<Incident> = {}): Incident {
  return {
    id: 'i1',
    vantage: 'a',
    code: 'tcp-dropped',
    subject: '10.0.1.9',
    severity: 'fail',
    state: 'open',
    targets: ['app/db'],
    capabilities: ['app'],
    summary: '10.0.1.9 is silent.',
    cause: 'The cause.',
    fix: 'The fix',
    docs: 'https://example.com/docs',
    vantages: [],
    into: null,
    changed: null,
    openedAt: time(0),
    updatedAt: time(90),
    closedAt: null,
    sweeps: 2,
    flapping: false,
    acknowledgedAt: null,
    silencedUntil: null,
    told: [],
    announced: [],
    log: [],
    ...more,
  }
}

export const CHAT: ReceiverFilter = {
  name: 'chat',
  on: ['fail', 'inconclusive'],
  targets: null,
  capabilities: null,
  bundles: true,
}

export function toldTo(channel: string, more: Partial<LastMessage> = {}): LastMessage {
  return { channel, at: time(5), ...more }
}

/** After the sweep of so many minutes past midnight, which checked nothing unless told what. */
export function tellingAt(
  minute: number,
  policy: Partial<Telling['policy']> = {},
  seen: Sweep = {},
): Telling {
  const report = reportAt(minute, seen)
  const sweep = { ...readSweep(report, POLICY.opens), at: time(minute) }
  return { sweep, policy: { ...POLICY, ...policy }, now: new Date(time(minute)) }
}
