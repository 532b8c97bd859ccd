/**
 * The answer of a program that is well, or that leaves out a part of its configuration (`degraded`): anybody may ask, so
 * it says no more. It needs no schema: a cold start gives it before anything else is loaded.
 */
export function healthy(status: 'ok' | 'degraded' = 'ok'): Response {
  return new Response(`{"status":"${status}"}\n`, {
    headers: { 'content-type': 'application/json', vary: 'Accept' },
  })
}
