import { z } from 'zod'

/** A refusal as RFC 9457 has it; `type` stays about:blank, so `title` is the status in words. */
export const problem = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What is wrong with this request, and what to do'),
  errors: z
    .array(z.strictObject({ at: z.string(), message: z.string() }))
    .exactOptional()
    .describe('Each thing that is wrong, with its position in the request'),
})
export type ProblemDetails = z.infer<typeof problem>

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const
export type ProblemStatus = keyof typeof TITLES

/** A refusal as an answer: application/problem+json. */
export function problemAnswer(
  status: ProblemStatus,
  detail: string,
  more: {
    readonly headers?: readonly (readonly [string, string])[]
    readonly errors?: ProblemDetails['errors']
  } = {},
): Response {
  const body: ProblemDetails = {
    type: 'about:blank',
    title: TITLES[status],
    status,
    detail,
    ...(more.errors && { errors: more.errors }),
  }
  const headers = new Headers({ 'content-type': 'application/problem+json' })
  for (const [name, value] of more.headers ?? []) headers.append(name, value)
  return new Response(`${JSON.stringify(body)}\n`, { status, headers })
}

/** The same with when to come again, in whole seconds. */
export function comeAgain(status: 429 | 503, detail: string, afterMs: number): Response {
  return problemAnswer(status, detail, { headers: [retryAfter(afterMs)] })
}

/** The header that says so. */
export function retryAfter(ms: number): readonly [string, string] {
  return ['retry-after', String(Math.max(1, Math.ceil(ms / 1000)))]
}
