import { describe, expect, test } from 'vitest'
import type { RequestObservation } from '../../../shared/model/observation.ts'
import type { Sent, Target } from '../../../shared/model/target.ts'
import { redirectedTargets } from '../../../shared/target/redirects.ts'
import { targetOf } from '../../fixtures/target.ts'

const SENT: Sent = {
  method: 'POST',
  headers: { 'x-key': 'mine' },
  body: 'hello',
  secrets: ['mine'],
}
const WHOLE: Partial<Target> = {
  ...{ id: 'first', name: 'first', redirects: 2, address: '10.1.1.1', ca: ['a root'] },
  auth: { azure: 'https://storage.azure.com' },
  client: { certificate: 'a certificate', key: 'a key' },
  sent: SENT,
  expect: {
    reachability: 'reachable',
    resolution: 'private',
    addresses: ['10.0.0.0/8'],
    http: { status: [200] },
    egress: ['20.1.1.1/32'],
  },
}

function led(location: string, status = 307, over: Partial<Target> = {}) {
  const target = targetOf('https://app.example:8443/a', { ...WHOLE, ...over })
  const request: RequestObservation = {
    ...{ step: 'request', peer: 'target', attempt: 1, t0: 0, t: 1, failure: null },
    ...{ address: '10.1.1.1', port: 8443, method: 'POST', url: target.url, status },
    ...{ headers: location === '' ? {} : { location }, body: '', bodyBytes: 0 },
    ...{ bodyComplete: true, firstByte: 1 },
  }
  return redirectedTargets(target, [request], [target.url])
}

describe('what goes along with a redirect', () => {
  test.for([
    ['/b', true],
    ['https://app.example:8443/b', true],
    ['https://app.example/b', false],
    ['https://app.example:8444/b', false],
    ['http://app.example:8443/b', false],
    ['https://www.app.example:8443/b', false],
  ] as const)('to %s: what shows who asks, %s', ([location, isSame]) => {
    const [next] = led(location)
    expect(next).toMatchObject({ redirects: 1, redirectedFrom: 'first', ca: ['a root'] })
    expect([next?.auth, next?.client, next?.address, next?.sent]).toEqual(
      isSame
        ? [WHOLE.auth, WHOLE.client, '10.1.1.1', SENT]
        : [undefined, undefined, null, undefined],
    )
  })

  test('of what is expected, the answer and whom it sees', () => {
    expect(led('/b')[0]?.expect).toEqual({
      reachability: 'reachable',
      resolution: 'any',
      http: { status: [200] },
      egress: ['20.1.1.1/32'],
    })
    const plain = { reachability: 'blocked', resolution: 'any' } as const
    expect(led('/b', 302, { expect: plain })[0]?.expect).toEqual({
      ...plain,
      reachability: 'reachable',
    })
  })

  // RFC 9110, 15.4
  test.for([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [301, 'PUT', 'PUT'],
    [302, 'HEAD', 'HEAD'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
  ] as const)('after %i, %s becomes %s', ([status, method, then]) => {
    const [next] = led('/b', status, { sent: { ...SENT, method } })
    expect(next?.sent?.method).toBe(then)
    expect(next?.sent?.body).toBe(then === method ? 'hello' : null)
  })

  test('what holds no secret goes to another origin, too', () => {
    const [next] = led('https://www.example/', 307, { sent: { ...SENT, secrets: [] } })
    expect(next?.sent).toEqual({ ...SENT, secrets: [] })
  })

  test('each hop is called by its number', () => {
    const second = { id: 'first/redirect-1', name: 'first, redirect 1' }
    expect(led('/b')[0]).toMatchObject(second)
    expect(led('/b', 307, second)[0]).toMatchObject(second)
  })
})

describe('what leads nowhere', () => {
  test.for([
    ['no location', '', 302],
    ['no redirect', '/b', 200],
    ['not modified', '/b', 304],
    ['multiple choices', '/b', 300],
    ['another program', 'myapp://open', 302],
    ['another protocol', 'tcp://app.example:22', 302],
    ['itself', '/a', 302],
    ['itself, at another place of the page', '/a#top', 302],
    ['no URL', 'https://', 302],
    ['an address that was cut', `/${'x'.repeat(511)}`, 302],
    ['the host itself', 'http://127.0.0.1/', 302],
    ['a name of the host itself', 'http://localhost:8080/', 302],
  ] as const)('%s', ([, location, status]) => {
    expect(led(location, status)).toEqual([])
  })

  test('one more than allowed', () => {
    expect(led('/b', 302, { redirects: 0 })).toEqual([])
    expect(led(`/${'x'.repeat(510)}`)).toHaveLength(1)
  })
})
