import { expect, test } from 'vitest'
import { wantsColour } from '../../cli/io.ts'

test.for([
  [{}, true, true],
  [{}, false, false],
  [{ TERM: 'dumb' }, true, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ NO_COLOR: '0', FORCE_COLOR: '1' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '3' }, false, true],
  [{ FORCE_COLOR: '' }, false, true],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ FORCE_COLOR: '1', TERM: 'dumb' }, false, true],
] as const)('with %j, on a terminal: %s, it is coloured: %s', ([env, out, coloured]) => {
  const io = { env, terminal: { out, err: false, columns: 80 } }
  expect(wantsColour(io as never)).toBe(coloured)
})
