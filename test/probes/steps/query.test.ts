import { describe, expect, test } from 'vitest'
import { sweep } from '../../../probes/sweep.ts'
import { queryObservation } from '../../../shared/model/query-observation.ts'
import { expectation } from '../../../shared/model/target.ts'
import { type DnsServerOptions, dnsServer } from '../../fixtures/dns-server.ts'
import type { ZoneRow } from '../../fixtures/dns-zone.ts'
import { LIMITS, options } from '../../fixtures/sweep.ts'
import { targetOf } from '../../fixtures/target.ts'
import { judged } from '../../shared/judge/evidence.ts'

const ZONE: readonly ZoneRow[] = [
  ['app.test', 'A', '10.1.2.3'],
  ['app.test', 'AAAA', 'fd00::7'],
  ['app.test', 'MX', { preference: 20, exchange: 'backup.app.test' }],
  ['app.test', 'MX', { preference: 10, exchange: 'Mail.App.test' }],
  ['app.test', 'TXT', ['v=spf1 ', '-all']],
  ['app.test', 'NS', 'ns1.test'],
  ['app.test', 'CAA', { flags: 0, tag: 'issue', value: 'ca.test; policy=ev' }],
  ['_ldap._tcp.app.test', 'SRV', { priority: 0, weight: 5, port: 389, target: 'dc1.app.test' }],
  ['3.2.1.10.in-addr.arpa', 'PTR', 'app.test'],
  ['www.test', 'CNAME', 'app.test'],
]

async function asked(
  question: string,
  served: DnsServerOptions = {},
  { expect: wanted, step = LIMITS.step }: { expect?: { records: string[] }; step?: number } = {},
) {
  await using server = await dnsServer({ zone: ZONE, ...served })
  const url = `dns://127.0.0.1:${server.port}/${question}`
  const target = targetOf(url, wanted === undefined ? {} : { expect: expectation.parse(wanted) })
  const evidence = await sweep([target], options({ limits: { ...LIMITS, step } }))
  const seen = evidence.targets[0]?.observations ?? []
  for (const o of seen) isOfTheSchema(o)
  const last = seen.at(-1)
  if (last?.step !== 'query') throw new Error(`the last step is ${last?.step}`)
  const { verdict, findings } = judged(evidence)
  return { last, seen, verdict, codes: findings.map(({ code }) => code), asked: server.asked }
}

function isOfTheSchema(o: unknown): void {
  expect(queryObservation.parse(o)).toEqual(o)
}

describe('a question for records', () => {
  test.for([
    ['app.test?type=A', ['10.1.2.3']],
    ['app.test?type=aaaa', ['fd00::7']],
    ['app.test?type=MX', ['20 backup.app.test', '10 mail.app.test']],
    ['app.test?type=TXT', ['v=spf1 -all']],
    ['app.test?type=NS', ['ns1.test']],
    ['app.test?type=CAA', ['0 issue ca.test; policy=ev']],
    ['_ldap._tcp.app.test?type=SRV', ['0 5 389 dc1.app.test']],
    ['10.1.2.3?type=PTR', ['app.test']],
    ['www.test?type=CNAME', ['app.test']],
    ['www.test?type=TXT', ['v=spf1 -all']],
  ] as const)('%s', async ([question, records]) => {
    const { last, verdict, codes } = await asked(question)
    expect(last).toMatchObject({ failure: null, rcode: 'NOERROR', transport: 'udp' })
    expect(last.records.map(({ data }) => data)).toEqual(records)
    expect([verdict, codes]).toEqual(['pass', []])
  })

  test('is compared as a set, as a zone file spells it', async () => {
    const records = ['10 MAIL.app.test.', '20  backup.app.test']
    expect((await asked('app.test?type=MX', {}, { expect: { records } })).verdict).toBe('pass')
    const less = await asked('app.test?type=MX', {}, { expect: { records: records.slice(1) } })
    expect(less.codes).toEqual(['dns-records-unexpected'])
    const text = { expect: { records: ['"v=spf1 " "-all"'] } }
    expect((await asked('app.test?type=TXT', {}, text)).verdict).toBe('pass')
  })

  test('is put once to each resolver, and to the one of the target', async () => {
    await using one = await dnsServer({ zone: ZONE })
    await using two = await dnsServer({ zone: ZONE, misbehave: 'servfail' })
    const target = targetOf('dns://app.test?type=MX', { resolver: two.text })
    const evidence = await sweep([target], options({ resolvers: [one.text, two.text] }))
    const seen = evidence.targets.flatMap(({ observations }) => observations)
    expect(seen.map((o) => o.failure?.code ?? 'ok')).toEqual(['ok', 'dns_servfail_error'])
    expect(one.asked.map(({ type }) => type)).toEqual(['MX'])
    expect(judged(evidence).verdict).toBe('warn')
  })

  test('of a whole answer that only TCP carries', async () => {
    const { last, verdict } = await asked('app.test?type=MX', { misbehave: 'truncated' })
    expect(last.transport).toBe('tcp')
    expect(last.records).toHaveLength(2)
    expect(verdict).toBe('pass')
  })

  test('keeps of too long an answer what fits, and judges no more', async () => {
    const texts = Array.from({ length: 60 }, (_, i): ZoneRow => {
      return ['big.test', 'TXT', [`${i} ${'x'.repeat(240)}`]]
    })
    const served = { zone: texts, misbehave: 'truncated' } as const
    const { last, codes } = await asked('big.test?type=TXT', served, {
      expect: { records: ['/x$/'] },
    })
    expect(last.records.length + (last.omitted ?? 0)).toBe(60)
    expect(last.omitted).toBeGreaterThan(0)
    expect(codes).toEqual(['dns-records-unexpected'])
  })

  test.for([
    ['no such name', 'other.test?type=MX', {}, 'dns-name-not-found'],
    ['no such record', '_ldap._tcp.app.test?type=MX', {}, 'dns-no-answer'],
    ['SERVFAIL', 'app.test?type=MX', { misbehave: 'servfail' }, 'dns-server-failure'],
    ['REFUSED', 'app.test?type=MX', { misbehave: 'refused' }, 'dns-refused'],
    ['garbage', 'app.test?type=MX', { misbehave: 'garbage' }, 'dns-server-failure'],
    ['another question', 'app.test?type=MX', { misbehave: 'other-question' }, 'dns-server-failure'],
    ['another id', 'app.test?type=MX', { misbehave: 'other-id' }, 'dns-server-failure'],
    [
      'a message that is cut',
      'app.test?type=MX',
      { misbehave: 'cut-message' },
      'dns-server-failure',
    ],
    ['records of others', 'app.test?type=A', { misbehave: 'other-owner' }, 'dns-no-answer'],
    ['an alias loop', 'app.test?type=MX', { misbehave: 'cname-loop' }, 'dns-server-failure'],
    [
      'no TCP after a cut',
      'app.test?type=MX',
      { misbehave: 'truncated', tcp: false },
      'dns-tcp-unanswered',
    ],
    ['silence over TCP', 'app.test?type=MX', { misbehave: 'tcp-silent' }, 'dns-tcp-unanswered'],
    ['silence', 'app.test?type=MX', { misbehave: 'silent' }, 'dns-resolver-unreachable'],
  ] as const satisfies readonly (readonly [string, string, DnsServerOptions, string])[])(
    'tells %s',
    async ([, question, served, code]) => {
      const waits = /silent|garbage|other/.test('misbehave' in served ? served.misbehave : '')
      const { codes, verdict } = await asked(question, served, { step: waits ? 300 : LIMITS.step })
      expect(codes[0]).toBe(code)
      expect(verdict).toBe('fail')
    },
  )

  test('tells a closed port', async () => {
    const gone = await dnsServer()
    const { port } = gone
    await gone[Symbol.asyncDispose]()
    const evidence = await sweep([targetOf(`dns://127.0.0.1:${port}/app.test?type=MX`)], options())
    expect(judged(evidence).findings[0]?.code).toBe('dns-resolver-unreachable')
  })
})
