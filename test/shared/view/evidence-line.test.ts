import { describe, expect, test } from 'vitest'
import { fail } from '../../../shared/failure/failure.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import { evidenceLine } from '../../../shared/view/evidence-line.ts'
import { proxyDenial } from '../report/sample.ts'
import {
  answer,
  answerKey,
  asked,
  certificate,
  connected,
  lookedUp,
  requested,
  shaken,
} from '../report/sample-steps.ts'

const gone = answer('a.example', '10.0.0.4:53', ['b.example'], [], 'NXDOMAIN')
const facts = {
  dns: { [answerKey(gone)]: gone },
  certificates: { ab: certificate('a.example', '2026-12-01T00:00:00Z') },
}
const [, tunnel] = proxyDenial().seen.observations

describe('evidenceLine()', () => {
  const rows: readonly (readonly [string, Observation, string, string])[] = [
    [
      'getaddrinfo',
      lookedUp('a.example', ['10.0.0.1', '10.0.0.2'], 0),
      'getaddrinfo',
      'a.example -> 10.0.0.1, 10.0.0.2',
    ],
    [
      'the hosts file',
      { ...lookedUp('a.example', ['10.0.0.1'], 0), hosts: ['10.0.0.1'] },
      'getaddrinfo',
      'a.example -> 10.0.0.1, hosts file: 10.0.0.1',
    ],
    [
      'a resolver that says no, and the zone it says it for',
      asked(gone, 0, ['dns_nxdomain_error', 'NXDOMAIN']),
      '10.0.0.4:53 A',
      'a.example -> b.example -> dns_nxdomain_error (NXDOMAIN), says zone contoso.internal',
    ],
    [
      'a connection',
      connected('2001:db8::1', 0),
      '[2001:db8::1]:443',
      'connected from 10.0.2.7:50122',
    ],
    [
      'a second try',
      connected('10.0.0.1', 0, ['connection_refused', 'ECONNREFUSED'], 2),
      '10.0.0.1:443',
      'connection_refused (ECONNREFUSED) (attempt 2)',
    ],
    [
      'a handshake cut after the ClientHello',
      shaken('10.0.0.1', 'a.example', [], 0, ['connection_reset', 'ECONNRESET']),
      '10.0.0.1:443',
      'connection_reset (ECONNRESET); after the ClientHello, not one byte came back; SNI a.example',
    ],
    [
      'a certificate for another name',
      {
        ...shaken('10.0.0.1', 'c.example', ['ab'], 0),
        nameMatches: false,
        failure: fail('ssl_invalid_hostname', ''),
      },
      '10.0.0.1:443',
      'ssl_invalid_hostname; SNI c.example; CN=a.example, issued by CN=Contoso Issuing CA 2, O=Contoso; valid 2026-01-01 to 2026-12-01; for a.example, www.a.example',
    ],
    [
      'an answer',
      requested('10.0.0.1', 'https://a.example/', 200, 0),
      '10.0.0.1:443',
      'GET https://a.example/ -> 200',
    ],
    [
      'a refusal, with its first words',
      requested('10.0.0.1', 'https://a.example/', 403, 0),
      '10.0.0.1:443',
      'GET https://a.example/ -> 403 "{"error":"authentication required"}"',
    ],
    [
      'a proxy that denies',
      tunnel ?? connected('', 0),
      'http://10.0.9.1:3128',
      'CONNECT pypi.org:443 -> 403 proxy_denied (HTTP 403) "<h1>ERR_ACCESS_DENIED</h1> Access control configuration prevents your r…"',
    ],
  ]

  test.for(rows)('of %s', ([, observation, to, result]) => {
    expect(evidenceLine(observation, facts)).toMatchObject({ step: observation.step, to, result })
  })

  test('gives the duration, tenths only where they matter', () => {
    const ms = (t: number) => evidenceLine({ ...connected('10.0.0.1', 0), t }, facts).ms
    expect([ms(8.27), ms(99.94), ms(5000.2)]).toEqual(['8.3 ms', '99.9 ms', '5000 ms'])
  })
})
