import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { httpServer, respond } from '../../fixtures/http-server.ts'
import { site } from './site.ts'

/** As open as an operator can make it by names: what is left is the guard. */
const OPEN = 'onDemand: { allow: ["*"] }\ntargets: [{ name: own, url: "http://own.test/" }]\n'

/** Attempts at what a caller must not reach: by spelling, and by names that lead there. */
const LITERALS = [
  'http://127.0.0.1/',
  'http://127.8.9.10:8080/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b:1::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://0.0.0.0/',
  'http://[::]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::ffff:169.254.169.254]/',
  'http://[fe80::1]/',
  'http://[fd20:ce::254]/',
  'http://[fd00:ec2::254]/',
  'http://100.100.100.200/',
  'http://168.63.129.16/machine?comp=goalstate',
  'tcp://168.63.129.16:32526',
  'http://224.0.0.1/',
  'http://[ff02::1]/',
  'http://255.255.255.255/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://127.0.0.1./',
  'http://①②⑦.0.0.1/',
  'http://localhost/',
  'http://LOCALHOST./',
  'http://a.localhost/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://metadata/',
  'http://user@10.1.1.1/',
  'http://10.1.1.1\\@127.0.0.1/',
  'http://[fe80::1%25eth0]/',
  'file:///etc/passwd',
  'gopher://10.1.1.1:70/',
  'dns://127.0.0.1/example.test',
  'dns://10.1.1.1:53/example.test',
  'javascript:alert(1)',
  '',
]

const LEADS_TO = [
  '127.0.0.1',
  '::1',
  '::ffff:127.0.0.1',
  '0.0.0.0',
  '169.254.169.254',
  'fe80::1%eth0',
  'fd20:ce::254',
  '168.63.129.16',
  '64:ff9b::a9fe:a9fe',
  '224.0.0.1',
]

describe('POST /api/check does not reach', () => {
  test('any of the forbidden literals, even where everything is allowed; nothing is sent or stored', async () => {
    const many = { burst: 1000, perMinute: 1000 }
    await using at = await site(OPEN, { limits: { perCaller: many, whole: many } })
    const answers = await statusesOf(at, LITERALS)
    expect(answers.filter(({ status }) => status !== 400 && status !== 403)).toEqual([])
    expect({ dialled: at.dialled, asked: at.asked }).toEqual({ dialled: [], asked: [] })
    expect(await at.store.vantages()).toEqual([])
  })

  test.for(LEADS_TO)('a name that leads to %s', async (address) => {
    await using at = await site(OPEN, { names: { 'evil.test': [['10.1.1.1', address]] } })
    const answer = await at.post('/api/check', { url: 'http://evil.test/' })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.text()).toContain(address)
    expect(at.dialled).toEqual([])
    expect(await at.store.vantages()).toEqual([])
  })

  test('a name that leads elsewhere when it is asked again (DNS rebinding)', async () => {
    const names = { 'evil.test': [['10.1.1.1'], ['127.0.0.1']] }
    await using at = await site(OPEN, { names })
    await at.post('/api/check', { url: 'http://evil.test/' })
    const second = await at.post('/api/check', { url: 'http://evil.test/' })
    expect(second.status).toBe(403)
    expect(at.dialled.filter((address) => !address.startsWith('10.1.1.1:'))).toEqual([])
  })

  test('where a redirect leads', async () => {
    const headers = { location: 'http://169.254.169.254/latest/meta-data/' }
    await using server = await httpServer(respond(302, { headers }))
    const names = { 'evil.test': [['10.1.1.1']] }
    await using at = await site(OPEN, { names, port: server.port })
    const answer = await at.post('/api/check', { url: 'http://evil.test/' })
    const { results } = (await answer.json()) as Report
    expect(results[0]?.observations.at(-1)).toMatchObject({ step: 'request', status: 302 })
    expect(at.dialled).toEqual(['10.1.1.1:80'])
  })

  test.for([
    { allow: '[]', url: 'https://a.contoso.test/' },
    { allow: '["*.contoso.test:443"]', url: 'https://contoso.test/' },
    { allow: '["*.contoso.test:443"]', url: 'https://evilcontoso.test/' },
    { allow: '["*.contoso.test:443"]', url: 'https://a.contoso.test.evil.test/' },
    { allow: '["*.contoso.test:443"]', url: 'https://a.contoso.test:8443/' },
    { allow: '["*.contoso.test:443"]', url: 'http://a.contoso.test/' },
    { allow: '["*"]', url: 'tcp://10.1.1.1:22' },
    { allow: '["10.1.1.1:443"]', url: 'tcp://10.1.1.1:22' },
  ])('$url, where $allow is allowed', async ({ allow, url }) => {
    await using at = await site(`onDemand: { allow: ${allow} }\n`)
    expect((await at.post('/api/check', { url })).status).toBe(403)
    expect({ dialled: at.dialled, asked: at.asked }).toEqual({ dialled: [], asked: [] })
  })
})

describe('what is admitted is checked', () => {
  test.for([
    // A hello that got no answer is compared with two others, to the very address that was admitted.
    { allow: '*.contoso.test:443', url: 'tls://a.contoso.test:443', to: '10.1.1.1:443', dials: 3 },
    { allow: 'A.Contoso.test', url: 'tcp://a.contoso.test:81', to: '10.1.1.1:81' },
    { allow: '127.0.0.1:81', url: 'tcp://127.0.0.1:81', to: '127.0.0.1:81' },
    { allow: '10.1.1.1:*', url: 'tcp://10.1.1.1:22', to: '10.1.1.1:22' },
  ])('$url, by $allow', async ({ allow, url, to, dials = 1 }) => {
    await using server = await httpServer(respond(200))
    const names = { 'a.contoso.test': [['10.1.1.1']] }
    await using at = await site(`onDemand: { allow: ["${allow}"] }\n`, {
      ...{ names, port: server.port, times: 'step: 1s, target: 40s, sweep: 60s' },
    })
    const answer = await at.post('/api/check', { url })
    expect(answer.status).toBe(200)
    expect(at.dialled).toEqual(Array.from({ length: dials }, () => to))
    const report = (await answer.json()) as Report
    expect(report).toMatchObject({
      kind: 'on-demand',
      results: [{ target: { id: `on-demand:${url}` } }],
    })
  })

  test('an address that the configuration names is not open at its other ports', async () => {
    const names = { 'a.test': [['127.0.0.1']] }
    await using at = await site('onDemand: { allow: ["127.0.0.1:81", "a.test"] }\n', { names })
    expect((await at.post('/api/check', { url: 'tcp://a.test:22' })).status).toBe(403)
    expect(at.dialled).toEqual([])
  })
})

describe('what is sent is bounded', () => {
  test('bodies by bytes, announced or not, and by depth; other types and patterns are refused', async () => {
    await using at = await site(OPEN)
    const deep = (n: number) => `{"url":${'['.repeat(n)}${']'.repeat(n)}}`
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(4096).fill(32)),
    })
    const json = { 'content-type': 'application/json' }
    const unannounced = { method: 'POST', headers: json, body: endless, duplex: 'half' } as const
    const plain = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }
    const expects = { http: { body: '/(a+)+$/' } }
    const headers = { http: { headers: { server: '/(a+)+$/' } } }
    const lines = { http: { body: '/(a+)+\n$/' } }
    const answers = [
      await at.post('/api/check', { url: 'x'.repeat(70_000) }),
      await at.call('/api/check', unannounced),
      await at.post('/api/check', deep(17)),
      await at.post('/api/check', deep(30_000)),
      await at.post('/api/check', `{"url":"${'['.repeat(1000)}"}`),
      await at.post('/api/check', '{"url":'),
      await at.post('/api/check', { targets: [] }),
      await at.post('/api/check', { targets: ['own'], url: 'http://a.test/' }),
      await at.post('/api/check', { url: 'http://a.test/', expect: expects }),
      await at.post('/api/check', { url: 'http://a.test/', expect: headers }),
      await at.post('/api/check', { url: 'http://a.test/', expect: lines }),
      await at.post('/api/check', '{"url":"http://a.test/","__proto__":{"x":1}}'),
      await at.call('/api/check', plain),
    ]
    expect(answers.map(({ status }) => status)).toEqual([
      413, 413, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 415,
    ])
    expect(at.asked).toEqual([])
  })

  test.for([
    ['never comes', '/api/sweep', ''],
    ['does not end', '/api/check', '{'],
    ['is whole, and does not end', '/api/sweep', '{}'],
  ] as const)('a body that %s is given up, and nothing is swept', async ([, path, part]) => {
    await using at = await site(OPEN, { limits: { bodyTime: 20 } })
    const silent = new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode(part)) })
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: silent, duplex: 'half' } as const
    expect((await at.call(path, init)).status).toBe(408)
    expect(await at.store.vantages()).toEqual([])
  })

  test('1,000 calls at once: a few run, the others are told to come again, and health answers', async () => {
    const names = { 'own.test': [['10.1.1.1']] }
    await using server = await httpServer(respond(200))
    // Time that passes would let more of them in.
    const clock = { now: () => 0, date: () => new Date() }
    await using at = await site(OPEN, { names, port: server.port, clock })
    const calls = Array.from({ length: 1000 }, () => at.post('/api/check', { targets: ['own'] }))
    const health = await at.call('/api/health')
    const statuses = (await Promise.all(calls)).map(({ status }) => status)
    const count = (wanted: number) => statuses.filter((status) => status === wanted).length
    expect(health.status).toBe(200)
    expect(count(200)).toBeGreaterThan(0)
    expect(count(200)).toBeLessThanOrEqual(20)
    expect(count(200) + count(429) + count(503)).toBe(1000)
    expect(at.dialled.length).toBe(count(200))
  })

  test('checks without end leave the schedule its place and its rate', async () => {
    await using server = await httpServer(() => undefined)
    const names = { 'own.test': [['10.1.1.1']] }
    const limits = { perCaller: { burst: 8, perMinute: 1 }, deadline: 300 }
    await using at = await site(OPEN, { names, port: server.port, limits })
    const checks = Array.from({ length: 12 }, () => at.post('/api/check', { targets: ['own'] }))
    const swept = await at.post('/api/sweep', {})
    expect([200, 202]).toContain(swept.status)
    const statuses = (await Promise.all(checks)).map(({ status }) => status)
    expect(statuses).toContain(503)
    expect(statuses).toContain(429)
  })

  test('the rate of one caller, who is told when to come again', async () => {
    let now = 0
    const clock = { now: () => now, date: () => new Date() }
    const perCaller = { burst: 2, perMinute: 6 }
    await using at = await site(OPEN, { limits: { perCaller }, clock })
    const statuses: number[] = []
    for (let i = 0; i < 3; i++)
      statuses.push((await at.post('/api/check', { capability: 'x' })).status)
    expect(statuses).toEqual([404, 404, 429])
    const refused = await at.post('/api/check', { capability: 'x' })
    expect(refused.headers.get('retry-after')).toBe('10')
    now = 10_000
    expect((await at.post('/api/check', { capability: 'x' })).status).toBe(404)
  })

  test('a check ends at its deadline, and says what it did not reach', async () => {
    const names = { 'own.test': [['10.1.1.1']] }
    await using server = await httpServer(() => undefined)
    await using at = await site(OPEN, { names, port: server.port, limits: { deadline: 50 } })
    const answer = await at.post('/api/check', { targets: ['own'] })
    expect(((await answer.json()) as Report).results[0]?.verdict).toBe('inconclusive')
  })
})

async function statusesOf(at: Awaited<ReturnType<typeof site>>, urls: readonly string[]) {
  const answers: { url: string; status: number }[] = []
  for (const url of urls) {
    const { status } = await at.post('/api/check', { url })
    answers.push({ url, status })
  }
  return answers
}
