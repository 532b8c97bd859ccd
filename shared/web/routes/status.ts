import { z } from 'zod'
import { statusAnswer } from '../answers.ts'
import { statusPage } from '../page/status.ts'
import { pageAnswer, REFRESH } from '../page-answer.ts'
import { jsonAnswer, route, wantsPage } from '../route.ts'
import { differencesOf } from '../side-by-side.ts'

/** Everything at a glance: a page for a browser, JSON for a program. */
export const status = route({
  method: 'GET',
  path: '/api/status',
  summary: 'The newest report of every vantage, and what is open',
  access: 'read',
  query: z.object({
    vantage: z.string().exactOptional().describe('Only this vantage'),
    q: z.string().max(200).default('').describe('Of the page: targets that have these words'),
    only: z.enum(['failing']).exactOptional().describe('Of the page: targets that fail'),
  }),
  answers: { 200: { description: 'The status', schema: statusAnswer, types: ['text/html'] } },
  async handle({ request, query }, { reader, clock }) {
    const data = await reader.status(clock.date(), query.vantage)
    return wantsPage(request)
      ? pageAnswer(
          statusPage(data, {
            refresh: REFRESH,
            filter: { text: query.q.trim(), failing: query.only === 'failing' },
            vantage: query.vantage ?? null,
          }),
        )
      : jsonAnswer({ ...data, differences: differencesOf(data.vantages) })
  },
})
