import { z } from 'zod'
import { statusAnswer } from '../answers.ts'
import { ownOf } from '../own.ts'
import { type StatusPageOptions, statusPage } from '../page/status.ts'
import { pageAnswer, REFRESH } from '../page-answer.ts'
import { rememberedStatus } from '../remembered.ts'
import { jsonAnswer, route, wantsPage } from '../route.ts'
import { differencesOf } from '../side-by-side.ts'
import type { StatusData } from '../status-data.ts'

const asked = z.object({
  vantage: z.string().exactOptional().describe('Only this vantage'),
  q: z.string().max(200).default('').describe('Of the page: targets that have these words'),
  only: z.enum(['failing']).exactOptional().describe('Of the page: targets that fail'),
})
type Asked = z.output<typeof asked>

/** Everything at a glance: a page for a browser, JSON for a program. */
export const status = route({
  method: 'GET',
  path: '/api/status',
  summary: 'The newest report of every vantage, and what is open',
  access: 'read',
  query: asked,
  answers: { 200: { description: 'The status', schema: statusAnswer, types: ['text/html'] } },
  async handle({ request, query }, ports) {
    const { reader, clock } = ports
    const data = await reader.status(clock.date(), query.vantage)
    if (!wantsPage(request)) return json(data)
    const [own, recent] = await Promise.all([ownOf(ports), ports.recent(data)])
    return page(query, data, { own, recent })
  },
  async remembered({ request, query }, ports) {
    const data = await rememberedStatus(ports, query.vantage)
    if (wantsPage(request)) return page(query, data, {})
    // A program is told that nothing is known; a page says so, and looks again.
    return data.vantages.length === 0 ? null : json(data)
  },
})

function json(data: StatusData): Response {
  return jsonAnswer({ ...data, differences: differencesOf(data.vantages) })
}

function page(
  { q, only, vantage }: Asked,
  data: StatusData,
  more: Pick<StatusPageOptions, 'own' | 'recent'>,
): Response {
  const filter = { text: q.trim(), failing: only === 'failing' }
  return pageAnswer(
    statusPage(data, { ...more, refresh: REFRESH, filter, vantage: vantage ?? null }),
  )
}
