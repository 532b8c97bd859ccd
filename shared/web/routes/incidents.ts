import { z } from 'zod'
import { incidentsAnswer } from '../answers.ts'
import { ownOf } from '../own.ts'
import { incidentsPage } from '../page/incidents.ts'
import { pageAnswer, REFRESH } from '../page-answer.ts'
import { problemAnswer } from '../problem.ts'
import { jsonAnswer, route, wantsPage } from '../route.ts'
import { limit, vantage } from './query.ts'

/** Incidents with their logs, which say why somebody was notified or not. */
export const incidents = route({
  method: 'GET',
  path: '/api/incidents',
  summary: 'Incidents, the last changed first',
  access: 'read',
  query: z.object({
    id: z.string().exactOptional().describe('Only this one'),
    vantage,
    state: z.enum(['open', 'closed']).exactOptional(),
    limit: limit(100, 1000),
  }),
  answers: {
    200: { description: 'The incidents', schema: incidentsAnswer, types: ['text/html'] },
    404: { description: 'There is no incident of that id', schema: null },
  },
  async handle({ request, query: { id, ...filter } }, ports) {
    const { store, clock } = ports
    const one = id === undefined ? null : await store.incident(id)
    const found = id === undefined ? await store.incidents(filter) : one ? [one.incident] : []
    const data = { now: clock.date().toISOString(), incidents: found }
    const missing = id !== undefined && one === null
    if (wantsPage(request)) {
      const own = await ownOf(ports)
      const page = incidentsPage(data, { refresh: REFRESH, only: id ?? null, own })
      return pageAnswer(page, missing ? 404 : 200)
    }
    return missing ? problemAnswer(404, 'There is no incident of that id') : jsonAnswer(data)
  },
})
