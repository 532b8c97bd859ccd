import { describe, expect, test } from 'vitest'
import type { TextExplanation, ToldFailure } from '../../../shared/error-text/explanation.ts'
import type { FailureRow } from '../../../shared/failure/row.ts'
import type { FindingRow } from '../../../shared/finding/row.ts'
import { explainFailure, explainFinding, explainPage } from '../../../shared/view/explain.ts'
import { explanationMarkdown } from '../../../shared/view/explain-markdown.ts'
import { explanationSections } from '../../../shared/view/explain-text.ts'

const FINDING = {
  ...{ step: 'resolve', severity: 'fail', means: 'It means this.', seen: 'Silence.' },
  ...{ causes: ['One', 'Two'], fix: 'Mend it', docs: 'https://example.com/' },
  confusedWith: [{ code: 'tcp-refused', apart: 'that one answers' }],
} as unknown as FindingRow

const FAILURE = {
  ...{ steps: ['resolve', 'connect'], retry: true, means: 'It means that.', causes: ['One'] },
  ...{ fix: 'Mend it', docs: 'https://example.com/' },
} as unknown as FailureRow

describe('rows', () => {
  test('a finding', () => {
    expect(explainFinding('the-code', FINDING)).toBe(`the-code

Finding of
  the resolve step; fail unless said otherwise

Means
  It means this.

Recognised by
  Silence.

Likely causes
  - One
  - Two

Fix
  Mend it

Not to be confused with
  - tcp-refused: that one answers

More
  https://example.com/
`)
    expect(explainFinding('c', { ...FINDING, step: 'sweep' })).toContain('  the whole sweep; fail')
    const bare = { ...FINDING, causes: [], confusedWith: [] }
    expect(explainFinding('c', bare)).not.toMatch(/Likely|confused/)
  })

  test('a failure', () => {
    expect(explainFailure('the_code', FAILURE)).toContain(
      'Failure of\n  the steps resolve, connect; tried again before it counts\n',
    )
    const certain = explainFailure('the_code', { ...FAILURE, retry: false })
    expect(certain).toContain('; certain, not tried again\n')
  })
})

describe('explainPage() breaks at spaces', () => {
  const word = (length: number) => 'x'.repeat(length)

  test.for([
    ['a word beyond the end', `${word(90)} y z`, [word(90), 'y z']],
    ['a word that just fits', `${word(89)} y z`, [`${word(89)} y`, 'z']],
    ['a word that fits nowhere', `a ${word(200)} b`, ['a', word(200), 'b']],
  ] as const)('%s', ([, text, lines]) => {
    const page = explainPage('T', [['S', text]])
    expect(page).toBe(`T\n\nS\n${lines.map((line) => `  ${line}`).join('\n')}\n`)
  })
})

const TOLD: ToldFailure = {
  ...{ layer: 'tcp', sentence: 'It was refused.', failures: ['connection_refused'] },
  ...{ findings: ['tcp-refused'], leavesOpen: 'Who refused.', misleads: null },
  ...{ peers: [], words: 'Linux', source: 'https://example.com/words', healed: null },
}
const EMPTY: TextExplanation = {
  ...{ schema: 1, told: null, also: [], hosts: [], systems: [], needs: null, ask: null, notes: [] },
  ...{ lookFor: [], refusal: null, logRecords: 0, reported: [], check: null },
}
const HOST = { host: 'a.example', port: null, role: 'target', address: null } as const
const SYSTEM = {
  capability: { id: 'app/build', name: 'Build', symptom: 'pip fails' },
  host: null,
} as unknown as TextExplanation['systems'][0]

describe('what a pasted text says', () => {
  test.for<[name: string, given: Partial<TextExplanation>, title: RegExp]>([
    ['nothing', {}, /nothing about the network.*names no host and no step/],
    ['a host', { hosts: [HOST] }, /names hosts, and not what went wrong/],
    ['a system', { systems: [SYSTEM] }, /message of a known system; they name no host/],
    ['both', { systems: [SYSTEM], hosts: [HOST] }, /names hosts, and no step of a connection/],
    ['records', { logRecords: 2, hosts: [HOST] }, /^Records of a traffic log/],
    ['a failure', { told: TOLD }, /^It was refused\.$/],
    [
      'a refusal',
      { told: TOLD, refusal: { who: 'a perimeter', id: null } },
      /^It was refused\. A denial by a perimeter\.$/,
    ],
  ])('%s has its title', ([, given, title]) => {
    expect(explanationSections({ ...EMPTY, ...given })[0]).toMatch(title)
  })

  const sections = (given: Partial<TextExplanation>) =>
    Object.fromEntries(explanationSections({ ...EMPTY, ...given })[1])

  test('peers by their roles, an IPv6 address in brackets', () => {
    const peers: ToldFailure['peers'] = [
      { host: '10.0.0.4', port: 53, role: 'resolver', address: 'RFC 1918 (10.0.0.0/8)' },
      { host: 'fd00::1', port: 443, role: 'proxy', address: null },
      { host: 'a.example', port: null, role: 'reference', address: null },
      { host: '10.0.0.5', port: 1, role: 'source', address: null },
    ]
    expect(sections({ told: { ...TOLD, peers } })['Where']?.slice(1)).toEqual([
      'DNS server: 10.0.0.4:53 (RFC 1918 (10.0.0.0/8))',
      'Proxy: [fd00::1]:443',
      'Page: a.example',
      'Client, as it was seen: 10.0.0.5:1',
    ])
    expect(sections({ hosts: peers })['Hosts in it']).toHaveLength(4)
  })

  test('four findings with their meaning, the others by their names', () => {
    const codes = ['tcp-refused', 'tcp-reset', 'tcp-dropped', 'tcp-unreachable'] as const
    const shown = (findings: ToldFailure['findings']) =>
      sections({ told: { ...TOLD, findings } })['Findings that it can be']
    expect(shown(codes)).toHaveLength(4)
    const all = shown([...codes, 'tls-untrusted', 'tls-expired'])
    expect(all).toHaveLength(5)
    expect(all?.[0]).toMatch(/^tcp-refused: \S/)
    expect(all?.[4]).toBe('or tls-untrusted, tls-expired')
  })

  test('further failures, each with its peers and codes', () => {
    const also = [{ ...TOLD, findings: [], peers: [HOST] }]
    expect(sections({ told: TOLD, also })['Also: It was refused.']).toEqual([
      'Target: a.example',
      'connection_refused',
    ])
    const named = sections({ told: TOLD, also: [TOLD] })['Also: It was refused.']
    expect(named).toEqual(['connection_refused', 'can be tcp-refused'])
  })

  test('of what is known to mislead the first two', () => {
    const note = (misleads: string) => ({ misleads, source: 's' })
    const notes = [note('b'), note('c')]
    const own = { ...TOLD, misleads: 'a' }
    expect(sections({ told: own, notes })['Known to mislead']).toEqual([
      'a (https://example.com/words)',
      'b (s)',
    ])
    expect(sections({ told: TOLD, notes })['Known to mislead']).toEqual(['b (s)', 'c (s)'])
    expect(sections({ notes })['Known to mislead']).toEqual(['b (s)', 'c (s)'])
  })

  test('what was measured, since when and why', () => {
    const one = { url: 'https://a.example', vantage: 'hub', at: 'T1', verdict: 'fail' } as const
    const finding = { code: 'tcp-refused', summary: 'refused' }
    const reported = [
      { ...one, finding, since: 'T0' },
      { ...one, finding: null, since: null },
    ] as unknown as TextExplanation['reported']
    expect(sections({ reported })['The last report says']).toEqual([
      'https://a.example from hub: fail since T0: tcp-refused, refused',
      'https://a.example from hub: fail at T1',
    ])
  })

  test('the id that finds a violation, and the log that has more', () => {
    const refusal = { who: 'a perimeter', id: 'abc' }
    const told = sections({ told: TOLD, refusal, logRecords: 1 })
    expect(told['The log entry of the violation']).toContain('"abc"')
    expect(told['A traffic log']).toContain('explain-log')
    const bare = sections({ told: TOLD, refusal: { ...refusal, id: null } })
    expect(Object.keys(bare).join()).not.toMatch(/violation|traffic log/)
  })

  test('twelve endpoints of what it needs', () => {
    const endpoints = Array.from({ length: 13 }, (_, n) => `e${n}`)
    const needs = { endpoints, hints: ['h'] } as unknown as TextExplanation['needs']
    const told = sections({ needs, systems: [SYSTEM] })
    expect(told['Its endpoints']).toEqual(endpoints.slice(0, 12))
    expect(told['What to look at']).toEqual(['h'])
    expect(told['Belongs to']).toEqual(['app/build (Build; by these words): pip fails'])
  })

  test('in Markdown a command stands as code, and what is empty is omitted', () => {
    const text = explanationMarkdown('T', [
      ['One', 'perimeter check --url x'],
      ['Two', ['perimeter a; b', 'perimeter c']],
      ['None', ''],
      ['No list', []],
    ])
    expect(text).toMatch(/^## T\n\n### One\n\n`perimeter check --url x`\n\n### Two\n\n- /)
    expect(text).toContain('- perimeter a; b\n- `perimeter c`\n')
    expect(text).not.toMatch(/None|No list/)
  })
})
