import { expect, test } from 'vitest'
import { upstreamTrouble } from '../../../shared/judge/proxy/upstream.ts'

type Answer = Parameters<typeof upstreamTrouble>[0]
const NOTHING = { status: 503, reason: '', headers: {}, body: '' } as unknown as Answer

/** What proxies write of what they did not reach, by what it was. */
const WORDS = {
  dns: [
    'X-Squid-Error: ERR_DNS_FAIL 0',
    'squid; error=dns_error',
    'error=dns_timeout',
    'error=destination_not_found',
    'dial tcp: lookup a.test: no such host',
    'Name or service not known',
    'nodename nor servname provided',
    'could not resolve a.test',
    'The host name can’t be resolved',
    'Unable to determine IP address from host name',
    'unable to resolve a.test',
    'getaddrinfo EAI_AGAIN',
    'NXDOMAIN',
    'unknown host',
    'UnknownHostException',
    'hostname not found',
    'host not found',
    'DNS resolution failed',
    'dns_failure',
    'DNS lookup',
    'DNS error',
  ],
  refused: [
    'ERR_CONNECT_FAIL 111',
    'ERR_CONNECT_FAIL 61',
    'delayed connect error: 111',
    'delayed connect error: 61',
    'error=connection_refused',
    'Connection refused',
    'connect ECONNREFUSED',
  ],
  unreachable: [
    'ERR_CONNECT_FAIL 101',
    'ERR_CONNECT_FAIL 113',
    'connect error: 101',
    'connect error: 113',
    'error=destination_ip_unroutable',
    'No route to host',
    'Network is unreachable',
    'host is unreachable',
    'EHOSTUNREACH',
    'ENETUNREACH',
  ],
  timeout: [
    'ERR_CONNECT_FAIL 110',
    'connect error: 110',
    'ERR_READ_TIMEOUT 0',
    'error=connection_timeout',
    'error=connection_read_timeout',
    'error=connection_write_timeout',
    'timed out',
    'timed-out',
    'timeout',
    'time-out',
    'connect ETIMEDOUT',
  ],
  tls: [
    'ERR_SECURE_CONNECT_FAIL 71',
    'error=tls_protocol_error',
    'error=tls_certificate_error',
    'error=tls_alert_received',
  ],
  forwarding: ['ERR_CANNOT_FORWARD 0', 'error=destination_unavailable', 'no healthy upstream'],
  busy: [
    'ERR_SHUTTING_DOWN',
    'ERR_LIFETIME_EXP',
    'error=connection_limit_reached',
    'overload manager',
    'Too many open files',
  ],
  scanner: [
    'ERR_ICAP_FAILURE 0',
    'ICAP protocol error.',
    'the virus scanner is away',
    'Content scanning failed',
  ],
  unsaid: [
    'a scanned copy',
    '',
    'ERR_CONNECT_FAIL',
    'ERR_CONNECT_FAIL 1110',
    'Service Unavailable',
    'the upstream is away',
  ],
} as const

test.for(
  Object.entries(WORDS).flatMap(([trouble, all]) => all.map((body) => [body, trouble] as const)),
)('%s: %s', ([body, trouble]) => {
  expect(upstreamTrouble({ ...NOTHING, body })).toBe(trouble)
})

test('a gateway that says only that time ran out', () => {
  expect(upstreamTrouble({ ...NOTHING, status: 504 } as Answer)).toBe('timeout')
  expect(upstreamTrouble({ ...NOTHING, status: 504, body: 'Connection refused' } as Answer)).toBe(
    'refused',
  )
})
