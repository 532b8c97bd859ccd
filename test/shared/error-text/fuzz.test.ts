import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { rowsOfCatalog } from '../../../shared/catalog/known-rows.ts'
import { RowIndex } from '../../../shared/catalog/row-index.ts'
import { Condenser } from '../../../shared/error-text/condense.ts'
import { plainText } from '../../../shared/error-text/plain-text.ts'
import { explainText } from '../../../shared/traffic-log/explain-text.ts'
import { PROGRAM_TEXTS } from './texts/programs.ts'
import { SYSTEM_TEXTS } from './texts/systems.ts'

const INDEX = new RowIndex(CATALOGS.flatMap(rowsOfCatalog))
const TEXTS = [...PROGRAM_TEXTS, ...SYSTEM_TEXTS].map(({ text }) => text)

/** A text with a part cut out, doubled, or put in from another or from nowhere. */
const mutated = fc
  .tuple(
    fc.constantFrom(...TEXTS),
    fc.constantFrom(...TEXTS),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.nat(),
    fc.nat(),
  )
  .map(([text, other, noise, at, length]) => {
    const from = at % (text.length + 1)
    const to = Math.min(text.length, from + (length % 40))
    return `${text.slice(0, from)}${noise}${other.slice(0, length % 60)}${text.slice(to)}`
  })

/** Key Vault and Azure SQL name the resource alone; its host ends with what belongs to all of them. */
const OF_RESOURCE = /\.(?:vault\.azure|database\.windows)\.net$/

test('mutated texts never throw, and every host that is named stands in the text', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const { hosts } = explainText(text, INDEX)
      // Without escapes and zeros, as it is read.
      const small = plainText(text).toLowerCase()
      const names = hosts.filter(({ address }) => address === null)
      expect(names.filter(({ host }) => !small.includes(host.replace(OF_RESOURCE, '')))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('a text is condensed alike in whatever pieces it comes, and without growing', () => {
  const line = 'Error: connect ETIMEDOUT 10.0.0.4:443\n'
  const text = `${'nothing to see\n'.repeat(30_000)}${line}${'\u0000\u0001binary\u00ff'.repeat(50_000)}\n${line}`
  const condensed = [100, 4096, 65_536].map((size) => {
    const condenser = new Condenser()
    for (let at = 0; at < text.length; at += size) condenser.push(text.slice(at, at + size))
    return condenser.end()
  })
  for (const one of condensed) {
    expect(one.text.trim()).toBe(line.trim())
    expect(one.isWhole).toBe(false)
  }
})
