import { describe, expect, test } from 'vitest'
import { causesOf } from '../../../shared/causes/causes.ts'
import { KINDS } from './kinds.ts'
import { CUT_KINDS } from './kinds-cut.ts'
import { reportOf, type Seen } from './targets.ts'

const ALL = [...KINDS, ...CUT_KINDS]

function told(seen: readonly Seen[]): readonly string[] {
  return causesOf(reportOf(seen)).map((c) => `${c.code} of ${c.subject} x${c.targets.length}`)
}

describe('causesOf() tells of', () => {
  test.for(ALL)('$name', ({ seen, causes }) => {
    expect(told(seen)).toEqual(causes)
    expect(told(seen.toReversed())).toEqual(causes)
  })
})

// After a change of words: npx vitest run test/shared/causes/kinds.test.ts -u, and read what changed.
test('causesOf() says all of each', async () => {
  const said = ALL.map(({ name, seen }) =>
    [name, ...causesOf(reportOf(seen)).map((cause) => JSON.stringify(cause, null, 1))].join('\n'),
  )
  await expect(`${said.join('\n')}\n`).toMatchFileSnapshot('kinds.txt')
})
