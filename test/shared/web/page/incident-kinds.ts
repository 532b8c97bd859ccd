import type { Incident } from '../../../../shared/model/incident.ts'

/** An incident in every kind: silenced, shared, acknowledged, over, and gone on in another. */
export function incidentKinds(incident: Incident): readonly Incident[] {
  return [
    { ...incident, id: 'silenced', silencedUntil: '2026-11-22T04:00:00.000Z', flapping: true },
    { ...incident, id: 'silence-over', silencedUntil: '2026-11-22T03:00:00.000Z', sweeps: 1 },
    {
      ...incident,
      id: 'elsewhere',
      vantages: ['hub', incident.vantage],
      capabilities: [],
      told: [],
    },
    {
      ...incident,
      id: 'acknowledged',
      acknowledgedAt: '2026-11-22T02:50:00.000Z',
      severity: 'warn',
    },
    { ...incident, id: 'went-on', ...closed('2026-11-22T03:07:05.000Z'), into: 'silenced' },
    { ...incident, id: 'closed', ...closed('2026-11-22T02:38:05.000Z'), docs: '' },
  ]
}

export function closed(closedAt: string): Pick<Incident, 'state' | 'closedAt'> {
  return { state: 'closed', closedAt }
}
