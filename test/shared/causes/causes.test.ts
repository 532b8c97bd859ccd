import { describe, expect, test } from 'vitest'
import { causesOf } from '../../../shared/causes/causes.ts'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import { cut, named, reportOf, type Seen, silent, through, tunnel } from './targets.ts'

/** Causes as `code subject xN`. */
function told(seen: readonly Seen[]): readonly string[] {
  return causesOf(reportOf(seen)).map((c) => `${c.code} of ${c.subject} x${c.targets.length}`)
}

/** One target with what two saw. */
const both = (one: Seen, other: Seen): Seen => ({
  ...one,
  observations: [...one.observations, ...other.observations],
})

const public24 = Array.from({ length: 24 }, (_, i) => `20.1.${i}.4`)
const endpoints = [4, 5, 6, 7, 8].map((host) => `10.50.2.${host}`)

describe('causesOf()', () => {
  test.for<{ name: string; seen: readonly Seen[]; causes: readonly string[] }>([
    {
      name: 'has nothing to say of a sweep that passes',
      seen: [...endpoints, ...public24].map((address) => through(address)),
      causes: [],
    },
    {
      name: 'leaves out of a subnet a target that is silent elsewhere as well',
      seen: [
        ...endpoints.map((address) => silent(address)),
        both(silent('10.50.2.20'), silent('10.60.9.9')),
        through('10.50.3.4'),
        ...public24.map((address) => through(address)),
      ],
      causes: ['tcp-dropped of 10.50.2.0/24 x5', 'tcp-dropped of 10.50.2.20 x1'],
    },
    {
      name: 'names the subnet whose addresses are silent while others answer',
      seen: [
        ...endpoints.map((address) => silent(address, { code: 'private-endpoint-not-answering' })),
        ...public24.map((address) => through(address)),
        through('10.50.3.4'),
      ],
      causes: ['private-endpoint-not-answering of 10.50.2.0/24 x5'],
    },
    {
      name: 'names two subnets that are silent while a third answers',
      seen: [
        ...endpoints.map((address) => silent(address)),
        ...['10.60.1.4', '10.60.1.5'].map((address) => silent(address)),
        through('10.50.3.4'),
      ],
      causes: ['tcp-dropped of 10.50.2.0/24 x5', 'tcp-dropped of 10.60.1.0/24 x2'],
    },
    {
      name: 'names the port where other ports of the same subnet answer',
      seen: [
        silent('10.50.2.4', { port: 1433 }),
        silent('10.50.2.5', { port: 1433 }),
        through('10.50.2.4', { port: 443 }),
      ],
      causes: ['tcp-dropped of 10.50.2.0/24, port 1433 x2'],
    },
    {
      name: 'says that nothing public answers when every public address is silent',
      seen: [...public24.map((address) => silent(address)), ...endpoints.map((a) => through(a))],
      causes: ['tcp-dropped of public addresses x24'],
    },
    {
      name: 'makes a list of many silent public addresses where others answer',
      seen: [
        ...public24.slice(0, 9).map((a) => silent(a)),
        ...public24.slice(9).map((a) => through(a)),
      ],
      causes: ['tcp-dropped of public addresses without a rule x9'],
    },
    {
      name: 'keeps two silent public addresses apart: that would be a guess',
      seen: [silent('20.1.0.4'), silent('20.2.0.4'), through('20.3.0.4')],
      causes: ['tcp-dropped of 20.1.0.4 x1', 'tcp-dropped of 20.2.0.4 x1'],
    },
    {
      name: 'says that every public name is cut when none comes through',
      seen: [...public24.map((address) => cut(address)), ...endpoints.map((a) => through(a))],
      causes: ['tls-blocked-by-name of every public name, direct x24'],
    },
    {
      name: 'lists the names that are cut where others come through',
      seen: [cut('20.1.0.4'), cut('20.2.0.4'), through('20.3.0.4')],
      causes: ['tls-blocked-by-name of names without a rule, direct x2'],
    },
    {
      name: 'lists what a proxy refuses, and says when it refuses everything',
      seen: [tunnel('a.test', 403), tunnel('b.test', 403), tunnel('c.test', 200)],
      causes: ['proxy-denied of http://10.0.9.1:3128, names without a rule x2'],
    },
    {
      name: 'says of a proxy that opens no tunnel at all',
      seen: [...['a', 'b', 'c'].map((n) => tunnel(`${n}.test`, 403)), through('20.1.0.4')],
      causes: ['proxy-denied of http://10.0.9.1:3128 x3'],
    },
    {
      name: 'keeps to the names while fewer hosts are refused than speak of the source',
      seen: [tunnel('a.test', 403), tunnel('b.test', 403), through('20.1.0.4')],
      causes: ['proxy-denied of http://10.0.9.1:3128, names without a rule x2'],
    },
    {
      name: 'tells names that must not be asked of a proxy from names that it does not allow',
      seen: [
        tunnel('a.internal', 403, { exempt: true }),
        tunnel('b.internal', 403, { exempt: true }),
        ...['a', 'b', 'c'].map((name) => tunnel(`${name}.test`, 403)),
      ],
      causes: [
        'proxy-denied of http://10.0.9.1:3128 x3',
        'proxy-denied of http://10.0.9.1:3128, exceptions missing x2',
      ],
    },
    {
      name: 'has one list for all that a proxy with a list refuses',
      seen: [
        tunnel('a.internal', 403, { exempt: true }),
        ...['a', 'b', 'c'].map((name) => tunnel(`${name}.test`, 403)),
        tunnel('d.test', 200),
      ],
      causes: ['proxy-denied of http://10.0.9.1:3128, names without a rule x4'],
    },
    {
      name: 'says that no private zone is used when no private name is right in several zones',
      seen: [
        named('kv', 'dns-private-zone-not-used', 'privatelink.vaultcore.azure.net', '20.1.0.4'),
        named('acr', 'dns-private-zone-not-used', 'privatelink.azurecr.io', '20.2.0.4'),
        through('20.3.0.4'),
      ],
      causes: ['dns-private-zone-not-used of every private zone x2'],
    },
    {
      name: 'keeps to the zone where another private name is right',
      seen: [
        named('kv', 'dns-private-zone-not-used', 'privatelink.vaultcore.azure.net', '20.1.0.4'),
        named('acr', 'dns-private-zone-not-used', 'privatelink.azurecr.io', '20.2.0.4'),
        named('db', null, '', '10.50.2.8'),
      ],
      causes: [
        'dns-private-zone-not-used of privatelink.azurecr.io x1',
        'dns-private-zone-not-used of privatelink.vaultcore.azure.net x1',
      ],
    },
    {
      name: 'counts a target whose companion is astray to the cause of that name',
      seen: [
        named('st.dfs', 'dns-companion-not-private', 'st.blob.test', '10.50.2.8'),
        named('st.blob', 'dns-private-zone-not-used', 'privatelink.blob.test', '20.1.0.4'),
        named('x.dfs', 'dns-companion-not-private', 'x.blob.test', '10.50.2.9'),
      ],
      causes: [
        'dns-private-zone-not-used of privatelink.blob.test x2',
        'dns-companion-not-private of x.blob.test x1',
      ],
    },
    {
      name: 'says of a resolver that knows no public name',
      seen: ['a', 'b', 'c'].map((x) =>
        named(x, 'dns-name-not-found' as FindingCode, `${x}.test`, null),
      ),
      causes: ['dns-name-not-found of every public name, 10.0.0.4 x3'],
    },
    {
      name: 'leaves unknown names apart where others resolve',
      seen: [
        ...['a', 'b', 'c'].map((x) => named(x, 'dns-name-not-found', `${x}.test`, null)),
        through('20.3.0.4'),
      ],
      causes: [
        'dns-name-not-found of a.test x1',
        'dns-name-not-found of b.test x1',
        'dns-name-not-found of c.test x1',
      ],
    },
  ])('$name', ({ seen, causes }) => {
    expect(told(seen)).toEqual(causes)
  })

  test('counts what came through outside the scope, as the contrast', () => {
    const [cause] = causesOf(
      reportOf([...endpoints.map((a) => silent(a)), ...public24.map((a) => through(a))]),
    )
    expect(cause?.contrast).toEqual({
      failing: 5,
      passing: 24,
      examples: ['20.1.0.4:443', '20.1.1.4:443', '20.1.2.4:443'],
    })
  })

  test('gives the same causes whatever the order of the targets', () => {
    const seen = [
      ...endpoints.map((address) => silent(address)),
      ...public24.map((address) => cut(address)),
      through('10.50.3.4'),
    ]
    expect(told(seen.toReversed())).toEqual(told(seen))
  })
})
