import { expect, test } from 'vitest'
import { addressBook } from '../../../../shared/address/book.ts'
import { judge } from '../../../../shared/judge/judge.ts'
import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures, tunnels } from '../path-pieces.ts'

const PUBLIC = '20.60.1.4'
const PRIVATE = '10.1.0.5'
const BOOK = addressBook({
  privateRanges: [],
  owners: [{ owner: 'Storage.JapanEast', cidr: '20.60.0.0/16' }],
})
const JSON_TYPE = { 'content-type': 'application/json' }
const says = (message: string, status = 403) => ({
  status,
  headers: JSON_TYPE,
  body: JSON.stringify({ error: { code: 'x', message } }),
})
const STORAGE = {
  status: 403,
  headers: { 'x-ms-error-code': 'AuthorizationFailure' },
  body: '<Error><Code>AuthorizationFailure</Code></Error>',
}
type Said = { status: number; headers: Record<string, string>; body: string }

function remedy(
  host: string,
  { status, ...how }: Said,
  {
    at = PUBLIC,
    region = null as string | null,
    cloud = 'azure' as 'azure' | 'gcp' | 'other',
    expect = {},
  } = {},
) {
  const evidence = sweep([
    check(
      `https://${host}`,
      { expect },
      resolves([at]),
      opens(at),
      secures(at),
      replies(at, status, how),
    ),
  ])
  return first(evidence, { cloud, facts: {}, region })
}

function first(
  evidence: ReturnType<typeof sweep>,
  vantage: object = { cloud: 'other', facts: {} },
) {
  const [judged] = judge(evidence, { book: BOOK, vantage: vantage as never })
  const finding = judged?.findings.find(({ code }) => code === 'http-denied-by-service')
  expect(finding).toBeDefined()
  return `${finding?.summary} | ${finding?.cause} | ${finding?.fix}`
}

const BLOB = 'st.blob.core.windows.net'
const AI = 'ai.openai.azure.com'
const rules = says('Access denied due to Virtual Network/Firewall rules.')

// biome-ignore format: one case a line
const CASES: readonly [name: string, text: () => string, holds: RegExp[], never: RegExp[]][] = [
  ['storage in the same region', () => remedy(BLOB, STORAGE, { region: 'japaneast' }), [/same region \(Storage\.JapanEast\)/, /Microsoft\.Storage/, /virtual network rule/], [/add the egress/i, /echo/]],
  ['storage in another region', () => remedy(BLOB, STORAGE, { region: 'West Europe' }), [/add the egress address/i], [/same region/, /Microsoft\.Storage/]],
  ['storage, nothing known of the region', () => remedy(BLOB, STORAGE), [/If the account is in the same region/, /From another region/], []],
  ['storage seen from Google Cloud', () => remedy(BLOB, STORAGE, { cloud: 'gcp' }), [/add the egress address/i], [/service endpoint/]],
  ['public access disabled', () => remedy(AI, says('Public access is disabled. Please configure private endpoint.')), [/disabled/, /Address rules have no effect/], [/Add the egress/]],
  ['public access disabled, where a private endpoint is expected', () => remedy(AI, says('Public access is disabled. Please configure private endpoint.'), { expect: { resolution: 'private' } }), [/is disabled, and/, /have ai\.openai\.azure\.com resolve to it/, /no effect/], [/do not admit/, /create or approve/]],
  ['network rules, where a private endpoint is expected', () => remedy(AI, rules, { expect: { resolution: 'private' } }), [/do not admit; the private endpoint that is expected/, /add no address/], [/is disabled/, /egress/]],
  ['network rules of an AI resource', () => remedy(AI, rules), [/Microsoft\.CognitiveServices/, /egress address/], [/Microsoft\.Storage/]],
  ['a private endpoint that is not approved', () => remedy(AI, rules, { at: PRIVATE }), [/10\.1\.0\.5/, /not approved/, /Approve/], [/Add the egress/]],
  ['through a proxy', () => first(sweep([check(`https://${AI}`, VIA_PROXY, tunnels(), secures(AI), replies(AI, 403, rules))])), [/proxy’s egress address/], [/not approved/]],
  ['an app that saw the address of a service endpoint', () => remedy('app.azurewebsites.net', { status: 403, headers: { 'x-ms-forbidden-ip': 'fd40:e33e:12::1' }, body: '' }), [/fd40:e33e:12::1/, /rule for the subnet \(not for an address\)/], []],
  ['an app that saw our address', () => remedy('app.azurewebsites.net', { status: 403, headers: { 'x-ms-forbidden-ip': '20.9.9.9' }, body: '' }), [/Add 20\.9\.9\.9/, /Microsoft\.Web/], []],
  ['a form that nobody knows', () => remedy('x.api.azureml.ms', says('Requests from the public internet are not admitted.')), [/Machine Learning/, /“.*not admitted/], []],
  ['a form that nobody knows, of the bus', () => remedy('x.servicebus.windows.net', { status: 401, headers: { 'content-type': 'application/xml' }, body: '<Error><Detail>Public network access is off</Detail></Error>' }), [/“.*access is off/], []],
  ['Synapse names the address', () => remedy('x.dev.azuresynapse.net', { status: 403, headers: JSON_TYPE, body: '{"code":"ClientIpAddressNotAuthorized","message":"Client Ip address : 20.9.9.9"}' }), [/Add 20\.9\.9\.9/], []],
  ['Event Grid names the address', () => remedy('x.eastus-1.eventgrid.azure.net', says('Publishing to X by client 20.9.9.9 is rejected due to IpAddress filtering rules.')), [/Event Grid/, /20\.9\.9\.9/], []],
  ['API Management knows on and off only', () => remedy('shop.azure-api.net', { status: 403, headers: JSON_TYPE, body: JSON.stringify({ message: "Request originated from client public IP address 20.9.9.9, public network access on this 'Microsoft.ApiManagement/service/shop' is disabled." }) }), [/20\.9\.9\.9/, /disabled/, /Use the private endpoint/], [/Add 20/, /egress address/]],
  ['Log Analytics knows on and off only', () => remedy('api.loganalytics.io', says("NspValidationFailedError: Access to workspace 'logs' from '20.9.9.9' is denied.")), [/20\.9\.9\.9/, /workspace/], [/Add 20/, /service endpoint/]],
  ['an organization policy', () => remedy('storage.googleapis.com', says("Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for 'projects/1'.")), [/organization policy/, /No rule of the network/], [/private endpoint/i, /Microsoft/, /az /]],
  ['a bucket', () => remedy('storage.googleapis.com', says('There is an IP filtering condition that is preventing access to the resource.')), [/bucket/, /gcloud/], [/private endpoint/i, /Microsoft/, /az /]],
  ['the protection of a site', () => remedy('www.example.org', { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: '' }), [/No rule of this network helps/], [/private endpoint/i]],
]

test.for(CASES)('the remedy fits: %s', ([, text, holds, never]) => {
  const told = text()
  for (const pattern of holds) expect(told).toMatch(pattern)
  for (const pattern of never) expect(told).not.toMatch(pattern)
})

test.for([
  [
    'a missing key',
    AI,
    says('Access denied due to invalid subscription key or wrong API endpoint.', 401),
  ],
  ['a missing role', 'x.api.azureml.ms', says('The caller has no role on this workspace.')],
  [
    'a page, which anybody can make',
    'x.api.azureml.ms',
    { status: 403, headers: { 'content-type': 'text/html' }, body: 'network access' },
  ],
  ['a service that has no private endpoint', 'api.example.org', says('ip not allowed')],
] as const)('no denial by network rules: %s', ([, host, { status, ...how }]) => {
  const evidence = sweep([
    check(
      `https://${host}`,
      {},
      resolves([PUBLIC]),
      opens(PUBLIC),
      secures(PUBLIC),
      replies(PUBLIC, status, how),
    ),
  ])
  const [judged] = judge(evidence, { book: BOOK })
  expect(judged?.findings.map(({ code }) => code)).not.toContain('http-denied-by-service')
})

test.for([
  [
    'cos.documents.azure.com',
    'Request originated from IP 20.9.9.9 through public internet. This is blocked by your Cosmos DB account firewall settings.',
    'cosmos-db',
  ],
  [AI, 'Access denied due to Virtual Network/Firewall rules.', 'ai-services'],
] as const)('the page of a denial is of the service that denies: %s', ([host, message, page]) => {
  const { status, ...how } = says(message)
  const evidence = sweep([
    check(`https://${host}`, {}, resolves([PUBLIC]), [
      ...[opens(PUBLIC), secures(PUBLIC), replies(PUBLIC, status, how)],
    ]),
  ])
  const [judged] = judge(evidence, { book: BOOK })
  expect(judged?.findings[0]?.docs).toContain(page)
})
