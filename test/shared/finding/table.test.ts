import { describe, expect, test } from 'vitest'
import { CLOUD_WORDS, rowIn } from '../../../shared/finding/in-cloud.ts'
import { FINDINGS } from '../../../shared/finding/table.ts'
import { FINDING_CODES } from '../../../shared/model/finding-codes.ts'

describe('the table of findings', () => {
  test('has one row for each code', () => {
    expect(Object.keys(FINDINGS).toSorted()).toEqual([...FINDING_CODES].toSorted())
  })

  test.for(FINDING_CODES)('%s: sentences, causes, a fix and a page', (code) => {
    const { means, seen, causes, fix, docs, confusedWith } = FINDINGS[code]
    for (const text of [means, seen]) expect(text).toMatch(/^[A-Z0-9“].*[.]$/s)
    expect(causes.length).toBeGreaterThan(0)
    // Causes are joined into one sentence, and stand in the middle of it.
    for (const cause of causes)
      expect(cause).toMatch(/^[^A-Z].*[^.]$|^(IPv|TLS|DNS|NAT|UDP|Secure|Storage|Azure|Cloud)/)
    expect(fix).toMatch(/^[A-Z].*[^.]$/s)
    expect(new URL(docs).protocol).toBe('https:')
    expect(confusedWith.length).toBeGreaterThan(0)
    for (const other of confusedWith) {
      expect(FINDING_CODES).toContain(other.code)
      expect(other.code).not.toBe(code)
      expect(other.apart).not.toBe('')
    }
  })
})

test('what the program does with each is as it was', async () => {
  const rows = FINDING_CODES.map((code) => {
    const { step, severity, traits } = FINDINGS[code]
    return [code, step, severity, ...traits].join(' ')
  })
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('table.txt')
})

test('each cloud has its own words where the table of that cloud has some', () => {
  for (const cloud of ['azure', 'gcp'] as const) {
    for (const code of FINDING_CODES) {
      const { causes, fix, docs } = { ...FINDINGS[code], ...CLOUD_WORDS[cloud][code] }
      expect(rowIn(code, cloud)).toMatchObject({ causes, fix, docs })
      expect(rowIn(code, 'other')).toBe(FINDINGS[code])
    }
  }
})
