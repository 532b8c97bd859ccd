import { describe, expect, test } from 'vitest'
import { lookupName } from '../../../probes/dns/lookup.ts'
import { handles, leftSince, resolveContext } from './context.ts'

function errorWith(code: string): Error {
  return Object.assign(new Error(`getaddrinfo ${code} name.test`), { code })
}

describe('lookupName()', () => {
  test('gives the addresses in the order of the system, and what the hosts file says', async () => {
    const network = {
      lookup: () => Promise.resolve(['fd00::1', '10.0.0.1']),
      hosts: () => ['10.0.0.1'],
    }
    const seen = await lookupName(resolveContext({ network }), 'name.test', 2)
    expect(seen).toMatchObject({
      step: 'resolve',
      peer: 'target',
      attempt: 2,
      failure: null,
      engine: 'getaddrinfo',
      name: 'name.test',
      type: 'any',
      server: null,
      transport: null,
      addresses: ['fd00::1', '10.0.0.1'],
      answer: null,
      hosts: ['10.0.0.1'],
    })
    expect(seen.t).toBeGreaterThanOrEqual(seen.t0)
  })

  test.for([
    ['ENOTFOUND', 'dns_nxdomain_error'],
    ['EAI_AGAIN', 'dns_temporary_failure'],
    ['EAI_FAIL', 'dns_non_recoverable_failure'],
    ['ENODATA', 'dns_no_answer'],
    ['EAI_NODATA', 'dns_no_answer'],
    ['EMFILE', 'probe_fault'],
    ['EAI_MEMORY', 'probe_fault'],
    ['EAI_SOMETHING', 'unknown_failure'],
  ] as const)('%s is %s', async ([code, expected]) => {
    const network = { lookup: () => Promise.reject(errorWith(code)), hosts: () => null }
    const { failure, addresses } = await lookupName(resolveContext({ network }), 'name.test', 1)
    expect(failure).toEqual({ code: expected, raw: expect.stringContaining(code) })
    expect(addresses).toEqual([])
  })

  test('no address at all is no answer', async () => {
    const network = { lookup: () => Promise.resolve([]) }
    const { failure } = await lookupName(resolveContext({ network }), 'name.test', 1)
    expect(failure?.code).toBe('dns_no_answer')
  })

  test('a network that throws is a failure too', async () => {
    const network = {
      lookup: () => {
        throw errorWith('EAI_FAIL')
      },
    }
    const { failure } = await lookupName(resolveContext({ network }), 'name.test', 1)
    expect(failure?.code).toBe('dns_non_recoverable_failure')
  })

  test.for(['late answer', 'late error'])('%s: dropped after the deadline', async (what) => {
    const before = await handles()
    const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>()
    const ctx = resolveContext({ ms: 30, network: { lookup: () => promise } })
    const { failure } = await lookupName(ctx, 'name.test', 1)
    expect(failure).toEqual({
      code: 'generic_timeout_error',
      raw: 'no end within 30 ms',
    })
    // An unhandled rejection would fail the run.
    if (what === 'late answer') resolve(['10.0.0.1'])
    else reject(errorWith('EAI_AGAIN'))
    expect(await leftSince(before)).toEqual([])
  })

  test('ends when aborted, and does not begin after', async () => {
    const abort = new AbortController()
    let calls = 0
    const network = {
      lookup: () => {
        calls++
        return new Promise<never>(() => undefined)
      },
    }
    const ctx = resolveContext({ ms: 60_000, signal: abort.signal, network })
    const before = await handles()
    const looking = lookupName(ctx, 'name.test', 1)
    abort.abort()
    expect((await looking).failure?.code).toBe('interrupted')
    expect((await lookupName(ctx, 'name.test', 1)).failure?.code).toBe('interrupted')
    expect(calls).toBe(1)
    expect(await leftSince(before)).toEqual([])
  })
})
