import { z } from 'zod'
import { targetAnswer } from '../answers.ts'
import { ownOrigin } from '../connection.ts'
import { ownOf } from '../own.ts'
import { targetPage } from '../page/target.ts'
import { pageAnswer, REFRESH } from '../page-answer.ts'
import { problemAnswer } from '../problem.ts'
import { jsonAnswer, route, wantsPage } from '../route.ts'
import { targetData } from '../target.ts'

/** One target with its evidence. Its id is in the query: ids hold slashes, which platforms decode in paths. */
export const target = route({
  method: 'GET',
  path: '/api/target',
  summary: 'One target: path, evidence, cause, fix, history',
  access: 'read',
  query: z.object({
    id: z.string().min(1).describe('Id of the target'),
    vantage: z.string().exactOptional().describe('The vantage that the page shows'),
  }),
  answers: {
    200: { description: 'The target', schema: targetAnswer, types: ['text/html'] },
    404: { description: 'No vantage checks a target of that id', schema: null },
  },
  async handle({ request, connection, query }, ports) {
    const data = await targetData(query.id, ports)
    const known = data.at.length > 0
    if (!wantsPage(request)) {
      return known
        ? jsonAnswer(data)
        : problemAnswer(404, 'No vantage checks a target of that id; GET /api/status has the ids')
    }
    const { vantage = null } = query
    const { page: configured } = ports.config.alerts
    const origin =
      configured === undefined ? ownOrigin(request.url, connection) : new URL(configured).origin
    const own = await ownOf(ports)
    const page = targetPage(data, { refresh: REFRESH, vantage, origin, own })
    return pageAnswer(page, known ? 200 : 404)
  },
})
