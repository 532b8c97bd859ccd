import { describe, expect, test } from 'vitest'
import { lookupName } from '../../../probes/dns/lookup.ts'
import { LookupQueue } from '../../../probes/dns/lookup-queue.ts'
import type { Hearsay } from '../../../probes/dns/open-call.ts'
import { resolveContext } from './context.ts'

/** A queue for one call at a time, in a time that the test moves, and the calls that were made. */
function course(ms = 20_000) {
  const queue = new LookupQueue(() => 1)
  const made: string[] = []
  const ends = new Map<string, (addresses: readonly string[]) => void>()
  let now = 0
  const network = {
    lookup: (name: string, call?: Parameters<LookupQueue['run']>[1]) =>
      queue.run(() => {
        made.push(name)
        return new Promise((resolve) => ends.set(name, resolve))
      }, call),
  }
  const ctx = { ...resolveContext({ network, ms }), now: () => now }
  return {
    queue,
    made,
    ask: (name: string, hearsay: Hearsay = null) => lookupName(ctx, name, 1, () => hearsay),
    end: async (name: string, at: number) => {
      now = at
      ends.get(name)?.(['10.0.0.1'])
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

describe('LookupQueue', () => {
  test('makes calls in their order, and those first whose name the resolvers know', async () => {
    const { made, ask, end, queue } = course()
    const all = [ask('a'), ask('b'), ask('c', 'answered'), ask('d', 'answered')]
    expect(queue.underWay).toBe(1)
    for (const name of ['a', 'c', 'd', 'b']) await end(name, 0)
    await Promise.all(all)
    expect(made).toEqual(['a', 'c', 'd', 'b'])
    expect(queue.underWay).toBe(0)
  })

  test('time in the queue is none of the resolver', async () => {
    const { ask, end } = course()
    const all = [ask('a'), ask('b')]
    await end('a', 4000)
    await end('b', 4010)
    const [first, second] = await Promise.all(all)
    expect([first?.t0, first?.t]).toEqual([0, 4000])
    expect([second?.t0, second?.t]).toEqual([4000, 4010])
  })

  test('waits for its turn longer than for an answer, where the resolvers know the name', async () => {
    const { ask, end } = course(50)
    const all = [ask('a'), ask('b', 'answered'), ask('c')]
    const [first, , third] = [await all[0], null, await all[2]]
    expect(first?.failure?.raw).toBe('no end within 50 ms')
    expect(third?.failure?.raw).toContain('not called')
    await end('a', 100)
    await end('b', 110)
    const second = await all[1]
    expect(second).toMatchObject({ t0: 100, t: 110, failure: null, addresses: ['10.0.0.1'] })
  })

  test('makes a call at once where there is room, also where the resolvers stay silent', async () => {
    const { made, ask, end } = course()
    const asked = ask('a', 'silent')
    await end('a', 10)
    expect(await asked).toMatchObject({ failure: null, addresses: ['10.0.0.1'] })
    expect(made).toEqual(['a'])
  })

  test('does not make a call where the resolvers stayed silent meanwhile, and says so', async () => {
    const { made, ask, end } = course()
    const all = [ask('a'), ask('b', 'silent')]
    await end('a', 10_000)
    const [, second] = await Promise.all(all)
    expect(made).toEqual(['a'])
    expect(second).toMatchObject({
      addresses: [],
      failure: { code: 'generic_timeout_error', raw: expect.stringContaining('not called') },
    })
  })
})
