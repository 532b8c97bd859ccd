import { describe, expect, test } from 'vitest'
import { checkReport, InvalidReportError } from '../../../shared/report/check.ts'
import { overallVerdict } from '../../../shared/report/overall.ts'
import { mixed, sample } from './sample.ts'

describe('checkReport()', () => {
  const good = sample(mixed())

  test('gives back what was built, after a way through JSON', () => {
    expect(checkReport(JSON.parse(JSON.stringify(good)))).toEqual(good)
  })

  test.for([
    ['text', 'hello', 'the document: '],
    ['null', null, 'the document: '],
    ['a missing key', { ...good, id: undefined }, 'id: '],
    ['an unknown key', { ...good, extra: 1 }, 'extra'],
    [
      'a verdict that is none',
      { ...good, results: [{ ...good.results[0], verdict: 'ok' }] },
      'results[0].verdict: ',
    ],
    [
      'a newer schema',
      { ...good, schema: 2 },
      'its schema is 2 and this version of Perimeter reads schema 1',
    ],
    ['a local time', { ...good, startedAt: '2026-11-22T03:12:05+09:00' }, 'startedAt: '],
  ] as const)('names the path when given %s', ([, value, words]) => {
    expect(() => checkReport(value)).toThrow(InvalidReportError)
    expect(() => checkReport(value)).toThrow(words)
  })

  test('names the field of one observation deep inside', () => {
    const copy = structuredClone(good)
    const [first] = copy.results
    Object.assign(first?.observations[2] ?? {}, { port: 'x' })
    expect(() => checkReport(copy)).toThrow('results[0].observations[2].port: ')
  })

  test('lists three faults and counts the others', () => {
    expect(() => checkReport({ schema: 1 })).toThrow(/; and \d+ more$/)
  })
})

describe('overallVerdict()', () => {
  const none = { pass: 0, warn: 0, fail: 0, inconclusive: 0 }
  test.for([
    [{ ...none, pass: 3 }, 'pass'],
    [{ ...none, pass: 3, warn: 1 }, 'warn'],
    [{ ...none, pass: 3, warn: 1, inconclusive: 1 }, 'inconclusive'],
    [{ pass: 1, warn: 1, inconclusive: 1, fail: 1 }, 'fail'],
    [none, 'inconclusive'],
  ] as const)('%o is %s', ([summary, verdict]) => {
    expect(overallVerdict(summary)).toBe(verdict)
  })
})
