import { z } from 'zod'
import type { Incident } from '../../../shared/model/incident.ts'
import { explainIncident, incidentList } from '../../../shared/view/incident.ts'
import { type Answer, askApi } from '../ask-api.ts'
import { said, tool } from '../tool.ts'

/** Incidents of the store. */
export const incidents = tool({
  name: 'incidents',
  description:
    'Incidents, the last changed first; of one its whole log: what changed, and who was notified.',
  input: {
    id: z.string().min(1).max(1000).exactOptional().describe('Only this one, with its log'),
    state: z.enum(['open', 'closed']).exactOptional(),
    limit: z.int().min(1).max(200).default(20),
  },
  async call({ id, state, limit }, session) {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(id !== undefined && { id }),
      ...(state !== undefined && { state }),
    })
    const {
      value,
      refusal,
    }: Answer<{
      readonly now: string
      readonly incidents: readonly Incident[]
    }> = await askApi(`/api/incidents?${query}`, session)
    if (refusal !== null) return refusal
    const [first] = value.incidents
    if (first === undefined) return said('There are no such incidents\n')
    const now = new Date(value.now)
    return said(
      id === undefined ? incidentList(value.incidents, now) : explainIncident(first, 120, now),
    )
  },
})
