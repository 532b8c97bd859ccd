import { describe, expect, test } from 'vitest'
import { Silence } from '../../probes/silence.ts'
import { type Failure, fail } from '../../shared/failure/failure.ts'

const SILENT = fail('generic_timeout_error', 'no end within 5000 ms')

/** Tries of a place, each with its end; what the last one sees, and how long it may wait. */
function tried(ends: readonly (Failure | null)[], attempt = 1) {
  const silence = new Silence(1200)
  const step = () => 5000
  for (const failure of ends) {
    const whole = silence.patience('10.0.0.1 443', 1, step)
    silence.noted('10.0.0.1 443', whole, { t0: 0, t: whole.budget(), failure })
  }
  const patience = silence.patience('10.0.0.1 443', attempt, step)
  const seen = silence.noted('10.0.0.1 443', patience, { t0: 0, t: 1200, failure: SILENT })
  return { budget: patience.budget(), raw: seen.failure?.raw, brief: silence.wasBrief(seen) }
}

describe('Silence', () => {
  test('shortens the wait for what was silent to others, and says so', () => {
    expect(tried([SILENT, SILENT])).toEqual({
      budget: 1200,
      raw: 'no end within 5000 ms; others waited 5000 ms before',
      brief: true,
    })
  })

  test.for([
    { what: 'what was silent once', ends: [SILENT] },
    { what: 'what answered before', ends: [null, SILENT, SILENT] },
    {
      what: 'what refused before',
      ends: [fail('connection_refused', 'ECONNREFUSED'), SILENT, SILENT],
    },
    { what: 'what answered since', ends: [SILENT, SILENT, SILENT, null] },
    {
      what: 'tries that the sweep ended',
      ends: [fail('interrupted', 'x'), fail('interrupted', 'x')],
    },
  ])('waits in full for $what', ({ ends }) => {
    expect(tried(ends)).toEqual({ budget: 5000, raw: SILENT.raw, brief: false })
  })

  test('does not shorten a second try', () => {
    expect(tried([SILENT, SILENT], 2).budget).toBe(5000)
  })

  test('waits in full for other places, and after it forgot', () => {
    const silence = new Silence(1200)
    for (let i = 0; i < 2; i++) {
      const whole = silence.patience('a', 1, () => 5000)
      silence.noted('a', whole, { t0: 0, t: 5000, failure: SILENT })
    }
    expect(silence.patience('b', 1, () => 5000).budget()).toBe(5000)
    silence.forget()
    expect(silence.patience('a', 1, () => 5000).budget()).toBe(5000)
  })

  test('never waits longer than the step may', () => {
    const silence = new Silence(1200)
    for (let i = 0; i < 2; i++)
      silence.noted(
        'a',
        silence.patience('a', 1, () => 300),
        { t0: 0, t: 300, failure: SILENT },
      )
    expect(silence.patience('a', 1, () => 300).budget()).toBe(300)
  })

  test('tells the longer of the waits of others', () => {
    const silence = new Silence(1200)
    for (const t of [5000, 3000]) {
      silence.noted(
        'a',
        silence.patience('a', 1, () => t),
        { t0: 0, t, failure: SILENT },
      )
    }
    const patience = silence.patience('a', 1, () => 5000)
    const seen = silence.noted('a', patience, { t0: 0, t: 1200, failure: SILENT })
    expect(seen.failure?.raw).toMatch(/others waited 5000 ms before$/)
  })

  test('stays known through a try that the end of the sweep cut', () => {
    expect(tried([SILENT, SILENT, fail('interrupted', 'x')]).budget).toBe(1200)
  })
})
