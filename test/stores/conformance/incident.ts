import type { Incident } from '../../../shared/model/incident.ts'
import type { Notification } from '../../../shared/model/notification.ts'
import type { Transition } from '../../../shared/model/transition.ts'
import type { AlertsCommit } from '../../../shared/ports/alert-entries.ts'
import { at, ref } from './sweep.ts'

/** Midnight and so many minutes. */
export function time(minute: number): string {
  return new Date(Date.UTC(2026, 10, 22) + minute * 60_000).toISOString()
}

export function incident(id: string, over: Partial<Incident> = {}): Incident {
  return {
    id,
    vantage: 'prod',
    code: 'tcp-dropped',
    subject: '10.0.1.9:443',
    severity: 'fail',
    state: 'open',
    targets: ['orders'],
    capabilities: [],
    summary: 'It says "dropped"; \u0000 and 😀 stay as they are.',
    cause: 'A rule.',
    fix: 'Change it.',
    docs: 'https://learn.microsoft.com/',
    openedAt: time(0),
    updatedAt: time(0),
    changed: null,
    closedAt: null,
    sweeps: 2,
    flapping: false,
    acknowledgedAt: null,
    silencedUntil: null,
    told: [{ channel: 'slack', at: time(0) }],
    vantages: [],
    into: null,
    announced: [],
    log: [{ at: time(0), report: 'r', what: 'opened', reason: 'Two sweeps in a row.' }],
    ...over,
  }
}

export function transition(id: string, over: Partial<Transition> = {}): Transition {
  return {
    id,
    vantage: 'prod',
    target: 'orders',
    from: 'pass',
    to: 'fail',
    at: time(0),
    report: 'r',
    reason: 'tcp-dropped',
    ...over,
  }
}

export function notification(id: string, over: Partial<Notification> = {}): Notification {
  return {
    id,
    vantage: 'prod',
    incident: 'i',
    channel: 'slack',
    what: 'opened',
    createdAt: time(0),
    payload: {
      title: 'Down',
      text: 'Two lines\nof text',
      severity: 'fail',
      incident: null,
      links: [],
    },
    ...over,
  }
}

/** The first commit of a vantage, with nothing in it. */
export function commit(over: Partial<AlertsCommit> = {}): AlertsCommit {
  return {
    vantage: 'prod',
    expected: null,
    state: { schema: 1 },
    through: ref(at(0)),
    incidents: [],
    transitions: [],
    notifications: [],
    ...over,
  }
}
