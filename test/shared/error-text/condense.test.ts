import { expect, test } from 'vitest'
import { Condenser } from '../../../shared/error-text/condense.ts'

const WHOLE = 131_072
const FILLER = `${'all is well '.repeat(80)}\n`

function condensed(...pieces: readonly string[]) {
  const condenser = new Condenser()
  for (const piece of pieces) condenser.push(piece)
  return condenser.end()
}

test.for([
  [WHOLE, true],
  [WHOLE + 1, false],
] as const)('a text of %i characters is kept whole: %s', ([length, isWhole]) => {
  const half = 'x'.repeat(1000)
  expect(condensed(half, 'x'.repeat(length - 1000)).isWhole).toBe(isWhole)
})

test('of a longer one the lines that tell of a failure are kept, the last without its end too', () => {
  const many = FILLER.repeat(200)
  const { text, lines, kept } = condensed('ECONNREFUSED 1\n', many, 'lookup fai', 'led: ENOTFOUND')
  expect(text).toBe('ECONNREFUSED 1\nlookup failed: ENOTFOUND')
  expect([lines, kept]).toEqual([202, 2])
})

test('each form is kept where it came first and last, whatever its numbers', () => {
  const lines = ['timeout after 30 s', 'timeout after 31 s', 'timeout of b', 'timeout after 32 s']
  const { text, kept } = condensed(FILLER.repeat(200), `${lines.join('\n')}\n`)
  expect(text).toBe('timeout after 30 s\ntimeout of b\ntimeout after 32 s')
  expect(kept).toBe(3)
})

test('what worked is kept from the first failure on, in its place', () => {
  const lines = [
    'a.test succeeded',
    'a.test: ECONNRESET',
    'a.test succeeded',
    'b.test: EPIPE reset',
  ]
  const { text } = condensed(FILLER.repeat(200), `${lines.join('\n')}\n`)
  expect(text).toBe(lines.slice(1).join('\n'))
})

test('no more than so much is kept, and of a line no more than 4,000 characters', () => {
  const letters = [...'ghijklmnopqrstuvwxyz']
  const forms = letters.flatMap((a) => ['g', 'h'].map((b) => `error ${`${a}${b}`.repeat(3000)}\n`))
  const { text, kept } = condensed(FILLER.repeat(200), ...forms)
  expect(text.split('\n').every((line) => line.length === 4000)).toBe(true)
  expect(kept).toBe(33)
})
