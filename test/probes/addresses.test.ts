import { expect, test } from 'vitest'
import { applicationAddresses, otherAddresses, spread } from '../../probes/addresses.ts'
import type { ResolveObservation } from '../../shared/model/observation.ts'

function resolved(engine: 'dns' | 'getaddrinfo', failed: boolean, ...addresses: string[]) {
  const failure = failed ? { code: 'dns_nxdomain_error', raw: 'NXDOMAIN' } : null
  return { step: 'resolve', engine, failure, addresses } as unknown as ResolveObservation
}

test('the last word of getaddrinfo counts, and what others gave in addition is told apart', () => {
  const named = [
    resolved('dns', false, '10.0.0.1', '10.0.0.9'),
    resolved('getaddrinfo', false, '10.0.0.1'),
    resolved('getaddrinfo', false, '10.0.0.2', '10.0.0.3'),
    resolved('getaddrinfo', true),
    resolved('dns', false, '10.0.0.2', '10.0.0.4'),
  ]
  expect(applicationAddresses(named)).toEqual(['10.0.0.2', '10.0.0.3'])
  expect(otherAddresses(named)).toEqual(['10.0.0.1', '10.0.0.9', '10.0.0.4'])
  expect(applicationAddresses(named.slice(0, 1))).toEqual([])
})

test.for([
  [['a', 'a', 'b'], 2, ['a', 'b']],
  [['1.1.1.1', '1.1.1.2', '1.1.1.3'], 2, ['1.1.1.1', '1.1.1.2']],
  [['1.1.1.1', '1.1.1.2', '1.1.1.3', '::1'], 2, ['1.1.1.1', '::1']],
  [['::1', '::2', '::3', '1.1.1.1', '1.1.1.2'], 3, ['::1', '::2', '1.1.1.1']],
  [['::1', '::2', '::3', '1.1.1.1'], 4, ['::1', '::2', '::3', '1.1.1.1']],
  [['::1', '::2', '::3', '::4', '1.1.1.1'], 4, ['::1', '::2', '::3', '1.1.1.1']],
] as const)('of %j at most %i: %j', ([addresses, most, kept]) => {
  expect(spread(addresses, most)).toEqual(kept)
})

test('no more than 64 addresses are connected to', () => {
  const many = Array.from({ length: 70 }, (_, i) => `10.0.0.${i}`)
  expect(spread(many)).toEqual(many.slice(0, 64))
})
