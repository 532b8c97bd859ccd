import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Places, type Turn } from '../../probes/places.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setImmediate'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A beat of the queue, in ms. */
const BEAT = 25

/** A time that only the test moves, and tasks that end when the test says so. */
function course(size: number) {
  let time = 0
  const places = new Places(size, () => time)
  const begun: string[] = []
  const turns = new Map<string, Turn>()
  const ends = new Map<string, () => void>()
  const begin = (name: string) =>
    places.run(async (turn) => {
      begun.push(name)
      turns.set(name, turn)
      await new Promise<void>((resolve) => ends.set(name, resolve))
    })
  return {
    begun,
    begin,
    turn: (name: string) => turns.get(name),
    async end(name: string) {
      // It may only now begin.
      await vi.advanceTimersByTimeAsync(0)
      ends.get(name)?.()
      await vi.advanceTimersByTimeAsync(0)
    },
    /** Lets so many beats pass, each of which takes `ms`; who moves meanwhile. */
    async pass(beats: number, moving: readonly string[] = [], ms = BEAT) {
      for (let beat = 0; beat < beats; beat++) {
        time += ms
        for (const name of moving) turns.get(name)?.moved()
        await vi.advanceTimersByTimeAsync(BEAT)
      }
    },
  }
}

describe('Places', () => {
  test('runs as many at once as there are places, in order', async () => {
    const { begun, begin, end, pass } = course(2)
    const all = ['a', 'b', 'c', 'd'].map(begin)
    await pass(1)
    expect(begun).toEqual(['a', 'b'])
    await end('b')
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const name of ['a', 'c', 'd']) await end(name)
    await Promise.all(all)
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
  })

  test('gives the place of one that only waits to the next, and not that of one that moves', async () => {
    const { begun, begin, end, pass } = course(2)
    const all = ['a', 'b', 'c', 'd'].map(begin)
    await pass(4, ['b', 'c'])
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const name of ['a', 'b', 'c', 'd']) await end(name)
    await Promise.all(all)
  })

  test('takes a busy process for no waiting', async () => {
    const { begun, begin, end, pass } = course(1)
    const all = ['a', 'b'].map(begin)
    await pass(10, [], 500)
    expect(begun).toEqual(['a'])
    for (const name of ['a', 'b']) await end(name)
    await Promise.all(all)
  })

  test('begins second tries after the first of all', async () => {
    const { begun, begin, end, turn, pass } = course(1)
    const all = ['a', 'b', 'c'].map(begin)
    await pass(1)
    const second = turn('a')?.again(2)
    expect(turn('a')?.again(2)).toBe(second)
    const again = second?.then(() => begun.push('a again'))
    for (const name of ['b', 'c']) await end(name)
    await again
    await end('a')
    await Promise.all(all)
    expect(begun).toEqual(['a', 'b', 'c', 'a again'])
  })

  test('has no more than 512 under way, and leaves no timer', async () => {
    const { begun, begin, end, pass } = course(1000)
    const all = Array.from({ length: 514 }, (_, i) => begin(String(i)))
    await pass(4)
    expect(begun).toHaveLength(512)
    for (let i = 0; i < 514; i++) await end(String(i))
    await Promise.all(all)
    expect(begun).toHaveLength(514)
    await pass(2)
    expect(vi.getTimerCount()).toBe(0)
  })
})
