/** The answer of a program that is well. It needs no schema: a cold start gives it before anything else is loaded. */
export function healthy(): Response {
  return new Response('{"status":"ok"}\n', {
    headers: { 'content-type': 'application/json', vary: 'Accept' },
  })
}
