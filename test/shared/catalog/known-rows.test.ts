import { describe, expect, test } from 'vitest'
import { catalog } from '../../../shared/catalog/catalog.ts'
import { rowsOfCatalog, rowsOfPlan } from '../../../shared/catalog/known-rows.ts'
import { RowIndex } from '../../../shared/catalog/row-index.ts'
import { targetOf } from '../../fixtures/target.ts'
import { BASE, made, ROW } from './own.ts'

describe('rows as a log is compared with them', () => {
  const told = (rows: ReturnType<typeof rowsOfCatalog>) =>
    rows.map(({ id, host, port, optional, blocked, capabilities }) => [
      ...[id, `${host.kind} ${host.text}`, port, optional, blocked],
      capabilities.map((one) => one.id).join(' '),
    ])

  test('of a catalog', () => {
    const rows = rowsOfCatalog(
      made([
        { forWhen: [{ when: {}, for: ['d'] }], wildcard: '*.example', family: 'az*.b.example' },
        { id: 'port', url: 'tcp://a.example:99', optional: true },
        { id: 'dns', url: 'dns://a.example', expect: { reachability: 'blocked' } },
        { id: 'clear', url: 'http://a.example/' },
        { id: 'db', url: 'sqlserver://a.example' },
      ]),
    )
    expect(told(rows)).toEqual([
      ['own/r', 'pattern *.example', 443, false, false, 'own/c own/d'],
      ['own/r', 'wildcard *.example', 443, false, false, 'own/c own/d'],
      ['own/r', 'wildcard az*.b.example', 443, false, false, 'own/c own/d'],
      ['own/port', 'exact a.example', 99, true, false, 'own/c'],
      ['own/dns', 'exact a.example', 53, false, true, 'own/c'],
      ['own/clear', 'exact a.example', 80, false, false, 'own/c'],
      ['own/db', 'exact a.example', null, false, false, 'own/c'],
    ])
  })

  test('of a plan: host, address and the server that is asked', () => {
    const capabilities = [{ id: 'own/c', name: 'n', catalog: 'own', symptom: 's', sandboxes: [] }]
    const expected = { reachability: 'blocked', resolution: 'any' } as const
    const targets = [
      targetOf('https://a.example/', { id: 'a', capabilities: ['own/c', 'own/x'], optional: true }),
      targetOf('https://b.example/', { id: 'b', address: '10.0.0.1', expect: expected }),
      targetOf('dns://c.example', { id: 'c', server: '[fd00::53]:5353', port: 5353 }),
    ]
    const row = made([{ wildcard: '*.x.example' }]).endpoints[0]
    const rowOf = ({ id }: { readonly id: string }) =>
      id === 'a' && row !== undefined ? { row, catalog: made([{}]) } : null
    expect(told(rowsOfPlan({ targets, capabilities }, rowOf))).toEqual([
      ['a', 'exact a.example', 443, true, false, 'own/c'],
      ['a', 'wildcard *.x.example', 443, true, false, 'own/c'],
      ['b', 'exact b.example', 443, false, true, ''],
      ['b', 'exact 10.0.0.1', 443, false, true, ''],
      ['c', 'exact fd00::53', 5353, false, false, ''],
    ])
  })

  test('the best match comes first, ports of others in order', () => {
    const other = catalog.parse({
      ...{ ...BASE, name: 'other' },
      endpoints: [{ ...ROW, id: 'x', url: 'https://a.b.example/' }],
    })
    const own = made([
      { id: 'any', url: 'https://{p}.b.example/' },
      { id: 'again', url: 'https://{p}.b.example/x', optional: true },
      { id: 'high', url: 'tcp://a.b.example:900' },
      { id: 'low', url: 'tcp://a.b.example:80' },
    ])
    const index = new RowIndex([own, other].flatMap(rowsOfCatalog))
    const ids = (host: string, port: number | null, protocol = 'https') =>
      index.match(host, { port, protocol }).rows.map((row) => row.id)
    expect(ids('z.b.example', 443)).toEqual(['own/any', 'own/again'])
    expect(ids('a.b.example', 443)).toEqual(['other/x'])
    expect(ids('a.b.example', null)).toEqual(['own/high', 'own/low', 'other/x'])
    expect(ids('a.b.example', 5, 'dns')).toEqual(['own/high', 'own/low', 'other/x'])
    expect(index.match('a.b.example', { port: 5, protocol: 'tcp' }).otherPorts).toEqual([
      ...[80, 443, 900],
    ])
    // Not in some cases only: another row needs the host for the same.
    const both = index.match('z.b.example', { port: 443, protocol: 'https' }).rows
    expect(both.map(({ optional }) => optional)).toEqual([false, false])
  })
})
