import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { MIN_TOKEN, tokenAuth } from '../../../shared/web/auth.ts'
import { ROUTES } from '../../../shared/web/routes.ts'
import type { StatusData, TargetData } from '../../../shared/web/status-data.ts'
import { httpServer, respond } from '../../fixtures/http-server.ts'
import { site, TOKEN } from './site.ts'

const CONFIG = 'targets: [{ name: own, url: "http://own.test/" }]\n'
const NAMES = { 'own.test': [['10.1.1.1']] }
const HTML = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

/** A site after one sweep that found its target as expected. */
async function swept() {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await httpServer(respond(200)))
  const at = stack.use(await site(CONFIG, { names: NAMES, port: server.port }))
  await at.agent.sweep('scheduled', new AbortController().signal)
  const rest = stack.move()
  return { ...at, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

describe('who may call', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  test.for([
    ['nothing', '', 401],
    ['the token', `Bearer ${TOKEN}`, 200],
    ['the scheme in small letters', `bearer ${TOKEN}`, 200],
    ['the token as a password', basic(`anybody:${TOKEN}`), 200],
    ['a wrong token', 'Bearer nonsense', 401],
    ['half of the token', `Bearer ${TOKEN.slice(0, -1)}`, 401],
    ['more than the token', `Bearer ${TOKEN}x`, 401],
    ['the token as the user name', basic(`${TOKEN}:`), 401],
    ['the token without a user name', basic(TOKEN), 401],
    ['an empty token', 'Bearer ', 401],
    ['another scheme', `Digest ${TOKEN}`, 401],
  ] as const)('%s', async ([, authorization, status]) => {
    await using at = await site(CONFIG)
    const answer = await at.call('/api/status', { headers: { authorization } })
    expect(answer.status).toBe(status)
  })

  test('a browser is asked for the password', async () => {
    await using at = await site(CONFIG)
    const answer = await at.app.request('/api/status')
    expect(answer.headers.get('www-authenticate')).toContain('Basic realm="perimeter"')
  })

  test('only health is for everybody, and it says nothing', async () => {
    await using at = await site(CONFIG)
    const open: string[] = []
    for (const { path, method } of ROUTES) {
      const answer = await at.app.request(path, { method })
      if (answer.status !== 401) open.push(path, await answer.text())
    }
    expect(open).toEqual(['/api/health', '{"status":"ok"}\n'])
  })

  test('wrong tokens without number are told to come later; the right one is let in all the same', async () => {
    await using at = await site(CONFIG, { limits: { strangers: { burst: 2, perMinute: 1 } } })
    const statuses: number[] = []
    const wrong = { headers: { authorization: 'Bearer wrong' } }
    for (let i = 0; i < 3; i++) statuses.push((await at.app.request('/api/status', wrong)).status)
    expect(statuses).toEqual([401, 401, 429])
    const late = await at.app.request('/api/status', wrong)
    expect(late.headers.get('retry-after')).toBe('60')
    expect(late.headers.get('www-authenticate')).toContain('Basic')
    const asked = await at.app.request('/api/status')
    expect(asked.headers.get('www-authenticate')).toContain('Basic')
    expect((await at.call('/api/status')).status).toBe(200)
  })

  test('wrong tokens are counted by address, and a browser is asked for another, however many', async () => {
    await using at = await site(CONFIG, { limits: { strangers: { burst: 1, perMinute: 1 } } })
    const from = async (remote: string, authorization: string) => {
      const connection = { local: '10.0.0.4:8080', remote }
      const init = { headers: { authorization } }
      return (await at.app.request('/api/status', init, { connection })).status
    }
    expect(await from('10.0.0.9:1001', 'Bearer wrong')).toBe(401)
    expect(await from('10.0.0.9:1002', 'Bearer wrong')).toBe(429)
    expect(await from('10.0.0.9:1003', basic('somebody:old'))).toBe(401)
    expect(await from('10.0.0.10:1001', 'Bearer wrong')).toBe(401)
    expect(await from('[2001:db8::9]:1001', 'Bearer wrong')).toBe(401)
  })

  test('a token that can be guessed is refused', () => {
    expect(() => tokenAuth('x'.repeat(MIN_TOKEN - 1))).toThrow(RangeError)
  })

  test('another site cannot make a browser sweep', async () => {
    await using at = await site(CONFIG)
    const from = (origin: string) => at.call('/api/sweep', { method: 'POST', headers: { origin } })
    expect((await from('https://evil.test')).status).toBe(403)
    expect((await from('null')).status).toBe(403)
    expect((await from('http://localhost')).status).toBe(200)
  })

  test.for([
    ['cross-site', 'http://localhost', 403],
    ['same-site', 'http://localhost', 403],
    // Behind a proxy with another Host, the browser knows better than Origin tells.
    ['same-origin', 'https://perimeter.contoso.com', 200],
    ['none', null, 200],
  ] as const)(
    'what the browser says of the page that asked: %s',
    async ([site_, origin, status]) => {
      await using at = await site(CONFIG)
      const headers = { 'sec-fetch-site': site_, ...(origin && { origin }) }
      expect((await at.call('/api/sweep', { method: 'POST', headers })).status).toBe(status)
    },
  )
})

describe('answers', () => {
  test('status, target, history and incidents, as JSON and as pages', async () => {
    await using at = await swept()
    const status = (await (await at.call('/api/status')).json()) as StatusData
    expect(status.vantages[0]).toMatchObject({ name: 'here', silent: false })
    expect(status.vantages[0]?.latest?.summary).toMatchObject({ pass: 1 })
    const target = (await (await at.call('/api/target?id=own')).json()) as TargetData
    expect(target.at[0]?.evidence?.result.observations).not.toEqual([])
    const history = await (await at.call('/api/history?target=own&limit=5')).json()
    expect(history).toMatchObject({ target: 'own', entries: [{ verdict: 'pass' }] })
    expect(await (await at.call('/api/incidents')).json()).toMatchObject({ incidents: [] })
    for (const path of ['/api/status', '/api/target?id=own', '/api/incidents']) {
      const page = await at.call(path, { headers: HTML })
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(page.headers.get('vary')).toBe('Accept')
    }
  })

  test('evidence that a report refers to is shown in full', async () => {
    await using at = await swept()
    await at.agent.sweep('scheduled', new AbortController().signal)
    const { vantages } = (await (await at.call('/api/status')).json()) as StatusData
    expect(vantages[0]?.latest?.results[0]?.observations).toEqual([])
    const target = (await (await at.call('/api/target?id=own')).json()) as TargetData
    expect(target.at[0]?.evidence?.result.observations).not.toEqual([])
    expect(await (await at.call('/api/metrics')).text()).toContain('probe_http_status_code')
  })

  test('a sweep is done, or goes on past the deadline; two at once are not', async () => {
    await using at = await site(CONFIG, { names: NAMES })
    const [first, second] = await Promise.all([
      at.post('/api/sweep', {}),
      at.post('/api/sweep', { kind: 'on-demand' }),
    ])
    expect([first.status, second.status].sort()).toEqual([200, 409])
    await using server = await httpServer(() => undefined)
    await using slow = await site(CONFIG, {
      names: NAMES,
      port: server.port,
      limits: { deadline: 10 },
    })
    const answer = await slow.post('/api/sweep', {})
    expect(answer.status).toBe(202)
    expect(await answer.json()).toMatchObject({ state: 'running' })
  })

  test('/ leads to the status', async () => {
    await using at = await site(CONFIG)
    const { status, headers } = await at.app.request('/')
    expect([status, headers.get('location')]).toEqual([302, '/api/status'])
  })

  test.for([
    ['GET', '/api/nothing', 404],
    ['POST', '/api/status', 405],
    ['DELETE', '/api/check', 405],
    ['GET', '/api/history', 400],
    ['GET', '/api/history?target=a&target=b', 400],
    ['GET', '/api/history?target=a&limit=1e9', 400],
    ['GET', '/api/history?target=a&from=yesterday', 400],
    ['GET', '/api/target?id=nobody', 404],
    ['GET', '/api/incidents?id=nobody', 404],
    ['GET', '/api/incidents?state=odd', 400],
    ['POST', '/api/check', 400],
  ] as const)('%s %s is a problem, status %s', async ([method, path, status]) => {
    await using at = await site(CONFIG)
    const answer = await at.call(path, { method })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      type: 'about:blank',
      status,
      title: expect.any(String),
    })
    expect(answer.status).toBe(status)
  })

  test('nothing of a fault is told to the caller; the log has it', async () => {
    await using at = await site(CONFIG)
    const { store } = at
    store.vantages = () => Promise.reject(new Error('secret path /x/y'))
    const broken = await at.call('/api/status')
    store.vantages = () =>
      Promise.reject(new StoreError('no disk at /x', { problem: 'unreachable' }))
    const away = await at.call('/api/status')
    expect([broken.status, away.status]).toEqual([500, 503])
    expect((await broken.text()) + (await away.text())).not.toMatch(/\/x/)
    expect(at.logged.map(({ message }) => message).join()).toMatch(/secret path.*no disk/s)
  })

  test('no answer can be framed, sniffed or cached', async () => {
    await using at = await site(CONFIG)
    for (const path of ['/', '/api/health', '/api/status', '/api/nothing', '/api/openapi.json']) {
      const { headers } = await at.call(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
  })
})

const ids = (count: number) =>
  Array.from({ length: count }, (_, n) => `none${n}${'x'.repeat(n < 12 ? 300 : 0)}`)
const url = (length: number) => `http://a.test/${'x'.repeat(length - 14)}`

describe('POST /api/check takes', () => {
  test('a target that is named twice once', async () => {
    await using at = await site('targets: [{ name: own, url: "tcp://own.test:1" }]')
    const answer = await at.post('/api/check', { targets: ['own', 'own'] })
    const report = (await answer.json()) as Report
    expect([answer.status, report.kind]).toEqual([200, 'on-demand'])
    expect(report.results.map(({ target }) => target.id)).toEqual(['own'])
  })

  test.for([
    [{ targets: ids(500) }, 404],
    [{ targets: ids(501) }, 400],
    [{ capability: 'none' }, 404],
    [{ url: url(2048) }, 403],
    [{ url: url(2049) }, 400],
  ] as const)('no more than it can: %#', async ([body, status]) => {
    await using at = await site('targets: [{ name: own, url: "tcp://own.test:1" }]')
    const answer = await at.post('/api/check', body)
    expect(answer.status).toBe(status)
    const { errors } = (await answer.json()) as { errors?: { at: string }[] }
    if ('targets' in body && status === 404)
      expect(errors?.map(({ at: where }) => where.length)).toEqual(Array(10).fill(200))
  })
})
