import { describe, expect, test } from 'vitest'
import { cpuOf, peakOf, spread } from './figures.ts'
import { readOptions } from './options.ts'
import { ownCpu } from './worker.ts'

describe('spread()', () => {
  test.for([
    { name: 'one value', values: [3], min: 3, median: 3, max: 3 },
    { name: 'an odd number, unsorted', values: [10, 9, 2], min: 2, median: 9, max: 10 },
    {
      name: 'an even number: the mean of the middle two',
      values: [4, 1, 2, 8],
      min: 1,
      median: 3,
      max: 8,
    },
  ])('$name', ({ values, min, median, max }) => {
    expect(spread(values)).toEqual({ min, median, max })
  })
})

describe('figures of a process', () => {
  test('CPU by /proc agrees with what the process says of itself, to within ticks', ({ skip }) => {
    skip(process.platform !== 'linux', '/proc is Linux only')
    expect(Math.abs(cpuOf(process.pid) - ownCpu())).toBeLessThan(200)
  })

  test('peak memory is at least what is resident now', ({ skip }) => {
    skip(process.platform !== 'linux', '/proc is Linux only')
    const resident = process.memoryUsage.rss() / 1024
    expect(peakOf(process.pid)).toBeGreaterThanOrEqual(Math.floor(resident * 0.9))
  })
})

describe('readOptions()', () => {
  test('has defaults', () => {
    expect(readOptions([])).toEqual({ rounds: 6, sweeps: 5, profile: null })
  })

  test('takes what is given', () => {
    const args = ['--rounds', '2', '--sweeps=3', '--profile', 'here']
    expect(readOptions(args)).toEqual({ rounds: 2, sweeps: 3, profile: 'here' })
  })

  test.for([['--rounds', '0'], ['--sweeps', 'many'], ['--rounds', '1.5'], ['--fast']])(
    'refuses %j',
    (args) => {
      expect(() => readOptions(args)).toThrow()
    },
  )
})
