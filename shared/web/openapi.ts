import { z } from 'zod'
import { incident } from '../model/incident.ts'
import { report } from '../model/report.ts'
import { plainFormats } from '../view/json-schemas.ts'
import {
  healthAnswer,
  historyAnswer,
  incidentsAnswer,
  statusAnswer,
  sweepAnswer,
  targetAnswer,
} from './answers.ts'
import { problem } from './problem.ts'
import { jsonAnswer, type Route, type RouteAnswer, route } from './route.ts'

/** The schemas with names of their own; what is in none of them stands where it is used. */
const NAMED = {
  Health: healthAnswer,
  History: historyAnswer,
  Incident: incident,
  Incidents: incidentsAnswer,
  Problem: problem,
  Report: report,
  Status: statusAnswer,
  Sweep: sweepAnswer,
  Target: targetAnswer,
} as const

type Json = Record<string, unknown>

/** The description of the surface (OpenAPI 3.1), as one more row of its table. */
export function openApi(routes: readonly Route[]): Route {
  const self: Route = route({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This description (OpenAPI 3.1)',
    access: 'read',
    query: z.object({}),
    answers: { 200: { description: 'The description', schema: z.looseObject({}) } },
    handle: () => jsonAnswer(describe([...routes, self])),
  })
  return self
}

/** The description of some routes. */
export function describe(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {}
  for (const row of routes) {
    const path = row.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [row.method.toLowerCase()]: operation(row) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Perimeter',
      version: '1',
      description:
        'What a probe inside a locked-down network found: the status, its history, incidents, metrics, and checks on demand.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas: components(),
    },
  }
}

function operation({ path, method, summary, access, query, body, answers }: Route): Json {
  const refusals: Record<number, RouteAnswer> = access === 'open' ? {} : { ...REFUSALS }
  if (body !== null) Object.assign(refusals, BODY_REFUSALS)
  return {
    operationId: `${method.toLowerCase()}-${path.replace(/^\/api\//, '').replace(/\W+/g, '-')}`,
    summary,
    ...(access === 'open' && { security: [] }),
    parameters: parameters(query, path),
    ...(body !== null && {
      requestBody: { content: { 'application/json': { schema: inline(body, 'input') } } },
    }),
    responses: Object.fromEntries(
      Object.entries({ ...refusals, ...answers }).map(([status, answer]) => [
        status,
        { description: answer.description, content: content(Number(status), answer) },
      ]),
    ),
  }
}

const REFUSALS: Readonly<Record<number, RouteAnswer>> = {
  400: { description: 'The request is wrong', schema: null },
  401: { description: 'The token is missing or wrong', schema: null },
  429: { description: 'Too many requests; Retry-After says when to retry', schema: null },
  503: {
    description: 'Too many requests are in progress, or the store is unreachable',
    schema: null,
  },
}

const BODY_REFUSALS: Readonly<Record<number, RouteAnswer>> = {
  403: { description: 'What was asked for is not checked on demand', schema: null },
  413: { description: 'The body is too large', schema: null },
  415: { description: 'The body is not application/json', schema: null },
}

function content(status: number, { schema, types = [] }: RouteAnswer): Json {
  if (status >= 400) return { 'application/problem+json': { schema: reference('Problem') } }
  const texts = types.map((type) => [type, { schema: { type: 'string' } }] as const)
  const json = schema === null ? [] : [['application/json', { schema: named(schema) }] as const]
  return Object.fromEntries([...json, ...texts])
}

function named(schema: z.ZodType): Json {
  const found = Object.entries(NAMED).find(([, known]) => known === schema)
  return found === undefined ? inline(schema, 'output') : reference(found[0])
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

function parameters(query: z.ZodObject, path: string): readonly Json[] {
  const { properties = {}, required = [] } = inline(query, 'input') as {
    properties?: Record<string, Json>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: path.includes(`:${name}`) ? 'path' : 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }))
}

function components(): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    uri: (id) => `#/components/schemas/${id}`,
    override: plainFormats,
  })
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]))
}

function inline(schema: z.ZodType, io: 'input' | 'output'): Json {
  return bare(z.toJSONSchema(schema, { io, unrepresentable: 'any', override: plainFormats }))
}

/** What a document of its own has, and a part of one has not. */
function bare(schema: object): Json {
  const { $schema: _, $id: __, id: ___, '~standard': ____, ...rest } = schema as Json
  return rest
}
