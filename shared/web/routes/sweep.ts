import { z } from 'zod'
import type { SweepOutcome } from '../../agent/agent.ts'
import type { Kept } from '../../agent/keep.ts'
import type { Report } from '../../model/report.ts'
import { sweepAnswer } from '../answers.ts'
import { problemAnswer } from '../problem.ts'
import { jsonAnswer, route } from '../route.ts'

/**
 * One sweep over everything, now. It outlives the caller: a scheduler that hangs up has started it all the same, and
 * when it asks again it is told of the sweep that it started.
 */
export const sweep = route({
  method: 'POST',
  path: '/api/sweep',
  summary: 'Sweep all targets now',
  access: 'sweep',
  query: z.object({}),
  body: z.strictObject({
    kind: z
      .enum(['scheduled', 'on-demand'])
      .default('scheduled')
      .describe('Only a scheduled one moves alerts'),
  }),
  answers: {
    200: { description: 'It is done', schema: sweepAnswer },
    202: { description: 'It takes longer, and goes on', schema: sweepAnswer },
    409: { description: 'Another sweep is under way', schema: null },
  },
  async handle({ request, body }, ports) {
    const { agent, limits, stopping, log } = ports
    const due = body.kind === 'scheduled' ? (ports.dueAt?.(request) ?? null) : null
    const sweeping = agent.sweep(body.kind, stopping, { due })
    const { promise: late, resolve } = Promise.withResolvers<null>()
    const timer = setTimeout(() => resolve(null), limits.deadline)
    try {
      const outcome = await Promise.race([sweeping, late])
      if (outcome !== null) return answerOf(outcome)
    } finally {
      clearTimeout(timer)
    }
    // Nobody waits for it any more.
    sweeping.catch((error: unknown) =>
      log.write({ severity: 'error', message: `A sweep failed: ${String(error)}` }),
    )
    return jsonAnswer({ state: 'running', report: null, kept: null, summary: null }, 202)
  },
})

function answerOf(outcome: SweepOutcome): Response {
  if (outcome.state === 'skipped') return problemAnswer(409, `Not swept: ${outcome.reason}`)
  return doneAnswer(outcome.report, outcome.state === 'made' ? 'stored' : outcome.kept)
}

function doneAnswer({ id, summary }: Report, kept: Kept): Response {
  return jsonAnswer({ state: 'done', report: id, kept, summary })
}
