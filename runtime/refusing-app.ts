import type { Log } from '../shared/ports/log.ts'
import { secured } from '../shared/web/secure.ts'
import type { RefusedConfigError } from './refused-config.ts'

/** Whatever answers requests: the app of a shell, or this one in its place. */
export interface Fetches {
  fetch(request: Request): Response | Promise<Response>
}

/**
 * Stands where the app would, had the configuration been taken: a function that does not start tells nobody why. Every
 * path answers 503 with the problems, health too (RFC 9457; `problems` is an extension of ours: file, line, column,
 * key, message, remedy; no problem holds a secret). Each refused POST is logged, so that the log of a probe that
 * only a scheduler calls says it too.
 */
export function refusingApp(refused: RefusedConfigError, log: Log): Fetches {
  const body = JSON.stringify({
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    detail: 'The configuration cannot be used; problems says where and why',
    problems: refused.problems,
  })
  return {
    fetch({ method, url }) {
      if (method === 'POST') {
        const { pathname } = new URL(url)
        log.write({ severity: 'error', message: `POST ${pathname} refused: ${refused.message}` })
      }
      const headers = { 'content-type': 'application/problem+json' }
      return secured(new Response(method === 'HEAD' ? null : `${body}\n`, { status: 503, headers }))
    },
  }
}
