import { describe, expect, test } from 'vitest'
import { inTime } from '../../probes/deadline.ts'
import { fail } from '../../shared/failure/failure.ts'
import { PATIENT, timers } from '../fixtures/context.ts'

const always = {
  now: () => performance.now(),
  budget: () => PATIENT,
  signal: new AbortController().signal,
}

describe('inTime', () => {
  test('leaves no timer, whatever the end', async () => {
    const before = timers()
    expect(await inTime<number>(always, (done) => done(1))).toEqual({ value: 1, failure: null })
    const failure = fail('eof_error', '')
    expect(await inTime(always, (_, failed) => failed(failure))).toEqual({ value: null, failure })
    const bug = new Error('a bug')
    const thrown = inTime(always, () => {
      throw bug
    })
    await expect(thrown).rejects.toBe(bug)
    expect(timers()).toBe(before)
  })

  test('takes the first end and no other', async () => {
    const ended = await inTime<number>(always, (done, failed) => {
      done(1)
      failed(fail('eof_error', 'late'))
    })
    expect(ended).toEqual({ value: 1, failure: null })
  })

  test('expires with the budget', async () => {
    const { failure } = await inTime({ ...always, budget: () => 20 }, () => undefined)
    expect(failure).toEqual({ code: 'generic_timeout_error', raw: 'no end within 20 ms' })
  })

  test('takes silence until the end of the target for no silence of a step', async () => {
    let left = 20
    const ended = inTime({ ...always, budget: () => left }, () => {
      left = 0
    })
    expect((await ended).failure).toEqual({
      code: 'interrupted',
      raw: 'the time of the target ended during this step',
    })
  })

  test('does not begin what it has no time for', async () => {
    const never = () => expect.unreachable()
    const over = await inTime({ ...always, signal: AbortSignal.abort() }, never)
    expect(over.failure?.code).toBe('interrupted')
    const poor = await inTime({ ...always, budget: () => 0 }, never)
    expect(poor.failure?.code).toBe('interrupted')
  })

  /** Stops the whole process, timers and sockets, as SIGSTOP does. */
  const standStill = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1100)

  test('takes what arrived while the process stood still', async () => {
    const ended = await inTime<string>({ ...always, budget: () => 20 }, (done) => {
      setImmediate(() => setImmediate(() => done('an answer')))
      standStill()
    })
    expect(ended).toEqual({ value: 'an answer', failure: null })
  })

  test('takes its own standstill for no silence of the peer', async () => {
    const { failure } = await inTime({ ...always, budget: () => 20 }, standStill)
    expect(failure?.code).toBe('interrupted')
    expect(failure?.raw).toMatch(/^the process stood still for \d+ ms/)
  })
})
