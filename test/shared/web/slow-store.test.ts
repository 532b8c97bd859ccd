import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { StoreError } from '../../../shared/ports/store-error.ts'
import type { Auth } from '../../../shared/web/auth.ts'
import type { StatusData } from '../../../shared/web/status-data.ts'
import { httpServer, respond } from '../../fixtures/http-server.ts'
import { tcpServer } from '../../fixtures/tcp-server.ts'
import { reportAt } from '../alerts/sweeps.ts'
import { incidentOf } from './page/sample.ts'
import { site } from './site.ts'

const CONFIG = 'targets: [{ name: own, url: "http://own.test/" }]\n'
const HTML = { accept: 'text/html' }
const SOON = { limits: { reading: 5, patience: 5 } }

/** A store that takes a call and never answers it. */
function mute(store: object): void {
  Object.assign(store, { vantages: () => new Promise(() => {}) })
}

test('before the first sweep: a page says so and looks again, a program is told to', async () => {
  await using at = await site(CONFIG, SOON)
  mute(at.store)
  const page = await at.call('/api/status', { headers: HTML })
  expect(await page.text()).toContain('The store has not answered yet')
  const json = await at.call('/api/status')
  expect([json.status, json.headers.get('retry-after')]).toEqual([503, '2'])
  const metrics = await at.call('/api/metrics')
  expect(await metrics.text()).toContain('perimeter_store_up{vantage="here"} 0')
})

test('a page waits for the store as long as people do, a program as long as programs do', async () => {
  const long = 60_000
  for (const [limits, slow] of [
    [{ reading: 5, patience: long }, 'page'],
    [{ reading: long, patience: 5 }, 'program'],
  ] as const) {
    await using at = await site(CONFIG, { limits })
    const answers = { page: HTML, program: {} }
    const { promise: read, resolve: answered } = Promise.withResolvers<readonly []>()
    Object.assign(at.store, { vantages: () => read })
    const calls = Object.entries(answers).map(async ([who, headers]) => {
      const answer = await at.call('/api/status', { headers })
      const text = await answer.text()
      return answer.status === 503 || text.includes('has not answered yet') ? [who] : []
    })
    const first = await Promise.race(calls)
    answered([])
    expect([first, (await Promise.all(calls)).flat()]).toEqual([[slow], [slow]])
  }
})

test('after a sweep: what the probe remembers, marked as such, and never as healthy', async () => {
  await using server = await httpServer(respond(200))
  const names = { 'own.test': [['10.1.1.1']] }
  await using at = await site(CONFIG, { ...SOON, names, port: server.port })
  await at.agent.sweep('scheduled', new AbortController().signal)
  mute(at.store)
  const json = await at.call('/api/status')
  const { remembered, vantages } = (await json.json()) as { remembered: true; vantages: unknown[] }
  expect([json.status, remembered, vantages.length]).toEqual([200, true, 1])
  const page = await at.call('/api/status', { headers: HTML })
  expect(await page.text()).toContain('The store does not answer, or too slowly')
  const history = await at.call('/api/history?target=own')
  expect(history.status).not.toBe(500)
})

test('what was read before is told with the sweep that came after it', async () => {
  await using server = await httpServer(respond(200))
  const names = { 'own.test': [['10.1.1.1']] }
  const limits = { reading: 1000, patience: 1000 }
  await using at = await site(CONFIG, { limits, names, port: server.port })
  const sweep = async () => {
    const outcome = await at.agent.sweep('scheduled', new AbortController().signal)
    return outcome.state === 'done' ? outcome.report.id : null
  }
  const status = async () => (await (await at.call('/api/status')).json()) as StatusData
  const first = await sweep()
  // On a busy machine the store may be slow by itself.
  let told = await status()
  while (told.remembered) told = await status()
  expect(told.vantages).toMatchObject([{ latest: { id: first } }])
  const second = await sweep()
  mute(at.store)
  const { remembered, vantages } = await status()
  expect(remembered).toBe(true)
  expect(vantages).toMatchObject([{ name: 'here', latest: { id: second } }])
})

test.for([
  ['', ['here', 'there']],
  ['?vantage=here', ['here']],
  ['?vantage=there', ['there']],
] as const)(
  'what is remembered is of the vantages that are asked for: "%s"',
  async ([query, names]) => {
    await using at = await site(CONFIG, { limits: { reading: 1000, patience: 1000 } })
    const [finding] = reportAt(5, { own: 'fail tcp-dropped p' }).results[0]?.findings ?? []
    if (finding === undefined) throw new Error('Nothing was found')
    for (const vantage of ['here', 'there']) {
      const report = reportAt(5, { own: 'fail tcp-dropped p' })
      await at.store.append({
        ...report,
        id: vantage,
        vantage: { ...report.vantage, name: vantage },
      })
      await at.store.commitAlerts({
        ...{ vantage, expected: null, state: {}, transitions: [], notifications: [] },
        through: { id: vantage, startedAt: report.startedAt },
        incidents: [incidentOf(finding, { id: vantage, vantage })],
      })
    }
    const status = async (path: string) => (await (await at.call(path)).json()) as StatusData
    while ((await status('/api/status')).remembered);
    const down = new StoreError('It is down', { problem: 'unreachable' })
    Object.assign(at.store, { vantages: () => Promise.reject(down) })
    const { remembered, vantages, incidents } = await status(`/api/status${query}`)
    expect({
      remembered,
      vantages: vantages.map(({ name }) => name),
      incidents: incidents.map(({ id }) => id).toSorted(),
    }).toEqual({ remembered: true, vantages: names, incidents: names })
    const metrics = await (await at.call(`/api/metrics${query}`)).text()
    const told = [...metrics.matchAll(/^perimeter_vantage_silent\{vantage="(\w+)"/gm)]
    expect(told.map(([, name]) => name)).toEqual(names)
  },
)

test('a check takes the time that it needs, however impatient readers are', async () => {
  await using silent = await tcpServer(() => undefined)
  const times = 'step: 100ms, target: 100ms, sweep: 10s'
  const config = 'targets: [{ name: own, url: "tls://own.test:443" }]\n'
  const names = { 'own.test': [['10.1.1.1']] }
  await using at = await site(config, { ...SOON, times, names, port: silent.port })
  const answer = await at.post('/api/check', { targets: ['own'] })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ kind: 'on-demand', summary: { pass: 0 } })
})

test('whoever is not let in is told nothing that is remembered, however long that takes', async () => {
  const slowly: Auth = async () => {
    await pause(50)
    return null
  }
  await using at = await site(CONFIG, { ...SOON, auth: slowly })
  const page = await at.call('/api/status', { headers: HTML })
  expect(page.status).toBe(401)
})
