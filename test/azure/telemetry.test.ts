import process from 'node:process'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { availabilityOf, duration } from '../../azure/telemetry/availability.ts'
import { readConnectionString } from '../../azure/telemetry/connection-string.ts'
import { sendAvailability } from '../../azure/telemetry/send.ts'
import { telemetryTokens } from '../../azure/telemetry/token.ts'
import { httpSender } from '../../runtime/http-sender.ts'
import type { LogEntry } from '../../shared/ports/log.ts'
import type { OutgoingRequest, Sender } from '../../shared/ports/sender.ts'
import type { TokenSource } from '../../shared/ports/token-source.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { closedPort } from '../fixtures/tcp-server.ts'
import { deadResolver, dropped, many, passing, sample } from '../shared/report/sample.ts'
import { ingestion } from './ingestion.ts'

afterEach(() => void vi.unstubAllEnvs())

const KEY = '00000000-0000-0000-0000-000000000001'

async function send(port: number, report = sample([passing()]), more: Partial<Deps> = {}) {
  const logged: LogEntry[] = []
  const text = `InstrumentationKey=${KEY};IngestionEndpoint=http://127.0.0.1:${port}/`
  const to = readConnectionString(text)
  if (to === null) throw new Error('no connection string')
  await sendAvailability(report, {
    ingestion: to,
    sender: httpSender({ proxyFor: () => null, ca: [] }),
    tokens: null,
    now: () => performance.now(),
    log: { write: (entry) => void logged.push(entry) },
    ...more,
  })
  return logged.map(({ severity, message }) => `${severity}: ${message}`)
}
type Deps = Parameters<typeof sendAvailability>[1]

describe('availability results', () => {
  test('one a target and one a capability, and none for what could not be found out', () => {
    const warned = { ...passing('warned.example'), verdict: 'warn' as const }
    const report = sample([passing(), warned, dropped(), deadResolver()])
    const items = availabilityOf(report, KEY)
    const told = items.map(({ data: { baseData } }) => [baseData.name, baseData.success] as const)
    const expected = [
      ...report.results.map(({ target, verdict }) => [target.id, verdict] as const),
      ...report.capabilities.map(({ id, verdict }) => [`capability: ${id}`, verdict] as const),
    ].flatMap(([name, verdict]) =>
      verdict === 'inconclusive' ? [] : [[name, verdict !== 'fail'] as const],
    )
    expect(told).toEqual(expected)
    expect(report.results.some(({ verdict }) => verdict === 'inconclusive')).toBe(true)
  })

  test('an item as the API takes it', () => {
    const report = sample([dropped()])
    const [result] = report.results
    expect(availabilityOf(report, KEY)[0]).toEqual({
      name: 'Microsoft.ApplicationInsights.Availability',
      time: report.startedAt,
      iKey: KEY,
      tags: { 'ai.cloud.role': 'func-202312', 'ai.location.ip': '0.0.0.0' },
      data: {
        baseType: 'AvailabilityData',
        baseData: {
          ver: 2,
          id: `${report.id}/${result?.target.id}`,
          name: result?.target.id,
          duration: duration(result?.timings.total ?? 0),
          success: false,
          runLocation: 'prod-japaneast',
          message: `tcp-dropped: ${result?.findings[0]?.summary}`,
          properties: {
            url: result?.target.url,
            code: 'tcp-dropped',
            target: result?.target.name,
            verdict: 'fail',
            report: report.id,
          },
        },
      },
    })
  })

  test('a capability is judged by itself, and took as long as the sweep', () => {
    const report = sample([passing(), dropped()])
    const items = availabilityOf(report, KEY).map(({ tags, data: { baseData } }) => ({
      role: tags['ai.cloud.role'],
      ...baseData,
    }))
    const told = report.capabilities.filter(({ verdict }) => verdict !== 'inconclusive')
    const common = {
      ...{ role: 'func-202312', ver: 2, runLocation: 'prod-japaneast' },
      duration: duration(Date.parse(report.finishedAt) - Date.parse(report.startedAt)),
    }
    expect(items.filter(({ name }) => name.startsWith('capability: '))).toEqual(
      told.map(({ id, name, verdict, symptom, blockedBy }) => ({
        ...{ ...common, id: `${report.id}/capability:${id}`, name: `capability: ${id}` },
        success: verdict !== 'fail',
        message: verdict === 'pass' ? '' : symptom,
        properties: {
          ...{ capability: name, blockedBy: blockedBy.join(', '), verdict, report: report.id },
        },
      })),
    )
    expect(new Set(items.map(({ success }) => success))).toEqual(new Set([true, false]))
    const elsewhere = { ...report, vantage: { ...report.vantage, app: null } }
    expect(availabilityOf(elsewhere, KEY)[0]?.tags['ai.cloud.role']).toBe('prod-japaneast')
  })

  test('texts are no longer than the schema allows', () => {
    const long = 'x'.repeat(9000)
    const one = dropped()
    const target = { ...one.seen.target, id: long, name: long }
    const findings = one.findings.map((found) => ({ ...found, summary: long }))
    const report = sample([{ ...one, seen: { ...one.seen, target }, findings }])
    const [item] = availabilityOf({ ...report, vantage: { ...report.vantage, name: long } }, KEY)
    const { id, name, message, runLocation, properties } = item?.data.baseData ?? {}
    expect([id, name, message, runLocation, properties?.['target']].map((t) => t?.length)).toEqual([
      512, 1024, 8192, 1024, 8192,
    ])
  })

  const durations = [
    [0, '00:00:00.000'],
    [1234.4, '00:00:01.234'],
    [3_661_005, '01:01:01.005'],
    [90_000_000, '1.01:00:00.000'],
    [-5, '00:00:00.000'],
  ] as const
  test.for(durations)('%d ms are %s', ([ms, text]) => expect(duration(ms)).toBe(text))
})

const strings = [
  [
    `InstrumentationKey=${KEY};IngestionEndpoint=https://japaneast-1.in.applicationinsights.azure.com/;LiveEndpoint=https://x/`,
    'https://japaneast-1.in.applicationinsights.azure.com/v2.1/track',
    'https://monitor.azure.com/.default',
  ],
  [
    `instrumentationkey=${KEY};aadaudience=https://monitor.azure.us/`,
    'https://dc.services.visualstudio.com/v2.1/track',
    'https://monitor.azure.us/.default',
  ],
  [
    ` IngestionEndpoint = https://a.example/x ; InstrumentationKey = ${KEY} ;AadAudience=https://b.example/?c=d//`,
    'https://a.example/v2.1/track',
    'https://b.example/?c=d/.default',
  ],
] as const

test.for(strings)('connection string %#', ([text, url, scope]) => {
  expect(readConnectionString(text)).toEqual({ instrumentationKey: KEY, url, scope })
})

test.for([
  '',
  'x',
  'IngestionEndpoint=https://a/',
  `InstrumentationKey=${KEY};IngestionEndpoint=a`,
  `InstrumentationKey=${KEY};IngestionEndpoint=`,
  `InstrumentationKey;${KEY}`,
  `InstrumentationKey=${KEY};IngestionEndpoint=ingestion.example:443`,
])('no connection string: %s', (text) => expect(readConnectionString(text)).toBeNull())

describe('sending', () => {
  test('in batches, to the path of the API', async () => {
    await using api = await ingestion({ status: 200 })
    const report = sample(many(600))
    expect(await send(api.port, report)).toEqual([])
    expect(api.calls.map(({ path, items }) => [path, items.length])).toEqual([
      ['/v2.1/track', 250],
      ['/v2.1/track', 250],
      ['/v2.1/track', availabilityOf(report, KEY).length - 500],
    ])
  })

  test.for([249, 250, 251, 500, 501])(
    'of %d results in batches of 250, and none empty',
    async (count) => {
      await using api = await ingestion({ status: 200 })
      const whole = sample(many(count))
      expect(await send(api.port, { ...whole, capabilities: [] })).toEqual([])
      const full = Array.from({ length: Math.floor(count / 250) }, () => 250)
      const rest = count % 250 === 0 ? [] : [count % 250]
      expect(api.calls.map(({ items }) => items.length)).toEqual([...full, ...rest])
    },
  )

  test('every batch is one POST of JSON, within what is left of 15 s', async () => {
    const asked: [OutgoingRequest, number][] = []
    const sender: Sender = {
      send: async (...given) => {
        asked.push(given)
        return { failure: null, status: 200, headers: {}, body: '' }
      },
    }
    const times = [1000.5, 1000.5, 3000.75, 15_999.75]
    const report = { ...sample(many(600)), capabilities: [] }
    expect(await send(443, report, { sender, now: () => times.shift() ?? 0 })).toEqual([])
    const items = availabilityOf(report, KEY)
    const batch = (from: number, to: number) => ({
      ...{ url: 'http://127.0.0.1:443/v2.1/track', method: 'POST' },
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(items.slice(from, to)),
    })
    expect(asked).toEqual([
      [batch(0, 250), 15_000],
      [batch(250, 500), 13_000],
      [batch(500, 750), 1],
    ])
  })

  test('with a token where one is wanted; without one nothing is sent', async () => {
    await using api = await ingestion({ status: 200 })
    const tokens: TokenSource = async (auth) => ({
      token: `for ${JSON.stringify(auth)}`,
      failure: null,
    })
    await send(api.port, sample([passing()]), { tokens })
    expect(api.calls[0]?.authorization).toBe(
      'Bearer for {"azure":"https://monitor.azure.com/.default"}',
    )
    const none: TokenSource = async () => ({ token: null, failure: 'no identity' })
    const lines = await send(api.port, sample([passing()]), { tokens: none })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/no token for https:\/\/monitor\.azure\.com\/\.default: no identity$/)
    expect(api.calls).toHaveLength(1)
  })

  const failures = [
    ['a refusal', { status: 401, body: 'Invalid token' }, 'status 401 Invalid token'],
    ['a part refused', { status: 206, body: 'x'.repeat(301) }, `status 206 ${'x'.repeat(300)}`],
    ['a redirect', { status: 308 }, 'status 308 '],
  ] as const
  test.for(failures)('%s ends it with one line', async ([, answer, line]) => {
    await using api = await ingestion(answer)
    const report = { ...sample(many(600)), capabilities: [] }
    expect(await send(api.port, report)).toEqual([
      `warning: 600 availability results of report ${report.id} were not taken by 127.0.0.1:${api.port}: ${line}`,
    ])
    expect(api.calls).toHaveLength(1)
  })

  test('nobody there', async () => {
    const lines = await send(await closedPort())
    expect(lines[0]).toMatch(/^warning: \d+ availability results of report .* ECONNREFUSED/)
  })

  test('out of time between two batches', async () => {
    await using api = await ingestion({ status: 200 })
    let now = 0
    const slow = () => {
      now += 10_000
      return now
    }
    const lines = await send(api.port, sample(many(600)), { now: slow })
    expect(lines[0]).toContain('they took longer than 15 s')
    expect(api.calls).toHaveLength(1)
    const items = availabilityOf(sample(many(600)), KEY).length
    expect(lines[0]).toMatch(new RegExp(`^warning: ${items - 250} availability results`))
  })
})

test('a token is wanted when the host’s setting says so', () => {
  const clock = { date: () => new Date() }
  expect(telemetryTokens({}, clock)).toBeNull()
  const AAD = { APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=x' }
  expect(telemetryTokens(AAD, clock)).toBeTypeOf('function')
})

test('the token is that of the identity which the setting names', async () => {
  const asked: string[] = []
  await using identity = await httpServer((socket, head) => {
    asked.push(head)
    const body = '{"access_token":"t","expires_on":"4102444800","token_type":"Bearer"}'
    respond(200, { headers: { 'content-type': 'application/json' }, body })(socket, head)
  })
  // Microsoft’s library reads these from the process, once; and it keeps the token of each identity.
  vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${identity.port}/msi/token`)
  vi.stubEnv('IDENTITY_HEADER', 'secret')
  for (const [id, setting] of [
    ['00000000-0000-0000-0000-000000000002', 'Authorization=AAD;ClientId='],
    ['00000000-0000-0000-0000-000000000003', ' authorization = aad ; clientid = '],
  ] as const) {
    const given = { APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `${setting}${id} ` }
    const tokens = telemetryTokens({ ...process.env, ...given }, { date: () => new Date() })
    const scope = { azure: 'https://monitor.azure.com/.default' }
    expect(await tokens?.(scope)).toMatchObject({ token: 't' })
    expect(asked.at(-1)).toContain(`client_id=${id}`)
  }
  expect(asked).toHaveLength(2)
})
