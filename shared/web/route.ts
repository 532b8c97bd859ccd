import type { z } from 'zod'
import type { Caller } from './auth.ts'
import { type FormReader, readBody } from './body.ts'
import type { Connection } from './connection.ts'
import type { RoutePorts } from './ports.ts'
import { type ProblemDetails, problemAnswer } from './problem.ts'

/** An answer as the description of the API tells it. */
export interface RouteAnswer {
  readonly description: string
  /** Of the JSON; null: there is none. */
  readonly schema: z.ZodType | null
  /** Other forms of it, chosen by Accept, or the only ones. */
  readonly types?: readonly string[]
}

/** What a call was, after it was checked. */
export interface RouteCall<Q, B> {
  readonly request: Request
  readonly connection: Connection | null
  /** Null where anybody may call. */
  readonly caller: Caller | null
  /** Parameters of the query and of the path. */
  readonly query: Q
  readonly body: B
}

interface RouteSpec<Q extends z.ZodObject, B extends z.ZodType> {
  readonly method: 'GET' | 'POST'
  /** A segment may be a parameter: `/api/incidents/:id/ack`. */
  readonly path: string
  readonly summary: string
  /** `open`: anybody may call. `read`: only of the store. `measure`: it sends packets, and is counted. */
  readonly access: 'open' | 'read' | 'measure' | 'sweep'
  readonly query: Q
  readonly body?: B
  /** What a form of the page says in place of JSON; without it no form is taken. */
  readonly form?: FormReader
  readonly answers: Readonly<Record<number, RouteAnswer>>
  readonly handle: (
    ask: RouteCall<z.output<Q>, z.output<B>>,
    ports: RoutePorts,
  ) => Response | Promise<Response>
  /** What can be said without the store, when that is out of reach or slow; null: nothing. */
  readonly remembered?: (
    ask: Pick<RouteCall<z.output<Q>, never>, 'request' | 'query'>,
    ports: RoutePorts,
  ) => Promise<Response | null>
}

/** One row of the table of routes. */
export interface Route
  extends Pick<
    RouteSpec<z.ZodObject, z.ZodType>,
    'method' | 'path' | 'summary' | 'access' | 'query' | 'answers'
  > {
  readonly body: z.ZodType | null
  readonly remembered: (request: Request, ports: RoutePorts) => Promise<Response | null>
  readonly handle: (
    request: Request,
    ports: RoutePorts,
    from: Pick<RouteCall<unknown, unknown>, 'connection' | 'caller'>,
  ) => Promise<Response>
}

/** A row of the table: the handler is called with what its schemas let through, and with nothing else. */
export function route<Q extends z.ZodObject, B extends z.ZodType>(spec: RouteSpec<Q, B>): Route {
  const { method, path, summary, access, query, body, form, answers, handle, remembered } = spec
  return {
    ...{ method, path, summary, access, query, answers },
    async remembered(request, ports) {
      const asked = query.safeParse(parameters(request))
      if (!asked.success || remembered === undefined) return null
      return await remembered({ request, query: asked.data }, ports)
    },
    body: body ?? null,
    async handle(request, ports, from) {
      const asked = query.safeParse({ ...parameters(request), ...inPath(path, request) })
      if (!asked.success) return wrong('The query is wrong', asked.error)
      const call = { ...from, request, query: asked.data }
      if (body === undefined) {
        return handle({ ...call, body: undefined as z.output<B> }, ports)
      }
      const read = await readBody(request, ports.limits, form ?? null)
      if (read.refused !== null) return read.refused
      const given = body.safeParse(read.value)
      if (!given.success) return wrong('The body is wrong', given.error)
      return handle({ ...call, body: given.data }, ports)
    },
  }
}

/** A parameter that stands twice is a list, which no schema takes. */
function parameters(request: Request): Record<string, string | string[]> {
  const all = new URL(request.url).searchParams
  return Object.fromEntries(
    [...new Set(all.keys())].map((name) => {
      const values = all.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

/** The segments of an address that the path of its route names. */
function inPath(path: string, request: Request): Record<string, string> {
  const given = new URL(request.url).pathname.split('/')
  return Object.fromEntries(
    path.split('/').flatMap((segment, i) => {
      const value = segment.startsWith(':') ? decoded(given[i] ?? '') : null
      return value === null ? [] : [[segment.slice(1), value]]
    }),
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** More places than this help nobody. */
const ERRORS = 10

function wrong(detail: string, { issues }: z.ZodError): Response {
  const errors: ProblemDetails['errors'] = issues.slice(0, ERRORS).map(({ path, message }) => ({
    at: path.map(String).join('.').slice(0, 200),
    message: message.slice(0, 500),
  }))
  return problemAnswer(400, `${detail}; errors says where`, { errors })
}

/** A value as JSON. */
export function jsonAnswer(value: unknown, status = 200): Response {
  return new Response(`${JSON.stringify(value)}\n`, {
    status,
    headers: { 'content-type': 'application/json', vary: 'Accept' },
  })
}

/** Whether the caller would rather have a page than JSON: browsers name text/html, programs do not. */
export function wantsPage(request: Request): boolean {
  const weights = (request.headers.get('accept') ?? '').split(',').map((range) => {
    const [type = '', ...parameters] = range
      .trim()
      .toLowerCase()
      .split(';')
      .map((part) => part.trim())
    const q = parameters.find((p) => p.startsWith('q='))?.slice(2) ?? '1'
    return { type, weight: Number(q) || 0 }
  })
  const of = (type: string) => weights.find((w) => w.type === type)?.weight ?? 0
  return of('text/html') > of('application/json')
}
