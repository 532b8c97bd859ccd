import { describe, expect, test } from 'vitest'
import { changedFor, whatChanged } from '../../../shared/alerts/what-changed.ts'
import type { Certificate } from '../../../shared/model/facts.ts'
import type { Report, TargetResult } from '../../../shared/model/report.ts'
import { changedLines } from '../../../shared/view/words.ts'
import { HEALTHY, network, ORDERS } from '../agent/world.ts'
import { passing, sample } from '../report/sample.ts'
import { answer, asked } from '../report/sample-steps.ts'

const before: Report = {
  ...sample(network(true)),
  configuration: { hash: 'aaaaaaaaaaaa', catalogs: { 'azure-functions': '2026-11-22' } },
}
const NAME = `passing ${ORDERS}`

function withOrders(report: Report, change: (result: TargetResult) => TargetResult): Report {
  const results = report.results.map((r) => (r.target.name === NAME ? change(r) : r))
  return { ...report, results }
}

function withFacts(report: Report, facts: Record<string, string>): Report {
  return { ...report, vantage: { ...report.vantage, facts: { ...report.vantage.facts, ...facts } } }
}

function withAddresses(report: Report, addresses: string[]): Report {
  return { ...report, vantage: { ...report.vantage, addresses } }
}

/** The certificates with another issuer, as an inspection makes them. */
function withCertificates(report: Report, change: Partial<Certificate>): Report {
  const certificates = Object.entries(report.certificates).map(([print, c]) => [
    print,
    { ...c, ...change },
  ])
  return { ...report, certificates: Object.fromEntries(certificates) }
}

/** A service that tells the address by which traffic leaves. */
function withEgress(report: Report, address: string): Report {
  return withOrders(report, (r) => ({
    ...r,
    target: { ...r.target, expect: { ...r.target.expect, egress: ['20.1.2.0/24'] } },
    observations: r.observations.map((o) =>
      o.step === 'request' ? { ...o, body: `${address}\n` } : o,
    ),
  }))
}

/** What the second resolver says of the name: these addresses, or why none. */
function withSecond(report: Report, addresses: string[], rcode = 'NOERROR'): Report {
  const said = answer(ORDERS, '10.0.0.5:53', [], addresses, rcode)
  const changed = withOrders(report, (r) => ({
    ...r,
    observations: [...r.observations, asked(said, 1)],
  }))
  return { ...changed, dns: { ...report.dns, [`${ORDERS} A 10.0.0.5:53`]: said } }
}

function proxied(report: Report): Report {
  return withOrders(report, (r) => ({ ...r, path: { kind: 'proxy', via: 'http://10.0.3.4:3128' } }))
}

/** The name of every answer leads to another first. */
function aliased(report: Report, target: string): Report {
  const dns = Object.entries(report.dns).map(([key, told]) => {
    const chain = [{ name: told.name, target, ttl: 60 }]
    return [key, told.name === ORDERS ? { ...told, chain } : told] as const
  })
  return { ...report, dns: Object.fromEntries(dns) }
}

const public_ = sample([passing(HEALTHY), passing(ORDERS, '20.194.66.6')])

describe('whatChanged()', () => {
  test.for<{ name: string; was?: Report; is: Report; lines: string[] }>([
    {
      name: 'only the failure is new',
      was: sample(network(true)),
      is: sample(network(false)),
      lines: [],
    },
    {
      name: 'answers of every resolver, with the class of the addresses',
      was: sample(network(true)),
      is: public_,
      lines: [
        `the answers of 10.0.0.4 and getaddrinfo for ${ORDERS} went from 10.0.1.9 (private) to 20.194.66.6 (public)`,
      ],
    },
    {
      name: 'the answer of one resolver',
      was: withSecond(before, ['10.0.1.9']),
      is: withSecond(before, [], 'NXDOMAIN'),
      lines: [`the answer of 10.0.0.5 for ${ORDERS} went from 10.0.1.9 (private) to NXDOMAIN`],
    },
    {
      name: 'an answer for what goes through a proxy, which resolves by itself: nothing',
      was: proxied(withSecond(before, ['10.0.1.9'])),
      is: proxied(withSecond(before, [], 'NXDOMAIN')),
      lines: [],
    },
    {
      name: 'the aliases of a name',
      was: aliased(before, 'one.contoso.com'),
      is: aliased(before, 'two.contoso.com'),
      lines: [
        `the alias chain of ${NAME} by 10.0.0.4 went from ${ORDERS}, one.contoso.com to ${ORDERS}, two.contoso.com`,
      ],
    },
    {
      name: 'the aliases of what goes through a proxy, which resolves by itself: nothing',
      was: proxied(aliased(before, 'one.contoso.com')),
      is: proxied(aliased(before, 'two.contoso.com')),
      lines: [],
    },
    {
      name: 'another private address',
      was: withSecond(before, ['10.0.1.9']),
      is: withSecond(before, ['10.0.1.77']),
      lines: [
        `the answer of 10.0.0.5 for ${ORDERS} went from 10.0.1.9 (private) to 10.0.1.77 (private)`,
      ],
    },
    {
      name: 'public addresses that rotate within one provider: nothing',
      was: withSecond(before, ['20.194.66.6']),
      is: withSecond(before, ['20.194.70.1']),
      lines: [],
    },
    {
      name: 'the issuer of the chain',
      is: withCertificates(before, { issuer: 'CN=Contoso Inspection CA' }),
      lines: [
        `the certificate of ${NAME} went from CN=${ORDERS}; issued by CN=Contoso Issuing CA 2, O=Contoso; for ${ORDERS}, www.${ORDERS} to CN=${ORDERS}; issued by CN=Contoso Inspection CA; for ${ORDERS}, www.${ORDERS}`,
      ],
    },
    {
      name: 'the path',
      is: withOrders(before, (r) => ({
        ...r,
        path: { kind: 'proxy', via: 'http://10.0.3.4:3128' },
      })),
      lines: [`the egress path of ${NAME} went from direct to proxy http://10.0.3.4:3128`],
    },
    {
      name: 'the egress address',
      was: withEgress(before, '20.1.2.3'),
      is: withEgress(before, '52.4.5.6'),
      lines: ['the egress address went from 20.1.2.3 to 52.4.5.6'],
    },
    {
      name: 'the version of TLS',
      is: withOrders(before, (r) => ({
        ...r,
        observations: r.observations.map((o) =>
          o.step === 'handshake' ? { ...o, version: 'TLSv1.2' } : o,
        ),
      })),
      lines: [`the TLS version of ${NAME} went from TLSv1.3 to TLSv1.2`],
    },
    {
      name: 'the configuration and a catalog',
      is: {
        ...before,
        configuration: { hash: 'bbbbbbbbbbbb', catalogs: { 'azure-functions': '2026-11-29' } },
      },
      lines: [
        'the configuration (its hash) went from aaaaaaaaaaaa to bbbbbbbbbbbb',
        'the version of the catalog azure-functions went from 2026-11-22 to 2026-11-29',
      ],
    },
    {
      name: 'a target that is new in the configuration',
      was: sample([passing(HEALTHY)]),
      is: sample(network(false)),
      lines: [`in the configuration, the target ${NAME} went from none to https://${ORDERS}/`],
    },
    {
      name: 'resolvers of the host',
      is: { ...before, vantage: { ...before.vantage, resolvers: ['10.0.0.9:53'] } },
      lines: ['the resolvers of the host went from 10.0.0.4:53 to 10.0.0.9:53'],
    },
    {
      name: 'addresses of the host',
      is: withAddresses(before, ['169.254.131.2']),
      lines: ['the addresses of the host went from 10.0.2.7 to 169.254.131.2'],
    },
    {
      name: 'another instance in the same subnet: nothing',
      was: withFacts(before, { instance: 'a' }),
      is: withAddresses(withFacts(before, { instance: 'b' }), ['10.0.2.9']),
      lines: [],
    },
    {
      name: 'another instance without the integrated subnet',
      was: withFacts(before, { instance: 'a' }),
      is: withAddresses(withFacts(before, { instance: 'b' }), ['169.254.131.2']),
      lines: ['the addresses of the host went from 10.0.2.7 to 169.254.131.2'],
    },
    {
      name: 'route-all',
      was: withFacts(before, { routeAll: '1' }),
      is: withFacts(before, { routeAll: '0' }),
      lines: ['routeAll of the platform went from 1 to 0'],
    },
    {
      name: 'a run past due: nothing',
      is: withFacts(before, { timer: 'past due' }),
      lines: [],
    },
  ])('$name', ({ was = before, is, lines }) => {
    const changed = whatChanged(was, is, [ORDERS])
    expect(changed.lines).toEqual(lines)
    expect(changed.parts).toHaveLength(lines.length)
    expect(whatChanged(was, is, [HEALTHY]).lines.join()).not.toContain(ORDERS)
  })

  test('names that changed alike are one line', () => {
    const is = sample([passing(HEALTHY, '10.0.1.8'), passing(ORDERS, '10.0.1.9')])
    const was = sample([passing(HEALTHY), passing(ORDERS, '20.194.66.6')])
    expect(whatChanged(was, is, [HEALTHY, ORDERS]).lines).toEqual([
      `the answers of 10.0.0.4 and getaddrinfo for ${HEALTHY}, ${ORDERS} went from 20.37.158.0 (public), 20.194.66.6 (public) to 10.0.1.8 (private), 10.0.1.9 (private)`,
    ])
  })

  test('keeps to a few lines', () => {
    const facts = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`fact${i}`, 'x']))
    const { lines, parts } = whatChanged(before, withFacts(before, facts), [ORDERS])
    expect(lines).toHaveLength(9)
    expect(lines.at(-1)).toBe('and 22 more differences')
    expect(parts).toHaveLength(8)
  })
})

describe('changedLines()', () => {
  const times = { from: '2026-11-22T03:05:12.000Z', to: '2026-11-22T03:10:11.000Z', parts: [] }

  test('says where to look when nothing differs', () => {
    expect(changedLines({ ...times, lines: [] })).toEqual([
      'Between 2026-11-22 03:05:12 and 03:10:11 UTC nothing changed that the probe sees but the failure itself: the change is outside of it, a rule, a route or the service',
    ])
  })

  test('says one difference in one sentence, and several in a list', () => {
    const one = 'the answer of 10.0.0.4 for a went from 10.1.2.5 to 20.194.66.6'
    expect(changedLines({ ...times, lines: [one] })).toEqual([
      `Between 2026-11-22 03:05:12 and 03:10:11 UTC ${one}`,
    ])
    const to = '2026-11-23T00:10:11.000Z'
    expect(changedLines({ ...times, to, lines: [one, 'b'] })).toEqual([
      'Between 2026-11-22 03:05:12 and 2026-11-23 00:10:11 UTC changed:',
      `- ${one}`,
      '- b',
    ])
  })
})

test.for([
  ['tls-expired', null],
  ['tls-expires-soon', null],
  ['not-checked-in-time', null],
  ['tcp-dropped', []],
] as const)('where nothing differs %s has changed %j', ([code, lines]) => {
  const incident = { code, targets: [ORDERS] }
  expect(changedFor(incident, before, before)?.lines ?? null).toEqual(lines)
  const other = withCertificates(before, { issuer: 'CN=Corp' })
  expect(changedFor(incident, before, other)?.lines).toHaveLength(1)
})
