import { Hono } from 'hono'
import { RefusedAddressError } from '../address/refused.ts'
import { StoreError } from '../ports/store-error.ts'
import type { Caller } from './auth.ts'
import type { Connection } from './connection.ts'
import { openApi } from './openapi.ts'
import type { RoutePorts, WebPorts } from './ports.ts'
import { comeAgain, problemAnswer, retryAfter } from './problem.ts'
import { asPage } from './problem-page.ts'
import { Buckets, Slots } from './rate.ts'
import { recentReader } from './recent.ts'
import { type Route, wantsPage } from './route.ts'
import { ROUTES } from './routes.ts'
import { isForeign, secured } from './secure.ts'
import { statusReader } from './status.ts'

/** What a shell tells of a request: the connection, where it listens itself. */
interface WebEnv {
  readonly Bindings: { readonly connection?: Connection }
}

export type WebApp = Hono<WebEnv>

/** When a slot may be free again, in ms: nobody knows. */
const SOON = 2_000

/**
 * Browsers ask by Basic; the user name is free, the token is the password. Basic stands first: the two are joined in
 * one line, and Chromium reads only the first challenge of a line.
 */
const CHALLENGES = [
  ['www-authenticate', 'Basic realm="perimeter", charset="UTF-8"'],
  ['www-authenticate', 'Bearer realm="perimeter"'],
] as const

/**
 * The HTTP surface, the same in every shell: (Request) => Response. Everything but health needs a caller; what
 * measures is counted, and bounded in number and time. Every refusal is a problem (RFC 9457).
 */
export function createApp(ports: WebPorts): WebApp {
  const app = new Hono<WebEnv>()
  const given: RoutePorts = {
    ...ports,
    reader: statusReader(ports.store, ports.config),
    recent: recentReader(ports.store),
  }
  const gate = new Gate(ports)
  const routes = [...ROUTES, openApi(ROUTES)]
  for (const route of routes) {
    app.on(route.method, route.path, async ({ req, env }) =>
      // Without anything to tell, there is no `env` at all.
      secured(await asPage(req.raw, await answer(route, req.raw, env?.connection ?? null))),
    )
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allow = routes.filter((r) => r.path === path).map((r) => r.method)
    app.all(path, () => secured(notAllowed(allow)))
  }
  app.get('/', () =>
    secured(new Response(null, { status: 302, headers: { location: '/api/status' } })),
  )
  app.notFound(() =>
    secured(problemAnswer(404, 'There is nothing here; GET /api/openapi.json says what there is')),
  )

  async function answer(
    route: Route,
    request: Request,
    connection: Connection | null,
  ): Promise<Response> {
    const { promise: letIn, resolve: opened } = Promise.withResolvers<void>()
    try {
      const answered = gate.through(route, request, connection, (caller) => {
        opened()
        return route.handle(request, given, { connection, caller })
      })
      if (route.access !== 'read') return await answered
      // Whoever is refused is so by the gate: nothing that is remembered is for everybody.
      await Promise.race([letIn, answered])
      // What is late goes on, in its slot: it fills what the reader remembers.
      return await inTime(answered, patience(request), (ms) => late(route, request, ms))
    } catch (error) {
      return failed(error, route, request)
    }
  }

  /** Somebody looks at a page; a program can wait for what is true. */
  function patience(request: Request): number {
    return wantsPage(request) ? ports.limits.reading : ports.limits.patience
  }

  async function late(route: Route, request: Request, ms: number): Promise<Response> {
    const message = `${route.method} ${route.path}: the store did not answer within ${ms} ms`
    ports.log.write({ severity: 'warning', message, fields: { event: 'store-slow' } })
    return await fallback(route, request, 'The store is too slow to answer now; the log says more')
  }

  async function fallback(route: Route, request: Request, why: string): Promise<Response> {
    const remembered = await route.remembered(request, given)
    return remembered ?? comeAgain(503, why, SOON)
  }

  async function failed(error: unknown, route: Route, request: Request): Promise<Response> {
    const { method, path } = route
    if (error instanceof RefusedAddressError) return problemAnswer(403, error.message)
    const store = error instanceof StoreError
    const message = `${method} ${path} failed: ${store ? error.message : stackOf(error)}`
    ports.log.write({ severity: 'error', message })
    return store
      ? await fallback(route, request, 'The store cannot be read or written now; the log says why')
      : problemAnswer(500, 'The probe itself failed; its log says how')
  }
  return app
}

/** An answer, or another one when it takes too long. */
async function inTime(
  answered: Promise<Response>,
  ms: number,
  late: (ms: number) => Promise<Response>,
): Promise<Response> {
  const { promise: over, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(() => resolve(null), ms)
  try {
    const first = await Promise.race([answered, over])
    if (first !== null) return first
  } finally {
    clearTimeout(timer)
  }
  answered.catch(() => {})
  return await late(ms)
}

/** Lets through who may call, as much as may be under way. */
class Gate {
  readonly #ports: WebPorts
  /** By address, so that nobody's wrong tokens are counted against others. */
  readonly #strangers: Buckets
  /** A loop of checks takes neither the place nor the rate of the schedule, which comes by POST on some platforms. */
  readonly #rates: { readonly measure: Buckets; readonly sweep: Buckets }
  readonly #slots: { readonly measure: Slots; readonly sweep: Slots; readonly read: Slots }

  constructor(ports: WebPorts) {
    const { limits, clock } = ports
    this.#ports = ports
    this.#strangers = new Buckets(limits.strangers, null, clock.now())
    const rates = () => new Buckets(limits.perCaller, limits.whole, clock.now())
    this.#rates = { measure: rates(), sweep: rates() }
    this.#slots = {
      measure: new Slots(limits.measuring),
      sweep: new Slots(limits.sweeping),
      read: new Slots(limits.readers),
    }
  }

  async through(
    route: Route,
    request: Request,
    connection: Connection | null,
    on: (caller: Caller | null) => Promise<Response>,
  ): Promise<Response> {
    if (route.access === 'open') return await on(null)
    const { auth, clock } = this.#ports
    const caller = await auth(request)
    if (caller === null) return this.#unknown(request, connection)
    if (route.method === 'POST' && isForeign(request)) {
      return problemAnswer(403, 'Another site made the browser send this')
    }
    const wait =
      route.access === 'read' ? 0 : this.#rates[route.access].take(caller.name, clock.now())
    if (wait > 0) return comeAgain(429, 'Too many checks in a short time; retry later', wait)
    using slot = this.#slots[route.access].take()
    if (slot === null) return comeAgain(503, 'Too many requests are in progress; retry later', SOON)
    return await on(caller)
  }

  /**
   * Whoever sends no right token is asked for one, however many do. A browser asks its user at 401 only, so that one
   * that sends an old password gets no other status, whoever else calls from its address.
   */
  #unknown({ headers }: Request, connection: Connection | null): Response {
    const sent = headers.get('authorization')
    const address = connection?.remote.replace(/:\d+$/, '') ?? ''
    const wait = sent === null ? 0 : this.#strangers.take(address, this.#ports.clock.now())
    if (wait === 0) {
      return problemAnswer(401, 'Send the token as Authorization: Bearer TOKEN', {
        headers: CHALLENGES,
      })
    }
    const status = sent !== null && /^basic /i.test(sent) ? 401 : 429
    return problemAnswer(status, 'Too many calls without a right token', {
      headers: [...CHALLENGES, retryAfter(wait)],
    })
  }
}

function notAllowed(allow: readonly string[]): Response {
  return problemAnswer(405, `Use ${allow.join(' or ')}`, { headers: [['allow', allow.join(', ')]] })
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
