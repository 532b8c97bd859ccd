import type { FailureCode } from '../../../shared/failure/table.ts'
import type { Evidence } from '../../../shared/model/evidence.ts'
import { type Checked, check, control, sweep, VIA_PROXY } from './evidence.ts'
import { type Draw, drawOf, withOwnIds } from './likely.ts'
import { LIKELY_ANSWERS, LIKELY_CHAINS } from './likely-answers.ts'
import { lookup, resolves } from './name-pieces.ts'
import { opens, PROXY_ADDRESS, replies, secures, tunnels, upgrades } from './path-pieces.ts'
import type { Piece } from './piece.ts'

const HOSTS = [
  ...['www.one.example', 'www.two.test', 'api.three.invalid', 'app.corp', 'intranet'],
  ...['kv.vault.azure.net', 'storage.googleapis.com', '10.1.2.4', '169.254.169.254'],
]
const SCHEMES = ['https', 'https', 'https', 'https', 'http', 'tls', 'wss']

const denied = (status: number, more: object = {}) =>
  tunnels({ fails: 'proxy_denied', status, ...more })
const upstream = (status: number, body = '') =>
  tunnels({ fails: 'proxy_upstream_failure', status, body })
const wantsProof = (challenge?: string) =>
  tunnels({
    ...{ fails: 'proxy_auth_required', status: 407 },
    headers: challenge === undefined ? {} : { 'proxy-authenticate': challenge },
  })
const speechless = (fails: FailureCode, raw: string) => tunnels({ fails, raw, status: null })
const unreached = (fails: FailureCode, took = 20) => [
  opens(PROXY_ADDRESS, { peer: 'proxy', port: 3128, fails, took }),
]
const SQUID = { headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' } }

/** What becomes of the way through a proxy that does not open a tunnel. */
const REFUSALS: readonly (readonly Piece[])[] = [
  ...[denied(403), denied(403, SQUID), denied(503, SQUID), denied(405), denied(404), denied(400)],
  denied(403, { body: 'destination_ip_prohibited' }),
  denied(200, { body: '<html>Sign in</html>' }),
  denied(302, { headers: { location: 'https://login.corp.example/saml' } }),
  denied(302, { headers: { location: 'https://www.corp.example/blocked' } }),
  denied(400, { body: 'The plain HTTP request was sent to HTTPS port' }),
  denied(426, { headers: { upgrade: 'TLS/1.0, HTTP/1.1' } }),
  ...[denied(429), denied(511), denied(501), upstream(500), upstream(502), upstream(504)],
  ...[upstream(503, '<p>ERR_DNS_FAIL</p>'), upstream(503, '<p>ERR_CONNECT_FAIL</p>')],
  ...[wantsProof('Basic realm="corp"'), wantsProof('Negotiate, NTLM'), wantsProof()],
  ...[speechless('eof_error', 'closed'), speechless('connection_reset', 'reset')],
  speechless('generic_timeout_error', 'no end'),
  speechless('http_invalid_response', 'starts as a TLS record'),
  speechless('http_invalid_response', 'starts as an answer of SOCKS'),
  speechless('http_invalid_response', 'starts with "SSH-2.0'),
  speechless('http_invalid_response', 'starts with "?"'),
  ...[unreached('generic_timeout_error', 5000), unreached('connection_refused')],
  ...[unreached('host_unreachable'), unreached('connection_reset')],
  ...[unreached('permission_denied'), unreached('interrupted')],
  [lookup([], { peer: 'proxy', fails: 'dns_nxdomain_error' })],
]

function throughTunnel(scheme: string, host: string, draw: Draw): readonly Piece[] {
  const secured = secures(host, draw(LIKELY_CHAINS))
  if (draw([true, false, false, false])) {
    const fails = draw(['eof_error', 'ssl_not_spoken', 'generic_timeout_error'] as const)
    return [...tunnels(), secures(host, { fails, phase: 'sent' })]
  }
  if (scheme === 'tls') return [...tunnels(), secured]
  if (scheme === 'wss') return [...tunnels(), secured, upgrades(host)]
  const [status, how] = draw(LIKELY_ANSWERS)
  return [...tunnels(), secured, replies(host, status, how)]
}

function plainAnswer(draw: Draw): readonly Piece[] {
  const [status, how] = draw(LIKELY_ANSWERS)
  const open = opens(PROXY_ADDRESS, { peer: 'proxy', port: 3128 })
  return [open, replies(PROXY_ADDRESS, status, how)]
}

function target(refusal: readonly Piece[], draw: Draw): Checked {
  const [scheme, host] = [draw(SCHEMES), draw(HOSTS)]
  const expect = draw([{}, {}, {}, { reachability: 'blocked' as const }])
  const named = draw<readonly Piece[]>([[], [], resolves(['10.1.2.4']), resolves(['20.60.1.1'])])
  const fate = draw(['opened', 'refused', 'refused', 'answered'])
  const way = () => {
    if (scheme === 'http') return fate === 'refused' ? refusal : plainAnswer(draw)
    return fate === 'refused' ? refusal : throughTunnel(scheme, host, draw)
  }
  return check(`${scheme}://${host}`, { ...VIA_PROXY, expect }, named, way())
}

/** Sweeps through a proxy that most often does the same to all. */
export function proxySweeps(count: number, seed: number): readonly Evidence[] {
  const draw = drawOf(seed)
  return Array.from({ length: count }, () => {
    const often = draw(REFUSALS)
    const size = draw([1, 2, 3, 4])
    const all = Array.from({ length: size }, () =>
      target(draw([often, often, often, draw(REFUSALS)]), draw),
    )
    return sweep([...withOwnIds(all), ...(draw([true, false]) ? [control()] : [])])
  })
}
