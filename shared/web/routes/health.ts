import { z } from 'zod'
import { healthAnswer } from '../answers.ts'
import { healthy } from '../healthy.ts'
import { route } from '../route.ts'

/** Says that the process answers, and nothing of what it knows. */
export const health = route({
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the program answers',
  access: 'open',
  query: z.object({}),
  answers: { 200: { description: 'It does', schema: healthAnswer } },
  handle: (_, { degraded }) => healthy(degraded ? 'degraded' : 'ok'),
})
