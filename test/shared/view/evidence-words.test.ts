import { describe, expect, test } from 'vitest'
import { fail } from '../../../shared/failure/failure.ts'
import type { ExchangeObservation, NtpReply } from '../../../shared/model/exchange-observation.ts'
import type { GreetObservation } from '../../../shared/model/greet-observation.ts'
import type { HandshakeObservation, Observation } from '../../../shared/model/observation.ts'
import type { QueryObservation } from '../../../shared/model/query-observation.ts'
import { evidenceLine } from '../../../shared/view/evidence-line.ts'
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

const HOST = 'a.example'
const none = answer(HOST, '10.0.0.4:53', [], [])
const soa = { zone: '', mname: 'ns1', rname: 'ops', minimum: 300 }
const owner = { ...none, type: 'SOA' as const, soa }
const facts = {
  dns: { [answerKey(none)]: none, [answerKey(owner)]: owner },
  certificates: {
    ab: certificate(HOST, '2026-12-01T00:00:00Z'),
    c1: certificate('client', '2026-12-01T00:00:00Z'),
  },
}
const REFUSED = fail('connection_refused', 'ECONNREFUSED')
const COMMON = { peer: 'target', attempt: 1, t0: 0, t: 10, failure: null } as const
const AT = { address: '10.0.0.1', port: 443 }
const LONG = 'x'.repeat(80)
const CUT = `${'x'.repeat(71)}…`

const words = (o: Observation) => evidenceLine(o, facts).result

function query(more: Partial<QueryObservation>): QueryObservation {
  return {
    ...{ ...COMMON, step: 'query', name: HOST, type: 'MX', server: '10.0.0.4:53' },
    ...{ transport: 'udp', rcode: 'NOERROR', aliases: [], records: [], zone: null, ...more },
  }
}

function greet(more: Partial<GreetObservation>): GreetObservation {
  const made = { ...COMMON, ...AT, step: 'greet', protocol: 'postgresql', software: null }
  return { ...made, encryption: null, asks: null, error: null, ...more } as GreetObservation
}

function exchange(more: Partial<ExchangeObservation>): ExchangeObservation {
  const made = { ...COMMON, ...AT, step: 'exchange', protocol: 'ntp', sentBytes: 48 }
  return { ...made, replyBytes: 1, reply: 'ok', replyHex: '', ...more } as ExchangeObservation
}

function handshake(more: Partial<HandshakeObservation>): HandshakeObservation {
  return { ...shaken('10.0.0.1', HOST, ['none'], 0), ...more }
}

function clock(more: Partial<NtpReply>): NtpReply {
  return { stratum: 2, reference: 'GPS', offset: 3, delay: 7, leap: 0, ...more } as NtpReply
}

const asks = requested('10.0.0.1', 'https://a.example/', 200, 0)

describe('a line of evidence says', () => {
  test.for<[string, Observation, string]>([
    ['no address', asked(none, 0), 'a.example -> no address'],
    [
      'the zone that a name is in, the root by its dot',
      asked(owner, 0),
      'a.example -> in the zone . (server ns1)',
    ],
    [
      'a failure without more words',
      { ...lookedUp(HOST, [], 0), failure: fail('timed_out', '') },
      'a.example -> timed_out',
    ],
    [
      'a failure whose words are its code',
      { ...connected('10.0.0.1', 0), failure: fail('timed_out', 'timed_out') },
      'timed_out',
    ],
    ['a connection from nowhere known', { ...connected('10.0.0.1', 0), local: null }, 'connected'],
    [
      'records, the long ones cut, and how many more',
      query({
        aliases: ['b.example'],
        records: [
          { data: '10 mail', ttl: 1 },
          { data: LONG, ttl: 1 },
        ] as unknown as QueryObservation['records'],
        omitted: 3,
      }),
      `a.example -> b.example -> 10 mail, ${CUT}, 3 more`,
    ],
    [
      'that a query failed',
      query({ failure: REFUSED }),
      'a.example -> connection_refused (ECONNREFUSED)',
    ],
    [
      'that there is none, and the zone that says so',
      query({ failure: fail('dns_nxdomain_error', 'NXDOMAIN'), zone: 'example' }),
      'a.example -> dns_nxdomain_error (NXDOMAIN), says zone example',
    ],
    ['whom a handshake trusts', handshake({}), 'TLSv1.3 trusted'],
    ['that the version is not known', handshake({ version: null }), 'TLS trusted'],
    [
      'that a root of the machine was needed',
      handshake({ anchor: 'machine' }),
      'TLSv1.3 trusted by a root of this machine’s store',
    ],
    [
      'that a root of the configuration was needed',
      handshake({ anchor: 'configuration' }),
      'TLSv1.3 trusted by a root of `ca`',
    ],
    [
      'where a handshake ended',
      handshake({ phase: 'before-hello', failure: REFUSED, chain: [], serverName: null }),
      'connection_refused (ECONNREFUSED); before anything was sent; no SNI',
    ],
    [
      'that the server had begun',
      handshake({ phase: 'answered', failure: REFUSED, chain: [] }),
      'connection_refused (ECONNREFUSED); after the server had started to answer; SNI a.example',
    ],
    [
      'how large the hello was',
      handshake({ helloBytes: 1500 }),
      'TLSv1.3 trusted; full ClientHello of 1500 bytes',
    ],
    [
      'which hello it was',
      handshake({ helloBytes: 300, hello: 'classic' as never }),
      'TLSv1.3 trusted; classic ClientHello of 300 bytes',
    ],
    [
      'for whom a certificate is that is for another',
      handshake({ chain: ['ab'], nameMatches: false }),
      'TLSv1.3 trusted; CN=a.example, issued by CN=Contoso Issuing CA 2, O=Contoso; valid 2026-01-01 to 2026-12-01; for a.example, www.a.example',
    ],
    ['nothing of a leaf that is not known', handshake({ nameMatches: false }), 'TLSv1.3 trusted'],
    [
      'the client certificate',
      handshake({ client: 'c1' }),
      'TLSv1.3 trusted; client certificate CN=client',
    ],
    [
      'how STARTTLS began',
      handshake({ opening: { protocol: 'smtp', greeting: '220 mail', offered: true } as never }),
      'TLSv1.3 trusted; STARTTLS in smtp: 220 mail',
    ],
    [
      'that STARTTLS is not offered',
      handshake({ opening: { protocol: 'smtp', greeting: null, offered: false } as never }),
      'TLSv1.3 trusted; STARTTLS in smtp, not offered',
    ],
    [
      'what a database asks for',
      greet({ asks: 'a password', software: '16', encryption: 'TLSv1.3' }),
      'postgresql: asks for a password; version 16; encryption TLSv1.3',
    ],
    ['that a database answered', greet({}), 'postgresql: answered'],
    [
      'the error of a database in its words',
      greet({ failure: REFUSED, error: { code: '28000', message: LONG } }),
      `postgresql: connection_refused (ECONNREFUSED); error 28000 "${CUT}"`,
    ],
    [
      'that no reply came',
      exchange({ failure: REFUSED, sentBytes: 1 }),
      'ntp: 1 byte sent -> connection_refused (ECONNREFUSED)',
    ],
    ['what a reply was', exchange({ replyBytes: 2 }), 'ntp: 48 bytes sent -> 2 bytes "ok"'],
    ['a clock', exchange({ ntp: clock({}) }), 'ntp: stratum 2 GPS, offset 3 ms, round trip 7 ms'],
    [
      'a clock that is not synchronised',
      exchange({ ntp: clock({ offset: null, leap: 3 }) }),
      'ntp: stratum 2 GPS, no time, not synchronised',
    ],
    [
      'what a request carried',
      { ...asks, sent: { headers: ['x', 'y'], bodyBytes: 12 } },
      'GET https://a.example/ with x, y, a body of 12 bytes -> 200',
    ],
    [
      'that it carried headers alone',
      { ...asks, sent: { headers: ['x'], bodyBytes: 0 } },
      'GET https://a.example/ with x -> 200',
    ],
    [
      'no words of an answer that is none of a refusal',
      { ...asks, status: 399, body: 'no' },
      'GET https://a.example/ -> 399',
    ],
    [
      'the words of a refusal',
      { ...asks, status: 400, body: LONG },
      `GET https://a.example/ -> 400 "${CUT}"`,
    ],
    [
      'a refusal without words',
      { ...asks, status: 400, body: '' },
      'GET https://a.example/ -> 400',
    ],
    [
      'that no answer came',
      { ...asks, status: null, failure: REFUSED },
      'GET https://a.example/ -> connection_refused (ECONNREFUSED)',
    ],
    [
      'what failed after an answer',
      { ...asks, failure: REFUSED },
      'GET https://a.example/ -> 200 connection_refused (ECONNREFUSED)',
    ],
    ['which attempt it was', { ...asks, attempt: 3 }, 'GET https://a.example/ -> 200 (attempt 3)'],
  ])('%s', ([, observation, expected]) => {
    expect(words(observation)).toBe(expected)
  })

  test('whom it dealt with', () => {
    const to = (o: Observation) => evidenceLine(o, facts).to
    expect(to(query({}))).toBe('10.0.0.4:53 MX')
    expect(to({ ...connected('10.0.0.9', 0), peer: 'proxy' })).toBe('proxy 10.0.0.9:443')
    expect(to(asked(none, 0))).toBe('10.0.0.4:53 A')
  })

  test('how long it took, without tenths from a hundred on', () => {
    const ms = (t: number) =>
      evidenceLine({ ...connected('10.0.0.1', 0), t0: 1, t: t + 1 }, facts).ms
    expect([ms(99.5), ms(100)]).toEqual(['99.5 ms', '100 ms'])
  })
})
