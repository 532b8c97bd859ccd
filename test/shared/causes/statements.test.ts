import { describe, expect, test } from 'vitest'
import { causesOf } from '../../../shared/causes/causes.ts'
import type { Traits } from '../../../shared/causes/traits.ts'
import { askedOf } from '../../../shared/causes/words.ts'
import { cut, fails, recoded, reportOf, type Seen, through, tunnel, well } from './targets.ts'

test('a resolver is named with its port where it is not 53', () => {
  const asking = { resolvers: ['10.0.0.4:53', '10.0.0.5:5353'] } as unknown as Traits
  expect(askedOf([asking]).resolvers).toEqual(['10.0.0.4', '10.0.0.5:5353'])
})

describe('the statement of a cause says what fails, and how many are well, of', () => {
  const wrong = (host: string) => fails(host, 'dns-private-unexpected', '10.0.0.4')
  test.for<{ name: string; seen: readonly Seen[]; statement: string }>([
    {
      name: 'wrong answers below one suffix',
      seen: [wrong('a.x.test'), wrong('b.x.test'), well('c.y.test')],
      statement:
        '2 public names that resolve to private addresses, all below x.test (a.x.test and b.x.test); 1 target has the answer that it must have',
    },
    {
      name: 'wrong answers everywhere',
      seen: [
        wrong('a.x.test'),
        wrong('b.y.test'),
        wrong('c.z.test'),
        well('d.q.test'),
        well('e.w.test'),
      ],
      statement:
        '3 public names that resolve to private addresses (a.x.test, b.y.test and c.z.test); 2 targets have the answer that they must have',
    },
    {
      name: 'wrong answers alone',
      seen: [wrong('a.x.test'), wrong('b.y.test'), wrong('c.z.test')],
      statement:
        '3 public names that resolve to private addresses (a.x.test, b.y.test and c.z.test)',
    },
    {
      name: 'public names, of which private ones that resolve are no part',
      seen: [
        ...['a.x.test', 'b.y.test', 'c.z.test'].map((h) => fails(h, 'dns-name-not-found')),
        well('d.corp.test', '10.0.0.4'),
        // Asked of a proxy: no resolver was.
        tunnel('e.test', 200),
      ],
      statement:
        '10.0.0.4 resolves none of the 3 public names that were asked; 1 private name resolves',
    },
  ])('$name', ({ seen, statement }) => {
    expect(causesOf(reportOf(seen)).map((cause) => cause.statement)).toEqual([statement])
  })
})

describe('what a proxy that serves others refuses is a matter of', () => {
  const refused = ['a.test', 'b.test'] as const
  test.for([
    [
      'ports, where none of them is served',
      5671,
      'CONNECT to port 5671 is not allowed',
      'a.test:5671',
    ],
    ['names, where the port is served', 443, 'these names are not on', 'allow-list: a.test'],
  ] as const)('%s', ([, port, cause, fix]) => {
    const seen = [...refused.map((host) => tunnel(host, 403, { port })), tunnel('c.test', 200)]
    const [told] = causesOf(reportOf(seen))
    expect(told?.cause).toContain(cause)
    expect(told?.fix).toContain(fix)
  })
})

describe('what decides in the configuration of the network is named for a cause', () => {
  const decided = (address: string, name: string) => {
    const seen = cut(address)
    const object = { kind: 'rule', name, id: name, fields: {}, cause: `${name} denies`, fix: 'x' }
    return recoded(seen, {
      ...{ code: 'tls-blocked-by-name', subject: seen.host, cause: `${name} denies` },
      object: object as never,
    })
  }
  test.for([
    ['where it is one for all', ['deny-web', 'deny-web'], 'deny-web denies'],
    ['not where it differs', ['deny-web', 'deny-all'], null],
  ] as const)('%s', ([, [one, other], cause]) => {
    const seen = [decided('20.1.0.4', one), decided('20.2.0.4', other), through('20.3.0.4')]
    const [first, ...more] = causesOf(reportOf(seen))
    expect(more).toEqual([])
    if (cause === null) expect(first).not.toHaveProperty('object')
    else expect(first).toMatchObject({ cause, object: { name: one } })
  })
})
