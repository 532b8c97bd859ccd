import { describe, expect, it } from 'vitest'
import { fitsGlob } from '../../../shared/target/glob.ts'
import { backtracks, Patterns, patternOf } from '../../../shared/target/pattern.ts'

const NESTED = '/^(\\w+\\s?)*$/'

describe('patterns of expectations', () => {
  it.each([
    ['a text that is contained', 'all is well', 'is', true],
    ['a text that is not', 'all is well', 'isn’t', false],
    ['a pattern that matches', '{"status": "ok"}', '/"status"\\s*:\\s*"ok"/', true],
    ['a pattern that does not', '{"status": "down"}', '/"status"\\s*:\\s*"ok"/', false],
    ['what is no pattern, as text', 'a /[/ b', '/[/', true],
    ['one that backtracks, on a text it fits', 'aaaa', NESTED, true],
    ['one that backtracks without end', `${'a'.repeat(60)}!`, NESTED, 'too-slow'],
  ])('%s', (_, text, wanted, fit) => {
    expect(new Patterns().fits(text, wanted)).toBe(fit)
  })

  it('puts a pattern that was stopped to no other text', () => {
    const patterns = new Patterns()
    patterns.fits(`${'a'.repeat(60)}!`, NESTED)
    expect(patterns.fits('aaaa', NESTED)).toBe('too-slow')
    expect(new Patterns().fits('aaaa', NESTED)).toBe(true)
  })

  it.each([NESTED, '/(a+)+$/', '/(x+x+)+y/', '/^([a-z0-9]+-?)+\\.net$/', '/^(([a-z])+.)+[A-Z]$/'])(
    'finds that %s backtracks',
    (wanted) => {
      expect(backtracks(patternOf(wanted) ?? /never/)).toBe(true)
    },
  )

  it.each([
    '/.*ok.*/',
    '/^\\d+(\\.\\d+){3}$/',
    '/(foo|bar)+/',
    '/<title>[^<]*<\\/title>/',
    '/\\s+$/',
  ])('has nothing against %s', (wanted) => {
    expect(backtracks(patternOf(wanted) ?? /never/)).toBe(false)
  })
})

describe('fitsGlob', () => {
  it.each([
    ['abc', '*', true],
    ['', '*', true],
    ['', '', true],
    ['x', '', false],
    ['abc', 'a*c', true],
    ['abc', 'a?c', true],
    ['abc', 'a?d', false],
    ['ab', 'ab?', false],
    ['aab', '*ab', true],
    ['abcabd', 'a*d', true],
    ['abcabd', 'a*c', false],
    ['azure-functions/plan', 'azure-functions*', true],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
  ])('%s as %s: %s', (text, glob, fits) => {
    expect(fitsGlob(text, glob)).toBe(fits)
  })

  it('takes no longer for many stars', () => {
    expect(fitsGlob('a'.repeat(20_000), `${'a*'.repeat(100)}b`)).toBe(false)
  })
})
