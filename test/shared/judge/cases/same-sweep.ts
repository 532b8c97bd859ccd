import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves, unresolved } from '../name-pieces.ts'
import { opens, PROXY_ADDRESS, replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, yields } from './case.ts'

const PRIVATE = { expect: { resolution: 'private' } } as const
const A = '20.2.2.2'
const IN = '10.1.0.5'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const reset = { fails: 'connection_reset' } as const

const led = (host: string, zone: string) => ({ chain: [`${host.split('.')[0]}.${zone}`] })
const privately = (host: string, zone: string) =>
  check(`https://${host}`, PRIVATE, resolves([IN], led(host, zone)), works(IN))
const SITES = 'privatelink.azurewebsites.net'
const BLOBS = 'privatelink.blob.core.windows.net'
const SCM = 'app.scm.azurewebsites.net'
const scm = check(
  `https://${SCM}`,
  PRIVATE,
  resolves([A], { chain: [`app.scm.${SITES}`, 'waws-prod-am2.azurewebsites.windows.net'] }),
  works(A),
)
const SECONDARY = 'st-secondary.blob.core.windows.net'
const missing = (host: string, zone: string) =>
  check(
    `https://${host}`,
    PRIVATE,
    unresolved('dns_nxdomain_error', {
      ...{ ...led(host, zone), soa: zone, mname: 'azureprivatedns.net' },
    }),
  )
const SQL = 'sqlserver://db.database.windows.net'
const database = check(
  SQL,
  PRIVATE,
  resolves(['10.1.0.12'], led('db.database.windows.net', 'privatelink.database.windows.net')),
  opens('10.1.0.12', silent),
)

/** What other targets of the sweep refute. */
export const ZONES_USED_FOR_OTHERS: readonly Case[] = [
  yields(
    'dns-private-zone-not-used',
    'another name comes out of the zone, so the record alone is missing',
    sweep([scm, privately('app.azurewebsites.net', SITES)]),
    {
      severity: 'fail',
      subject: `${SITES} app.scm.${SITES}`,
      says: [
        'answers app.azurewebsites.net privately (10.1.0.5)',
        `Add the record app.scm.${SITES}`,
      ],
      never: ['is not linked', 'is a custom DNS server', 'another name'],
    },
  ),
  yields(
    'dns-private-zone-not-used',
    'no other name comes out of the zone',
    sweep([scm, privately('st.blob.core.windows.net', BLOBS)]),
    { severity: 'fail', subject: SITES, says: ['is not linked'] },
  ),
  yields(
    'dns-private-zone-not-used',
    'the zone of another cluster says nothing of this one',
    sweep([
      check(
        'https://a-1.1-2.privatelink.westeurope.azmk8s.io',
        PRIVATE,
        unresolved('dns_nxdomain_error', { soa: 'azmk8s.io' }),
      ),
      check('https://b-1.3-4.privatelink.westeurope.azmk8s.io', PRIVATE, resolves([IN]), works(IN)),
    ]),
    { severity: 'fail', says: ['is not linked'] },
  ),
  yields(
    'dns-private-record-missing',
    'the zone has another name of the same account',
    sweep([missing(SECONDARY, BLOBS), privately('st.blob.core.windows.net', BLOBS)]),
    {
      severity: 'fail',
      says: ['a name of the same resource', 'of the sub-resource blob_secondary'],
      never: ['somebody else', 'NxDomainRedirect'],
    },
  ),
  yields(
    'dns-private-record-missing',
    'the zone has a name of another account',
    sweep([missing(SECONDARY, BLOBS), privately('other.blob.core.windows.net', BLOBS)]),
    { severity: 'fail', says: ['somebody else'] },
  ),
]

const ELSEWHERE = sweep([
  database,
  check('https://in.example', PRIVATE, resolves(['10.1.1.5']), works('10.1.1.5')),
])

/** Addresses and ports that other targets of the sweep reached. */
export const REACHED_BESIDE: readonly Case[] = [
  yields(
    'private-endpoint-not-answering',
    'an endpoint of the same /24 answers',
    sweep([database, privately('app.azurewebsites.net', SITES)]),
    {
      severity: 'fail',
      says: ['10.1.0.5 of the same /24 answers (app.azurewebsites.net)', 'deleted'],
      never: ['not peered'],
    },
  ),
  {
    ...yields('private-endpoint-not-answering', 'one of another /24 answers', ELSEWHERE, {
      severity: 'fail',
      says: ['not peered'],
      never: ['same /24'],
    }),
    vantage: { cloud: 'azure', facts: {} },
  },
  yields(
    'private-endpoint-not-answering',
    'from a place of which nothing says that it is in Azure',
    ELSEWHERE,
    { severity: 'fail', says: ['ExpressRoute'], never: ['not peered', 'this subnet'] },
  ),
  yields(
    'tls-blocked-by-name',
    'the same name passes on another port',
    sweep([
      check('tls://sb.servicebus.windows.net:5671', {}, resolves([A]), [
        opens(A),
        secures(A, { phase: 'sent', ...reset }),
      ]),
      check('https://sb.servicebus.windows.net', {}, resolves([A]), works(A)),
    ]),
    {
      severity: 'fail',
      says: ['accepts TCP on port 5671', 'passes on port 443', 'Add port 5671'],
      never: ['does not allow this name'],
    },
  ),
  yields(
    'tls-blocked-by-name',
    'another port than 443, and nothing else is known of the name',
    sweep([
      check('tls://sb.servicebus.windows.net:5671', {}, resolves([A]), [
        opens(A),
        secures(A, { phase: 'sent', ...reset }),
      ]),
      control(),
    ]),
    { severity: 'fail', says: ['on port 5671', 'this name and port'], never: ['443'] },
  ),
  yields(
    'tcp-intermittent',
    'resets in part: no matter of ports for address translation',
    sweep([
      check('https://app.example/a', {}, resolves([A]), [
        opens(A, reset),
        opens(A, { ...reset, attempt: 2, at: 6000 }),
      ]),
      check('https://app.example/b', {}, resolves([A]), works(A)),
      control(),
    ]),
    { severity: 'fail', says: ['dead backend'], never: ['SNAT'] },
  ),
]

const SB = 'tls://sb.servicebus.windows.net:5671'
const refused = tunnels({ fails: 'proxy_denied', status: 403 })

/** What a proxy does for other ports and names, and what is expected of the name. */
export const PROXIES_BESIDE: readonly Case[] = [
  yields(
    'proxy-denied',
    'the same host is served on another port',
    sweep([
      check(SB, VIA_PROXY, refused),
      check('https://sb.servicebus.windows.net', VIA_PROXY, tunnels()),
    ]),
    {
      severity: 'fail',
      says: ['on port 443, so it is not the name', 'SSL_ports'],
      never: ['The host is not on'],
    },
  ),
  yields(
    'proxy-denied',
    'plain HTTP to a host that tunnels lead to',
    sweep([
      check('http://app.example', VIA_PROXY, [
        opens(PROXY_ADDRESS, { peer: 'proxy' }),
        replies(PROXY_ADDRESS, 403, { headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' } }),
      ]),
      check('https://app.example', VIA_PROXY, tunnels()),
    ]),
    {
      severity: 'fail',
      says: ['refuses a request', 'Safe_ports'],
      never: ['CONNECT', 'SSL_ports'],
    },
  ),
  yields(
    'proxy-denied',
    'a private address is expected of the name',
    sweep([
      check('https://kv.vault.azure.net', { ...VIA_PROXY, ...PRIVATE }, refused),
      check('https://ok.example', VIA_PROXY, tunnels()),
    ]),
    {
      severity: 'fail',
      says: ['An exception is missing', 'expected to lead to a private address', 'NO_PROXY'],
      never: ['allow-list'],
    },
  ),
  yields(
    'proxy-cannot-reach-target',
    'envoy with the errno of its connection',
    sweep([
      check(
        'https://app.example',
        VIA_PROXY,
        tunnels({
          ...{ fails: 'proxy_upstream_failure', status: 503, headers: { server: 'envoy' } },
          body: 'upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: 111',
        }),
      ),
      check('https://ok.example', VIA_PROXY, tunnels()),
    ]),
    { severity: 'fail', says: ['was refused a connection to'], never: ['own DNS'] },
  ),
]
