import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { httpServer, respond } from '../../fixtures/http-server.ts'
import { closedPort } from '../../fixtures/tcp-server.ts'
import {
  ACTS,
  ASKS,
  CONFIG as CALLED,
  CALLS,
  callsOf,
  READS,
  STRANGERS,
  told,
  usualHeaders,
} from './calls.ts'
import { site, TOKEN } from './site.ts'

const CONFIG = 'targets: [{ name: own, url: "http://own.test/" }]\n'

interface Description {
  readonly paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
  readonly components: { readonly schemas: Record<string, unknown> }
}

async function description(at: Awaited<ReturnType<typeof site>>): Promise<Description> {
  return (await (await at.call('/api/openapi.json')).json()) as Description
}

test('the description is valid OpenAPI 3.1', async () => {
  await using at = await site(CONFIG)
  const validator = new Validator()
  const { valid, errors } = await validator.validate(
    (await description(at)) as unknown as Record<string, unknown>,
  )
  expect(valid, JSON.stringify(errors)).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('what each route takes and answers', async () => {
  await using at = await site(CONFIG)
  const { paths } = await description(at)
  const text = `${JSON.stringify(paths, null, 1)}\n`
  await expect(text).toMatchFileSnapshot('openapi.txt')
})

test('it has every route of the app, and no other', async () => {
  await using at = await site(CONFIG)
  const described = Object.entries((await description(at)).paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const served = at.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path !== '/')
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(described.sort()).toEqual([...new Set(served)].sort())
})

test.for([
  ['/api/health', 'Health'],
  ['/api/status', 'Status'],
  ['/api/target?id=own', 'Target'],
  ['/api/history?target=own', 'History'],
  ['/api/incidents', 'Incidents'],
  ['/api/nothing', 'Problem'],
] as const)('%s answers as described', async ([path, name]) => {
  await using server = await httpServer(respond(200))
  await using at = await site(CONFIG, { names: { 'own.test': [['10.1.1.1']] }, port: server.port })
  await at.agent.sweep('scheduled', new AbortController().signal)
  const { components } = await description(at)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const validate = ajv.compile({ $ref: `#/components/schemas/${name}`, components })
  const answer: unknown = await (await at.call(path)).json()
  expect(validate(answer), JSON.stringify(validate.errors)).toBe(true)
})

test('what is answered to calls that are wrong, or find nothing', async () => {
  const rate = { burst: 1000, perMinute: 1000 }
  await using at = await site(CALLED, {
    limits: { bodyBytes: 600, perCaller: rate, whole: rate },
    clock: { now: () => 0, date: () => new Date('2026-01-02T03:04:05Z') },
  })
  const answers = [usualHeaders()]
  for (const call of CALLS) answers.push(await told(at, call, TOKEN))
  await expect(answers.join('\n')).toMatchFileSnapshot('answers.txt')
  // Nothing is measured for them.
  expect([at.asked, at.dialled]).toEqual([[], []])
})

test('what is answered when there is no room, no rate left or no store', async () => {
  const none = { burst: 0, perMinute: 7 }
  const away = async () => Promise.reject(new StoreError('No disk', { problem: 'unreachable' }))
  const broken = async () => Promise.reject(new Error('a fault'))
  const pages = { headers: { accept: 'text/html' } }
  const reads = READS.map((path) => ({ path }))
  const states = {
    'no room': { limits: { readers: 0, measuring: 0, sweeping: 0 }, store: {}, calls: ASKS },
    'no rate': {
      limits: { perCaller: none, strangers: none },
      store: {},
      calls: [...ASKS, ...STRANGERS],
    },
    'no rate of all': { limits: { whole: none }, store: {}, calls: ASKS },
    'a store that is away': {
      limits: {},
      store: { vantages: away, history: away, incident: away, incidents: away, latest: away },
      calls: [...reads, ...reads.map((one) => ({ ...one, ...pages })), ...ACTS],
    },
    'a fault': {
      limits: {},
      store: { vantages: broken, history: broken },
      calls: reads.slice(0, 2),
    },
  }
  const answers: string[] = []
  for (const [state, { limits, store, calls }] of Object.entries(states)) {
    await using at = await site(CALLED, {
      limits,
      clock: { now: () => 0, date: () => new Date('2026-01-02T03:04:05Z') },
    })
    Object.assign(at.store, store)
    answers.push(`${state}\n`)
    for (const call of calls) answers.push(await told(at, call, TOKEN))
    const lines = at.logged.map(({ severity, message }) => `${severity}: ${message.split('\n')[0]}`)
    answers.push(...lines, '')
  }
  await expect(answers.join('\n')).toMatchFileSnapshot('answers-without.txt')
})

test('what is answered of a target that fails, and what people do with its incident', async () => {
  const section = 'alerts: { openAfter: 1, page: "https://probe.example/x" }\n'
  await using at = await site(`${CALLED}${section}`, {
    names: { 'own.test': [['10.1.1.1']] },
    port: await closedPort(),
    clock: { now: () => 0, date: () => new Date('2026-01-02T03:04:05Z') },
  })
  await at.agent.sweep('scheduled', new AbortController().signal)
  const [incident] = await at.store.incidents({ limit: 1 })
  const answers: string[] = []
  for (const call of callsOf(incident?.id ?? '')) answers.push(await told(at, call, TOKEN))
  // What differs from run to run and from machine to machine.
  const text = answers
    .join('\n')
    .replaceAll(/-(here-[0-9a-z]{8}|refused-[0-9a-f]{10})\b/g, '-RANDOM')
    .replaceAll(/"hash":"[0-9a-f]{12}"/g, '"hash":"HASH"')
    .replaceAll(/"addresses":\[[^\]]*\],"privateRanges"/g, '"addresses":[],"privateRanges"')
    .replaceAll(/"node":"[^"]*","os":"[^"]*"/g, '"node":"NODE","os":"OS"')
  await expect(text).toMatchFileSnapshot('answers-with.txt')
})
