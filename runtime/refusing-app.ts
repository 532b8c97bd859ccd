import type { Log } from '../shared/ports/log.ts'
import { secured } from '../shared/web/secure.ts'
import type { RefusedConfigError } from './refused-config.ts'

/** Whatever answers requests: the app of a shell, or this one in its place. */
export interface Fetches {
  fetch(request: Request): Response | Promise<Response>
}

/**
 * Stands where the app would, had the configuration been taken: a function that does not start tells nobody why. Every
 * path answers 503 with the problems (RFC 9457; `problems` is an extension of ours: file, line, column, key, message,
 * remedy; no problem holds a secret), but for health, which anybody may ask. Each refused POST is logged, so that the
 * log of a probe that only a scheduler calls says it too.
 */
export function refusingApp(refused: RefusedConfigError, log: Log): Fetches {
  const { problems } = refused
  const whole = bodyOf({
    detail: 'The configuration cannot be used; problems says where and why',
    problems,
  })
  const brief = bodyOf({
    detail: 'The configuration cannot be used; GET /api/status and the log say why',
  })
  return {
    fetch({ method, url }) {
      const { pathname } = new URL(url)
      const body = pathname === HEALTH ? brief : whole
      if (method === 'POST') {
        log.write({ severity: 'error', message: `POST ${pathname} refused: ${refused.message}` })
      }
      const headers = { 'content-type': 'application/problem+json' }
      return secured(new Response(method === 'HEAD' ? null : body, { status: 503, headers }))
    },
  }
}

/** The one path that needs no caller (shared/web/routes/health.ts). */
const HEALTH = '/api/health'

function bodyOf(more: Readonly<Record<string, unknown>>): string {
  const title = 'Service Unavailable'
  return `${JSON.stringify({ type: 'about:blank', title, status: 503, ...more })}\n`
}
