import { expect, test } from 'vitest'
import { Drain } from '../../runtime/drain.ts'

test('ends at once when nothing is under way', async () => {
  const drain = new Drain()
  expect(await drain.end()).toBe(true)
  expect(drain.stopping.aborted).toBe(true)
  expect(drain.late.aborted).toBe(false)
})

test('waits for what is under way, each counted once', async () => {
  const drain = new Drain()
  const leave = drain.enter()
  const work = Promise.withResolvers<string>()
  const done = drain.during(() => work.promise)
  let ended = false
  const end = drain.end().then((inTime) => {
    ended = true
    return inTime
  })
  leave()
  leave()
  await Promise.resolve()
  expect(ended).toBe(false)
  work.resolve('done')
  expect(await done).toBe('done')
  expect(await end).toBe(true)
})

test('what was over before the end was asked for does not end it', async () => {
  const drain = new Drain()
  drain.enter()()
  await drain.during(async () => undefined)
  const leave = drain.enter()
  let ended = false
  const end = drain.end().then((inTime) => {
    ended = true
    return inTime
  })
  await new Promise((go) => setImmediate(go))
  expect(ended).toBe(false)
  leave()
  expect(await end).toBe(true)
})

test('what fails is over, too', async () => {
  const drain = new Drain()
  await expect(drain.during(() => Promise.reject(new Error('x')))).rejects.toThrow('x')
  expect(await drain.end()).toBe(true)
})

test('tells the store first, and then ends, whatever is under way', async () => {
  const drain = new Drain({ store: 5, whole: 20 })
  drain.enter()
  const told = new Promise((resolve) => drain.late.addEventListener('abort', resolve))
  const end = drain.end()
  await told
  expect(await end).toBe(false)
})
