import { describe, expect, test } from 'vitest'
import { SERVICE_TAG_NAMES } from '../../shared/recipes/service-tags.ts'
import { driftOf } from './drift.ts'

function table(...hosts: readonly string[]): string {
  const rows = hosts.map((host, i) => `| ${i + 1} | component | ${host} | 443 | notes |`)
  return [
    '| Id | Azure Local Component | Endpoint URL | Port |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')
}

const tags = (names: readonly string[]) =>
  JSON.stringify({ values: names.map((name) => ({ name })) })

describe('driftOf()', () => {
  test('an endpoint list of Azure Local: what is new, and what is gone', () => {
    const { list, added, gone } = driftOf(
      table(
        'japaneast-gas.guestconfiguration.azure.com',
        'je.his.arc.azure.com',
        'new.example.com',
      ),
      'endpoints.txt',
    )
    expect(list).toBe('Azure Local, japaneast')
    expect(added).toEqual(['new.example.com'])
    expect(gone).toContain('dp.stackhci.azure.com')
    expect(gone).not.toContain('je.his.arc.azure.com')
  })

  test.for([
    ['all there', SERVICE_TAG_NAMES, []],
    ['one gone', SERVICE_TAG_NAMES.slice(1), SERVICE_TAG_NAMES.slice(0, 1)],
  ] as const)('service tags: %s', ([, names, gone]) => {
    expect(driftOf(tags(names), 'ServiceTags_Public.json')).toMatchObject({ added: [], gone })
  })

  test.for([
    ['199.36.153.0/24', []],
    ['8.8.4.0/24', ['199.36.153.4/30', '199.36.153.8/30']],
  ] as const)('Google ranges with %s', ([ipv4Prefix, gone]) => {
    const text = JSON.stringify({ prefixes: [{ ipv4Prefix }, { ipv6Prefix: '2001:4860::/32' }] })
    expect(driftOf(text, 'goog.json').gone).toEqual(gone)
  })

  test.for([
    [['*.github.com', 'github.com'], []],
    [['github.com'], ['codeload.github.com']],
  ] as const)('GitHub’s meta with %o', ([website, gone]) => {
    expect(driftOf(JSON.stringify({ domains: { website } }), 'meta.json').gone).toEqual(gone)
  })

  test.for(['{}', 'nothing'])('refuses %s', (text) => {
    expect(() => driftOf(text, 'x.txt')).toThrow('x.txt')
  })
})
