import fc from 'fast-check'
import { expect, test } from 'vitest'
import { read } from './read.ts'

test('random bytes never throw, in whatever pieces', () => {
  const sign = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    '\n',
    ',',
    ':',
    'a',
    ' request from ',
    ' to ',
    '. Action: Deny.',
    'Action',
    'Fqdn',
    '"records"',
    'time=2024-07-17T04:28:34Z level=INFO msg="P:1:C:1',
    ' --> ',
    ' on ',
    'TCP_DENIED/403 1 CONNECT ',
    'DNS Request: ',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(sign, { maxLength: 60 }).map((s) => s.join('')),
  )
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 20 }), (given, size) => {
      const { tally, entries } = read(given, size)
      expect(tally.records).toBeGreaterThanOrEqual(tally.malformed.count + tally.ignored)
      expect(entries.length).toBeLessThanOrEqual(tally.records + 1)
    }),
  )
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom(
          'properties',
          'records',
          'msg',
          'Action',
          'Fqdn',
          'QueryName',
          'jsonPayload',
          'httpRequest',
          'connection',
          'disposition',
          '__proto__',
        ),
        fc.anything(),
      ),
      (value) => {
        read(JSON.stringify(value) ?? '')
      },
    ),
  )
})
