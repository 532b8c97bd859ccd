import { describe, expect, test } from 'vitest'
import { fail } from '../../../shared/failure/failure.ts'
import type { TargetEvidence } from '../../../shared/model/evidence.ts'
import type { Observation, RequestObservation } from '../../../shared/model/observation.ts'
import type { Target } from '../../../shared/model/target.ts'
import { checkAll } from '../../../shared/target/led-to.ts'
import { chainTo, hopOf, redirectedTargets } from '../../../shared/target/redirects.ts'
import { targetOf } from '../../fixtures/target.ts'

const URL = 'https://app.example/a'

function answer(location: string, over: Partial<RequestObservation> = {}): RequestObservation {
  return {
    ...{ step: 'request', peer: 'target', attempt: 1, t0: 0, t: 1, failure: null },
    ...{ address: '10.1.1.1', port: 443, method: 'GET', url: URL, status: 302 },
    ...{ headers: { location }, body: '', bodyBytes: 0, bodyComplete: true, firstByte: 1 },
    ...over,
  }
}

const connected = (address: string, peer: 'target' | 'proxy' = 'target'): Observation => ({
  ...{
    step: 'connect',
    peer,
    attempt: 1,
    t0: 0,
    t: 1,
    failure: null,
    address,
    port: 443,
    local: null,
  },
})

const target = (over: Partial<Target> = {}, url = URL) => targetOf(url, { redirects: 3, ...over })

describe('why a redirect is not followed', () => {
  test.for([
    ['followed', '/b', {}, [URL], null],
    ['the last one', '/b', { redirects: 1 }, [URL], null],
    ['one too many', '/b', { redirects: 0 }, [URL], 'no-more'],
    ['back to where it was', '/a', {}, [URL], 'circle'],
    [
      'back to the first of three',
      '/1',
      {},
      ['https://app.example/1', 'https://x/', URL],
      'circle',
    ],
    ['a circle before the last one', '/a', { redirects: 0 }, [URL], 'circle'],
    ['this machine', 'http://127.0.0.1/', {}, [URL], 'host-itself'],
    ['a metadata server', 'http://169.254.169.254/', {}, [URL], 'host-itself'],
    ['its name', 'http://metadata.google.internal/', {}, [URL], 'host-itself'],
    ['a private address', 'http://10.0.0.1/', {}, [URL], null],
    ['another program', 'myapp://open', {}, [URL], 'unusable'],
    ['no URL', 'https://', {}, [URL], 'unusable'],
    ['what was cut', `/${'x'.repeat(511)}`, {}, [URL], 'unusable'],
    ['just not cut', `/${'x'.repeat(510)}`, {}, [URL], null],
    ['user and password in it', 'https://u:p@app.example/b', {}, [URL], 'unusable'],
  ] as const)('%s', ([, location, over, chain, because]) => {
    const hop = hopOf(target(over), [answer(location)], chain)
    expect([hop?.because, hop?.location, hop?.to === null]).toEqual([
      ...[because, location, because !== null],
    ])
  })

  test('nothing leads where none is wanted, or where the last answer is none', () => {
    const last = (...answers: readonly RequestObservation[]) => hopOf(target(), answers, [URL])
    expect(hopOf(targetOf(URL), [answer('/b')], [URL])).toBeNull()
    expect(last()).toBeNull()
    expect(last(answer('/b', { failure: fail('eof_error', 'x') }))).toBeNull()
    expect(last(answer('/b'), answer('/c', { status: 200 }))).toBeNull()
    expect(last(answer('/b'), answer('/c'))?.to?.url).toBe('https://app.example/c')
    expect(last(answer('/b', { headers: {} }))).toBeNull()
  })
})

describe('where nobody else may lead to, the target itself may lead', () => {
  const INSIDE = 'http://127.0.0.1:8080/'
  const to = (over: Partial<Target>, observations: readonly Observation[], location = INSIDE) =>
    hopOf(target(over), [...observations, answer(location)], [URL])?.because

  test.for([
    ['at such an address itself', {}, [connected('127.0.0.1')], null],
    ['another address of that kind', {}, [connected('127.0.0.2')], null],
    ['at another kind', {}, [connected('10.0.0.1')], 'host-itself'],
    ['its proxy is there', {}, [connected('127.0.0.1', 'proxy')], 'host-itself'],
  ] as const)('%s', ([, over, observations, because]) => {
    expect(to(over, observations)).toBe(because)
  })

  test('by the same host, whatever was connected to', () => {
    const same = targetOf('http://localhost/a', { redirects: 1 })
    expect(hopOf(same, [answer('/b', { url: same.url })], [same.url])?.because).toBeNull()
  })

  test('its hops inherit it', () => {
    const [hop] = redirectedTargets(target(), [connected('127.0.0.1'), answer('/b')], [URL])
    expect(hop?.inside).toHaveLength(1)
    const [next] = redirectedTargets(
      hop ?? target(),
      [connected('10.0.0.1'), answer(INSIDE, { url: hop?.url ?? '' })],
      [URL, hop?.url ?? ''],
    )
    expect(next?.host).toBe('127.0.0.1')
    expect(next?.inside).toEqual(hop?.inside)
  })
})

describe('all that targets lead to', () => {
  /** Each target answers by its path, `/1` with a redirect to `/2`, up to `/4`. */
  const check = async (one: Target): Promise<TargetEvidence> => {
    const page = Number(one.path.slice(1))
    const seen = answer(`/${page + 1}`, { url: one.url, status: page < 4 ? 302 : 200 })
    return { target: one, ending: 'done', observations: [seen] }
  }
  const of = (name: string, over: Partial<Target> = {}) =>
    targetOf(`https://${name}.example/1`, { id: name, name, redirects: 5, ...over })

  test('is checked round by round, each under its number', async () => {
    const all = await checkAll([of('a'), of('b', { redirects: 1 })], check)
    expect(
      all.map(({ target: { id, path, redirectedFrom } }) => [id, path, redirectedFrom]),
    ).toEqual([
      ['a', '/1', undefined],
      ['b', '/1', undefined],
      ['a/redirect-1', '/2', 'a'],
      ['b/redirect-1', '/2', 'b'],
      ['a/redirect-2', '/3', 'a/redirect-1'],
      ['a/redirect-3', '/4', 'a/redirect-2'],
    ])
    const byId = new Map(all.map(({ target: one }) => [one.id, one]))
    const last = byId.get('a/redirect-3')
    expect(last && chainTo(last, byId)).toEqual(
      [1, 2, 3, 4].map((page) => `https://a.example/${page}`),
    )
  })

  test('a circle ends where it began', async () => {
    const round = async (one: Target): Promise<TargetEvidence> => {
      const location = one.path === '/1' ? '/2' : '/1'
      return { target: one, ending: 'done', observations: [answer(location, { url: one.url })] }
    }
    const all = await checkAll([of('a')], round)
    expect(all.map(({ target: { id } }) => id)).toEqual(['a', 'a/redirect-1'])
  })

  test('names of a list are checked, and where they redirect to', async () => {
    const list = targetOf('https://list.example/urls', {
      ...{ id: 'list', name: 'list', redirects: 1, discovers: { url: 'https://{name}/1' } },
    })
    const body = '["x.example","y.example"]'
    const listed = async (one: Target): Promise<TargetEvidence> =>
      one.id === 'list'
        ? { target: one, ending: 'done', observations: [answer('', { status: 200, body })] }
        : await check(one)
    expect((await checkAll([list], listed)).map(({ target: { id } }) => id)).toEqual([
      ...['list', 'list/x.example', 'list/y.example'],
      ...['list/x.example/redirect-1', 'list/y.example/redirect-1'],
    ])
  })
})
