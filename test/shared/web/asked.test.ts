import { describe, expect, test } from 'vitest'
import { httpServer, respond, respondRaw } from '../../fixtures/http-server.ts'
import { site } from './site.ts'

const CONFIG = `targets:
  - { name: orders database, url: "http://own.test/" }
  - { name: the internet, url: "http://other.test/" }
alerts: { openAfter: 1 }
`
const HTML = { headers: { accept: 'text/html' } }

/** A site that swept once: one target works, the other fails, and has an incident. */
async function swept() {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(
    await httpServer((socket, head) =>
      (head.includes('other.test') ? respondRaw('', 'reset') : respond(200))(socket, head),
    ),
  )
  const names = { 'own.test': [['10.1.1.1']], 'other.test': [['10.1.1.2']] }
  const at = stack.use(await site(CONFIG, { names, port: server.port }))
  await at.agent.sweep('scheduled', new AbortController().signal)
  const [incident] = await at.store.incidents({ limit: 1 })
  if (incident === undefined) throw new Error('No incident was opened')
  const rest = stack.move()
  const page = async (path: string) => await (await at.call(path, HTML)).text()
  return { ...at, page, incident, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

describe('GET /api/status', () => {
  test.for([
    ['?q=%20', [false, true]],
    ['?q=example', [false, false]],
    ['?q=%20orders%20', [true, false]],
    ['?q=internet', [false, true]],
    ['?only=failing', [false, true]],
    ['?only=failing&q=orders', [false, false]],
  ] as const)(
    'as a page%s shows what was asked for, and by itself what fails',
    async ([query, shown]) => {
      await using at = await swept()
      const text = await at.page(`/api/status${query}`)
      const row = (id: string) => `<th scope="row"><a href="/api/target?id=${id}"`
      const found = ['orders-database', 'the-internet'].map((id) => text.includes(row(id)))
      expect(found).toEqual(shown)
    },
  )
})

describe('GET /api/incidents', () => {
  test('by its id is that one alone, closed or not; one that is not there is said to be missing', async () => {
    await using at = await swept()
    const { id } = at.incident
    const found = await at.call(`/api/incidents?id=${id}`)
    expect([found.status, await found.json()]).toMatchObject([200, { incidents: [{ id }] }])
    const page = await at.call(`/api/incidents?id=${id}`, HTML)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(at.incident.id)
    const none = await at.call('/api/incidents?id=none', HTML)
    expect(none.status).toBe(404)
    expect(await none.text()).not.toContain(at.incident.id)
  })
})
