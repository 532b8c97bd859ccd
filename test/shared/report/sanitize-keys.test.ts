import { expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { sanitized } from '../../../shared/report/sanitize.ts'
import { passing, sample } from '../report/sample.ts'

/** A report whose own target is called like a word of the report, with something more in its first result. */
function cleaned(more: object) {
  const report = sample([passing('www.contoso.com')])
  const [result] = report.results
  const target = { ...result?.target, catalog: null, id: 'tls', name: 'tls' }
  const results = [{ ...result, target, more }] as unknown as Report['results']
  const made = sanitized({ ...report, results })
  return (made.results[0] as unknown as { more: Record<string, unknown> }).more
}

test.for(['body', 'page', 'serial', 'hash'])(
  'what stands at %s is removed, but for its length',
  (key) => {
    expect(cleaned({ [key]: 'said by a server' })[key]).toBe('[16 characters removed]')
    expect(cleaned({ [key]: '' })[key]).toBe('')
    expect(cleaned({ [key]: null })[key]).toBeNull()
    expect(cleaned({ list: [{ [key]: 'x' }] })['list']).toEqual([
      { [key]: '[1 characters removed]' },
    ])
  },
)

test.for(
  'id name rule collection place what app targets capabilities examples blockedBy dependsOn discoveredBy cause subject issuer symptom facts values'.split(
    ' ',
  ),
)('a short word of somebody’s own is replaced where it stands at %s', (key) => {
  expect(cleaned({ [key]: 'tls' })[key]).toMatch(/^target-\d+$/)
  expect(cleaned({ [key]: ['tls'] })[key]).toEqual([expect.stringMatching(/^target-\d+$/)])
})

test.for(['layer', 'reason', 'code', 'step'])('at %s it is a word of the report', (key) => {
  expect(cleaned({ [key]: 'tls' })[key]).toBe('tls')
})

test('keys of tables are names; those of other objects stay', () => {
  const made = cleaned({
    ...{ dns: { 'www.contoso.com A': 1 }, paths: { tls: [] }, certificates: { tls: {} } },
    other: { 'www.contoso.com': 1 },
    docs: 'https://www.contoso.com/page',
  })
  expect(JSON.stringify([made['dns'], made['paths'], made['certificates']])).not.toMatch(
    /contoso|tls/,
  )
  expect(made['other']).toEqual({ 'www.contoso.com': 1 })
  expect(made['docs']).toBe('https://www.contoso.com/page')
})
