import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RequestObservation } from '../../../shared/model/observation.ts'
import { discoveredTargets } from '../../../shared/target/discovery.ts'
import { targetOf } from '../../fixtures/target.ts'

const LIST = targetOf('https://lists.test/urls', {
  id: 'arc/list',
  capabilities: ['arc/notifications'],
  discovers: { url: 'https://{name}/' },
})

function answer(body: string, status = 200): RequestObservation {
  return {
    step: 'request',
    peer: 'target',
    attempt: 1,
    t0: 0,
    t: 1,
    failure: null,
    address: '127.0.0.1',
    port: 443,
    method: 'GET',
    url: LIST.url,
    status,
    headers: {},
    body,
    bodyBytes: body.length,
    bodyComplete: true,
    firstByte: 1,
  }
}
const ids = (body: string, status?: number) =>
  discoveredTargets(LIST, [answer(body, status)]).map((t) => t.id)

describe('discoveredTargets()', () => {
  test('makes one target of each name, with the capabilities of the list', () => {
    const body = '["B.relay.test","a.relay.test","a.relay.test"]'
    const [first, second, ...rest] = discoveredTargets(LIST, [answer(body)])
    expect(first).toMatchObject({
      id: 'arc/list/a.relay.test',
      url: 'https://a.relay.test/',
      host: 'a.relay.test',
      capabilities: ['arc/notifications'],
      discoveredBy: 'arc/list',
    })
    expect(first).not.toHaveProperty('discovers')
    expect(second?.id).toBe('arc/list/b.relay.test')
    expect(rest).toEqual([])
  })

  test.for([
    ['no JSON', '<html>'],
    ['no list', '{"a":"b.test"}'],
    ['numbers and nulls', '[1,null,{"x":1},["y.test"]]'],
    ['an address', '["169.254.169.254","10.0.0.1","[::1]"]'],
    ['octal and decimal addresses', '["0251.0376.0251.0376","2852039166","0x7f.1"]'],
    ['a host without a domain', '["localhost","metadata"]'],
    ['what would change the URL', '["a.test/../x","a.test:22","u@a.test","a.test#x","a.test?q"]'],
    ['blanks and control characters', '["a .test","a\\u0000.test","\\u202ea.test"]'],
    ['nothing', ''],
  ])('takes nothing from %s', ([, body]) => {
    expect(ids(body ?? '')).toEqual([])
  })

  test('takes nothing from a denial, whatever its body', () => {
    expect(ids('["a.relay.test"]', 403)).toEqual([])
  })

  test('takes at most 64 names', () => {
    const names = Array.from({ length: 500 }, (_, i) => `r${i}.relay.test`)
    expect(ids(JSON.stringify(names))).toHaveLength(64)
  })

  test('takes nothing where the target does not discover', () => {
    const plain = targetOf('https://lists.test/urls')
    expect(discoveredTargets(plain, [answer('["a.relay.test"]')])).toEqual([])
  })

  test('never throws, and never leads to another port or path', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (names) => {
        for (const { url, port } of discoveredTargets(LIST, [answer(JSON.stringify(names))])) {
          expect(url).toMatch(/^https:\/\/[a-z0-9._-]+\/$/)
          expect(port).toBe(443)
        }
      }),
    )
  })
})
