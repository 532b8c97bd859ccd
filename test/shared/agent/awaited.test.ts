import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import type { Spool } from '../../../shared/ports/spool.ts'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { failingStore } from '../../fixtures/failing-store.ts'
import { sweeps } from './sweeps.ts'
import { MINUTE, world } from './world.ts'

/** Turns of the event loop: work that nobody waits for is still under way when its caller is done. */
const SLOW = 20

/** Makes one method slow, and counts what of it is called and under way. The others end at once. */
function slowly(only: string) {
  let [called, underWay] = [0, 0]
  const slow = async (work: () => unknown) => {
    called++
    underWay++
    for (let turn = 0; turn < SLOW; turn++) await setImmediate()
    underWay--
    return await work()
  }
  const wrapped = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name, receiver) {
        const method: unknown = Reflect.get(object, name, receiver)
        if (typeof method !== 'function' || name !== only) return method
        return (...args: unknown[]) => slow(() => method.apply(object, args))
      },
    })
  return { wrapped, called: () => called, underWay: () => underWay }
}

test.for(['commitAlerts', 'deliver', 'settleOutbox', 'updateIncident', 'prune', 'releaseLease'])(
  '%s is not under way when sweep() is done: a function is frozen then',
  async (name) => {
    using at = world()
    const work = slowly(name)
    const store: ResultsStore = work.wrapped(at.store)
    const { deliver } = work.wrapped({ deliver: async () => ({ state: 'delivered' }) as const })
    const agent = at.agent({ store, deliver })
    at.working = false
    for (let n = 0; n < 3; n++) {
      await sweeps(at, agent, 1)
      expect(work.underWay(), `after sweep ${n + 1}`).toBe(0)
    }
    expect(work.called()).toBeGreaterThan(0)
  },
)

test.for(['put', 'remove', 'append'])(
  'nor is %s, where reports go into the spool and out of it',
  async (name) => {
    using at = world()
    const work = slowly(name)
    let down = true
    const refused = async () => {
      throw new StoreError('Cannot append: out of reach; wait', { problem: 'unreachable' })
    }
    const append: ResultsStore['append'] = (report) => (down ? refused() : at.store.append(report))
    const store = work.wrapped<ResultsStore>({ ...at.store, append })
    const agent = at.agent({ store, spool: work.wrapped<Spool>(at.spool) })
    for (const kept of ['spooled', 'stored']) {
      expect(await sweeps(at, agent, 1)).toEqual([kept])
      expect(work.underWay()).toBe(0)
      down = false
    }
    expect(work.called()).toBeGreaterThan(0)
  },
)

test('a store that takes no report, and all else, still has what waits sent', async () => {
  using at = world()
  at.working = false
  at.listening = false
  await sweeps(at, at.agent(), 2)
  expect(at.sent).toHaveLength(1)
  at.clock.pass(10 * MINUTE)
  at.listening = true
  const store = failingStore(at.store, (method) => (method === 'append' ? 'before' : null))
  expect(await sweeps(at, at.agent({ store }), 1)).toEqual(['spooled'])
  expect(at.sent).toHaveLength(2)
  expect(await at.store.outboxDepth()).toEqual({ due: 0, dead: 0 })
})

test('a store that takes neither lease nor report is asked no further', async () => {
  using at = world()
  const asked: string[] = []
  const store = failingStore(at.store, (method) => {
    asked.push(method)
    return method === 'acquireLease' || method === 'append' ? 'before' : null
  })
  await sweeps(at, at.agent({ store }), 1)
  expect(asked).toEqual(['acquireLease', 'latest', 'append'])
})
