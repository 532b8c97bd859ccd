import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../shared/config/plan.ts'
import { quoted } from '../../../shared/document/shell-word.ts'
import { plain } from '../../../shared/recipes/comment.ts'
import { RECIPE_FORMATS } from '../../../shared/recipes/formats.ts'
import { effective, planned, rulesFor } from './render.ts'

const MARK = 'mark.example'
const ROW = 'for: [c], source: s, asOf: 2026-11-01'
const OWN = `
name: own
version: 2026-11-01
title: t
about: a
sources: { s: { title: t, url: "https://s.example/" } }
capabilities: [{ id: c, name: ${MARK}, symptom: s }]
endpoints:
  - { id: a, url: "https://a.example.com/", wildcard: "${MARK}", needsWildcard: ${MARK}, ${ROW} }
  - { id: b, url: "https://kv.vault.azure.net/", private: { zone: ${MARK} }, expect: { resolution: private }, ${ROW} }
  - { id: c, url: "http://c.example.com/", wildcard: "*.${MARK}", needsWildcard: ${MARK}, ${ROW} }
  - { id: d, url: "https://storage.googleapis.com/", expect: { resolution: google-restricted }, ${ROW} }
  - { id: f, url: "https://st.blob.core.windows.net/", private: {}, expect: { resolution: private }, ${ROW} }
  - { id: e, url: "https://203.0.113.7/", expect: { reachability: blocked }, ${ROW} }
`
const CONFIG = `
catalogs: [{ use: ./own.yaml }]
targets:
  - { name: ${MARK}, url: "tls://bus.example.com:5671" }
  - { name: z, url: "https://o.azurecr.io/", expect: { resolution: private, zone: ${MARK}, addresses: [10.0.0.0/24] } }
  - { name: 'p ${MARK}', url: "https://p.example.com/", proxy: "http://proxy.example:8080" }
`
const PLAN = planned(CONFIG, { './own.yaml': OWN })

/** The plan with one text wherever it takes any: what the schema would let pass, and what it would not. */
function planWith(text: string): Plan {
  const { targets, capabilities, rows } = PLAN
  return {
    ...PLAN,
    targets: swapped(targets, text),
    capabilities: swapped(capabilities, text),
    rows: new Map(swapped([...rows], text)),
  }
}

function swapped<T>(value: T, text: string): T {
  const swap = (_: string, item: unknown) =>
    typeof item === 'string'
      ? item.replaceAll(MARK, () => text).replaceAll('10.0.0.0/24', () => text)
      : item
  return JSON.parse(JSON.stringify(value), swap)
}

/** What has an effect, with the texts that describe a rule taken out. */
function stripped(format: (typeof RECIPE_FORMATS)[number], text: string): unknown {
  if (format !== 'azure-firewall') {
    return effective(text).map((line) =>
      line
        .replace(/--description '[^']*'/, '--description')
        .replace(/^( *description +=) "(?:[^"\\]|\\.)*"$/, '$1'),
    )
  }
  return JSON.parse(text, (key, value) => {
    if (key !== 'description') return value
    expect(value).not.toMatch(/^\[/)
    return ''
  })
}

const BREAKING = [
  '\n',
  '\r',
  '\u2028',
  "'",
  '"',
  '`',
  '$(x)',
  '${x}',
  ';',
  '|',
  '&&',
  '#',
  '[',
  ']',
  '\\',
  '%',
  '*',
  '\u202e',
  '\0',
  'ZONE\n)',
  "[parameters('x')]",
]
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...BREAKING), fc.string({ unit: 'binary', maxLength: 6 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text.isWellFormed())

describe('text of a configuration', () => {
  test.for(RECIPE_FORMATS)('breaks out of nothing in %s', (format) => {
    const usual = stripped(format, rulesFor(format, planWith('no name')))
    fc.assert(
      fc.property(hostile, (text) => {
        const made = rulesFor(format, planWith(`x ${text}x`))
        expect(stripped(format, made)).toEqual(usual)
        // Not even in a comment: a shell may take none at its prompt.
        expect(made.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
      { numRuns: 40 },
    )
  })

  test('is one line of harmless letters as a comment', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(plain(text)).toMatch(/^[\p{L}\p{M}\p{N} .,:/_+=@%’–…-]*$/u)
        expect(plain(text).length).toBeLessThanOrEqual(240)
      }),
    )
  })

  test('is one word of the shell when quoted', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const word = quoted(text)
        if (word === text) expect(text).toMatch(/^[\w./:=,@%+-]+$/)
        else expect(word.slice(1, -1).split("'\\''")).toEqual(text.split("'"))
      }),
    )
  })
})
