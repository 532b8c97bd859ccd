import { PAGE_HEADERS } from '../../../shared/web/page/policy.ts'
import { SECURE_HEADERS } from '../../../shared/web/secure.ts'
import type { Site } from './site.ts'

interface Call {
  readonly path: string
  /** Default: GET, or POST where there is a body. */
  readonly method?: string
  readonly body?: string
  /** Over those of a program that has the token. */
  readonly headers?: Readonly<Record<string, string>>
}

export const CONFIG = `targets:
  - { name: own, url: "http://own.test/" }
onDemand: { allow: ["*.allowed.test:443", "10.9.9.9:*", "localhost", "1.1.1.1:53"] }
`

const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
const HOME = { origin: 'http://localhost' }
const form = (path: string, body: string, headers: Readonly<Record<string, string>> = HOME) => ({
  ...{ path, body, headers: { ...FORM, ...headers } },
})
const json = (path: string, value: unknown): Call => ({ path, body: JSON.stringify(value) })
const check = (value: unknown) => json('/api/check', value)
const url = (text: string, expect?: object) => check({ url: text, ...(expect && { expect }) })
const ACK = '/api/incidents/none/ack'
const SILENCE = '/api/incidents/none/silence'

/** What a wrong call of each kind is, and what answers without a sweep. */
export const CALLS: readonly Call[] = [
  ...['/', '/api/health', '/api/status?vantage=none', '/api/history?target=none'].map((path) => ({
    path,
  })),
  { path: '/api/incidents' },
  ...[{}, { authorization: 'Bearer x' }, { authorization: 'Basic eDp5' }].map((headers) => ({
    ...{ path: '/api/status', headers: { authorization: '', ...headers } },
  })),
  ...['/api/nothing', '/api', '/api/status/', '/api/history', '/api/history?target='].map(
    (path) => ({ path }),
  ),
  { path: '/api/history?target=a&target=b&vantage=a&vantage=b' },
  ...['0', '1', '10000', '10001', '1.5', 'x'].map((n) => ({
    path: `/api/history?target=a&limit=${n}`,
  })),
  { path: '/api/history?target=a&from=2026-01-01&to=2026-01-01T00:00:00Z' },
  { path: '/api/history?target=a&from=2026-01-01T00:00:00%2B09:00' },
  ...['id=', 'id=none', 'id=none&vantage=a&vantage=b'].map((q) => ({ path: `/api/target?${q}` })),
  ...['id=none', 'state=odd', 'state=closed', 'limit=1000', 'limit=1001'].map((q) => ({
    path: `/api/incidents?${q}`,
  })),
  ...[`q=${'x'.repeat(201)}`, 'only=passing'].map((q) => ({ path: `/api/status?${q}` })),
  { path: '/api/status', method: 'POST' },
  { path: '/api/check', method: 'DELETE' },
  { path: ACK, method: 'GET' },
  // Bodies.
  { path: '/api/check', body: '{}', headers: { 'content-type': 'text/plain' } },
  {
    path: '/api/check',
    body: '{}',
    headers: { 'content-type': 'application/json; charset=utf-8' },
  },
  ...['application/jsonx', 'Application/JSON', 'text/x, application/json'].map((type) => ({
    ...{ path: '/api/check', body: '{}', headers: { 'content-type': type } },
  })),
  ...['{', '[]', '""', 'null', '{"target":["own"]}', '{"targets":[]}', '{"targets":[1,"own"]}'].map(
    (body) => ({ path: '/api/check', body }),
  ),
  ...[16, 17].map((depth) => ({
    ...{ path: '/api/check', body: '['.repeat(depth) + ']'.repeat(depth) },
  })),
  ...[600, 601].map((bytes) => ({ path: '/api/explain', body: ' '.repeat(bytes) })),
  check({ targets: ['own'], capability: 'x' }),
  check({ targets: ['none', 'own', 'x'.repeat(220)] }),
  check({ capability: 'none' }),
  ...[{ text: '' }, { text: 1 }, {}, { text: 'x', more: 1 }].map((body) =>
    json('/api/explain', body),
  ),
  json('/api/sweep', { kind: 'cli' }),
  json('/api/sweep', { kinds: 'scheduled' }),
  // Addresses that a caller gives.
  ...[
    'nonsense',
    'ftp://a.test/',
    'https://other.test/',
    'https://a.allowed.test:444/',
    'https://allowed.test/',
    'tcp://10.9.9.8:1',
    'https://localhost/',
    'http://169.254.169.254/latest',
    'tcp://127.0.0.1:1',
    'tcp://[::1]:1',
    'dns://a.allowed.test?server=10.0.0.1',
    'dns://a.allowed.test@10.0.0.1',
  ].map((text) => url(text)),
  url('https://a.allowed.test/', { reachability: 'perhaps' }),
  url('https://a.allowed.test/', { nothing: 1, resolutio: 'private' }),
  url('https://a.allowed.test/', { http: { body: '/a+/' } }),
  url('https://a.allowed.test/', { http: { headers: { server: '/a+/' } } }),
  // What an open page sends, and what another site makes a browser send.
  form('/api/check', 'targets=none'),
  form('/api/check', 'targets=none', {}),
  form('/api/check', '', { ...HOME, accept: 'application/json' }),
  form('/api/check', 'targets=own', { origin: 'https://evil.test' }),
  form('/api/explain', 'text=a'),
  form(ACK, 'by=Ann&everywhere=on'),
  ...['; charset=UTF-8', ' ;a=b', 's'].map((more) =>
    form(ACK, 'by=Ann', { ...HOME, 'content-type': `${FORM['content-type']}${more}` }),
  ),
  form(ACK, 'by=Ann', { ...HOME, 'content-type': FORM['content-type'].toUpperCase() }),
  form(SILENCE, 'hours=1'),
  form(SILENCE, ''),
  json(ACK, { by: 'x'.repeat(81) }),
  json(ACK, { everywhere: 'yes' }),
  ...[-1, 0, 720, 721, 1.5].map((hours) => json(SILENCE, { hours })),
  json(SILENCE, { hours: 1, why: 'x'.repeat(201) }),
]

/** What sends packets, in either form, and what reads. */
export const ASKS: readonly Call[] = [
  check({ targets: ['none'] }),
  form('/api/check', 'targets=none'),
  json('/api/sweep', { kind: 'odd' }),
  { path: '/api/incidents' },
  { path: '/api/health' },
]
/** Without the right token. */
export const STRANGERS: readonly Call[] = ['', 'Bearer x', 'Basic eDp5'].map((authorization) => ({
  ...{ path: '/api/status', headers: { authorization } },
}))
export const READS = [
  '/api/status',
  '/api/history?target=own',
  '/api/target?id=own',
  '/api/incidents',
  '/api/metrics',
  '/api/health',
]
export const ACTS: readonly Call[] = [
  json(ACK, {}),
  form(ACK, 'by=Ann'),
  json('/api/explain', { text: 'x' }),
]

/** What is asked of a site with an incident, and done with it. */
export function callsOf(incident: string): readonly Call[] {
  const page = { headers: { accept: 'text/html' } }
  const [ack, silence] = ['ack', 'silence'].map((act) => `/api/incidents/${incident}/${act}`)
  return [
    ...READS.map((path) => ({ path })),
    { path: '/api/status?q=own&only=failing', ...page },
    { path: '/api/status?q=%20other%20', ...page },
    { path: '/api/target?id=own', ...page },
    { path: '/api/target?id=none', ...page },
    { path: `/api/incidents?id=${incident}`, ...page },
    { path: '/api/incidents?id=none', ...page },
    { path: '/api/incidents?state=closed&vantage=here', ...page },
    form(ack ?? '', 'by=+Ann+&everywhere=on'),
    json(silence ?? '', { hours: 2, why: ' at work ', by: 'Ben' }),
    form(silence ?? '', 'hours=720'),
    form(silence ?? '', 'hours=0'),
    { path: `/api/incidents?id=${incident}` },
    { path: `/api/incidents?id=${incident}`, ...page },
  ]
}

/** The headers that one word stands for in what is told. */
export function usualHeaders(): string {
  const lines = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(
      ([name, value]) => `  ${name}: ${value.replaceAll(/sha256-[^']+/g, 'HASH')}`,
    )
  return ['secured', ...lines(SECURE_HEADERS), 'page', ...lines(PAGE_HEADERS), ''].join('\n')
}

/** A call, and its answer: status, headers in one line, and the body; of a page what is its own. */
export async function told({ app }: Site, call: Call, token: string): Promise<string> {
  const { path, body, method = body === undefined ? 'GET' : 'POST' } = call
  const headers = new Headers({ authorization: `Bearer ${token}` })
  if (body !== undefined) headers.set('content-type', 'application/json')
  for (const [name, value] of Object.entries(call.headers ?? {})) headers.set(name, value)
  if (headers.get('authorization') === '') headers.delete('authorization')
  const init = { method, headers, ...(body !== undefined && { body }) }
  const answer = await app.request(path, init)
  const text = (await answer.text()).trim()
  const sent = Object.entries(call.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
  return [
    ...[`${method} ${path}`, ...sent, ...(body === undefined ? [] : [body])].map(
      (line) => `> ${line.slice(0, 160)}`,
    ),
    `${answer.status} ${headersOf(answer)}`,
    `${/<main.*<\/main>/s.exec(text)?.[0] ?? text}\n`,
  ].join('\n')
}

/** What every answer has, or every page, is one word where it is as always. */
function headersOf({ headers }: Response): string {
  const has = (always: Readonly<Record<string, string>>) =>
    Object.entries(always).every(([name, value]) => headers.get(name) === value)
  const kinds = { page: PAGE_HEADERS, secured: SECURE_HEADERS }
  const [kind, always] = Object.entries(kinds).find(([, all]) => has(all)) ?? ['BARE', {}]
  const own = [...headers].filter(([name]) => !(name in always))
  return [kind, ...own.map((header) => header.join(': '))].join('; ')
}
