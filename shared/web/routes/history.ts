import { z } from 'zod'
import { historyAnswer } from '../answers.ts'
import { jsonAnswer, route } from '../route.ts'
import { limit, time, vantage } from './query.ts'

/** The verdicts of one target over time. */
export const history = route({
  method: 'GET',
  path: '/api/history',
  summary: 'The verdicts of one target, newest first',
  access: 'read',
  query: z.object({
    target: z.string().min(1).describe('Id of the target'),
    vantage,
    from: time.exactOptional().describe('Not before'),
    to: time.exactOptional().describe('Before'),
    limit: limit(288, 10_000),
  }),
  answers: { 200: { description: 'The history', schema: historyAnswer } },
  async handle({ query: { target, ...range } }, { store }) {
    return jsonAnswer({ target, entries: await store.history(target, range) })
  },
})
