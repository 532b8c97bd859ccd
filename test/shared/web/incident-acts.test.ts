import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../shared/model/incident.ts'
import { changeIncidents } from '../../../shared/web/change-incidents.ts'
import { httpServer, respondRaw } from '../../fixtures/http-server.ts'
import { site } from './site.ts'

const CONFIG = 'targets: [{ name: own, url: "http://own.test/" }]\nalerts: { openAfter: 1 }\n'
const HTML = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
const HOME = 'http://localhost'

/** A site with one open incident. */
async function broken() {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await httpServer(respondRaw('', 'reset')))
  const names = { 'own.test': [['10.1.1.1']] }
  const at = stack.use(await site(CONFIG, { names, port: server.port }))
  await at.agent.sweep('scheduled', new AbortController().signal)
  const [incident] = await at.store.incidents({ limit: 1 })
  if (incident === undefined) throw new Error('No incident was opened')
  const rest = stack.move()
  const form = (path: string, fields: Record<string, string>, headers = {}) =>
    at.call(path, {
      method: 'POST',
      headers: { ...HTML, origin: HOME, ...headers },
      body: new URLSearchParams(fields).toString(),
    })
  return { ...at, form, incident, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

async function stored({ store, incident }: Awaited<ReturnType<typeof broken>>): Promise<Incident> {
  const found = await store.incident(incident.id)
  if (found === null) throw new Error('The incident is gone')
  return found.incident
}

describe('POST /api/incidents/:id/ack', () => {
  test('acknowledges, and the log says who did', async () => {
    await using at = await broken()
    const answer = await at.post(`/api/incidents/${at.incident.id}/ack`, { by: 'Ann' })
    expect(answer.status).toBe(200)
    const { incidents } = (await answer.json()) as { incidents: Incident[] }
    expect(incidents.map(({ id }) => id)).toEqual([at.incident.id])
    const { acknowledgedAt, log } = await stored(at)
    expect(acknowledgedAt).not.toBeNull()
    expect(log.at(-1)?.reason).toBe('Acknowledged by Ann: no more reminders')
  })

  test('without a body names the caller, and a second time changes nothing', async () => {
    await using at = await broken()
    for (const _ of [1, 2]) {
      const answer = await at.call(`/api/incidents/${at.incident.id}/ack`, { method: 'POST' })
      expect(answer.status).toBe(200)
    }
    const entries = (await stored(at)).log.filter(({ what }) => what === 'acknowledged')
    expect(entries.map(({ reason }) => reason)).toEqual([
      'Acknowledged by token: no more reminders',
    ])
  })

  test('as a form answers with a page that says what was done', async () => {
    await using at = await broken()
    const answer = await at.form(`/api/incidents/${at.incident.id}/ack`, { by: '<b>Ann' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/html')
    const page = await answer.text()
    expect(page).toContain('<h1>Acknowledged</h1>')
    // Looked at again, it would be done again.
    expect(page).toContain('data-refresh="0"')
    expect((await stored(at)).log.at(-1)?.reason).toContain('<b>Ann')
  })

  test.for([
    ['of another site', { origin: 'https://evil.test' }, 403],
    ['of a site that hides its name', { origin: 'null' }, 403],
  ] as const)('a form %s is refused, and nothing changes', async ([, headers, status]) => {
    await using at = await broken()
    const answer = await at.form(`/api/incidents/${at.incident.id}/ack`, {}, headers)
    expect(answer.status).toBe(status)
    expect((await stored(at)).acknowledgedAt).toBeNull()
  })

  test('a form that does not say where it comes from is refused', async () => {
    await using at = await broken()
    const answer = await at.call(`/api/incidents/${at.incident.id}/ack`, {
      method: 'POST',
      headers: HTML,
      body: 'by=Ann',
    })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('A form must name its origin')
  })

  test('an incident that is not there, or is closed, is told', async () => {
    await using at = await broken()
    expect((await at.post('/api/incidents/none/ack', {})).status).toBe(404)
    const page = await at.form('/api/incidents/none/ack', {})
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('<h1>Not done: Not Found</h1>')
    const found = await at.store.incident(at.incident.id)
    const closed = { ...at.incident, state: 'closed' as const, closedAt: at.incident.openedAt }
    await at.store.updateIncident(closed, found?.version ?? '')
    expect((await at.post(`/api/incidents/${at.incident.id}/ack`, {})).status).toBe(409)
  })
})

describe('POST /api/incidents/:id/silence', () => {
  test('as a form without a name names the caller', async () => {
    await using at = await broken()
    const said = await at.form(`/api/incidents/${at.incident.id}/silence`, { hours: '4' })
    expect(said.status).toBe(200)
    expect((await stored(at)).log.at(-1)?.reason).toContain('token')
  })

  test('silences for some hours, and ends it with 0', async () => {
    await using at = await broken()
    const path = `/api/incidents/${at.incident.id}/silence`
    const said = await at.form(path, { hours: '4', why: 'planned', by: 'Ann' })
    expect(await said.text()).toMatch(/<h1>Silenced until 20\S+ \S+ UTC<\/h1>/)
    const { silencedUntil, log } = await stored(at)
    expect(Date.parse(silencedUntil ?? '') - Date.now()).toBeGreaterThan(3.9 * 3_600_000)
    expect(log.at(-1)?.reason).toMatch(/^Silenced until .* by Ann: planned$/)
    expect((await at.post(path, { hours: 0 })).status).toBe(200)
    expect((await stored(at)).silencedUntil).toBeNull()
  })

  test.for([{}, { hours: -1 }, { hours: 721 }, { hours: 1.5 }, { hours: 1, what: 'else' }])(
    'refuses %j',
    async (body) => {
      await using at = await broken()
      const answer = await at.post(`/api/incidents/${at.incident.id}/silence`, body)
      expect(answer.status).toBe(400)
      expect((await stored(at)).silencedUntil).toBeNull()
    },
  )
})

test('POST /api/check as a form shows what was found, and moves no alerts', async () => {
  await using at = await broken()
  const answer = await at.form('/api/check', { targets: 'own' })
  expect(answer.status).toBe(200)
  const text = await answer.text()
  expect(text).toContain('<h1>1 target checked: 1 FAIL</h1>')
  expect(text).toContain('Fix')
  expect((await stored(at)).sweeps).toBe(1)
  const unknown = await at.form('/api/check', { targets: 'nothing' })
  expect(unknown.status).toBe(404)
  expect(await unknown.text()).toContain('There are no such targets')
})

test('changeIncidents() changes the open incidents of one cause at all vantages, when asked', async () => {
  await using at = await broken()
  const other = { ...at.incident, id: `${at.incident.id}-2`, vantage: 'there' }
  const another = { ...other, id: `${at.incident.id}-3`, subject: 'else' }
  const known = new Map([at.incident, other, another].map((i) => [i.id, i]))
  let conflicts = 2
  const store = {
    incident: async (id: string) => {
      const incident = known.get(id)
      return incident === undefined ? null : { incident, version: '1' }
    },
    incidents: async () => [...known.values()],
    updateIncident: async (changed: Incident) => {
      if (conflicts-- > 0) return 'conflict'
      known.set(changed.id, changed)
      return 'committed'
    },
  } as never
  const change = (i: Incident) => ({ ...i, flapping: true })
  const one = await changeIncidents(store, at.incident.id, false, change)
  expect(one).toHaveLength(1)
  const all = await changeIncidents(store, at.incident.id, true, change)
  expect((all as Incident[]).map(({ id }) => id)).toEqual([at.incident.id, other.id])
  expect(known.get(another.id)?.flapping).toBe(false)
  conflicts = Number.POSITIVE_INFINITY
  expect(await changeIncidents(store, other.id, false, (i) => ({ ...i, sweeps: 9 }))).toBe(
    'conflict',
  )
})
