import { z } from 'zod'
import { metrics as metricsText } from '../metrics.ts'
import { rememberedStatus } from '../remembered.ts'
import { route } from '../route.ts'

/** What Prometheus scrapes. */
export const metrics = route({
  method: 'GET',
  path: '/api/metrics',
  summary: 'Metrics for Prometheus, with blackbox_exporter’s names where the meaning is the same',
  access: 'read',
  query: z.object({ vantage: z.string().exactOptional().describe('Only this vantage') }),
  answers: {
    200: { description: 'Prometheus text format', schema: null, types: ['text/plain'] },
  },
  async handle({ query }, { reader, clock, agent }) {
    const status = await reader.status(clock.date(), query.vantage)
    const vantages = await Promise.all(
      status.vantages.map(async (vantage) => ({
        ...vantage,
        // Status codes and certificates are in the evidence, which a stored report may only refer to.
        latest: vantage.latest === null ? null : await reader.whole(vantage.latest),
      })),
    )
    return answerOf(metricsText({ ...status, vantages }, await agent.status()))
  },
  async remembered({ query }, ports) {
    const status = await rememberedStatus(ports, query.vantage)
    return answerOf(metricsText(status, await ports.agent.status()))
  },
})

function answerOf(text: string): Response {
  return new Response(text, {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  })
}
