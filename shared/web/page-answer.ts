import { PAGE_HEADERS } from './page/policy.ts'

/** Seconds after which an open page looks again. */
export const REFRESH = 15

/** A page with the headers that it needs. */
export function pageAnswer(text: string, status = 200): Response {
  return new Response(text, { status, headers: { ...PAGE_HEADERS, vary: 'Accept' } })
}
