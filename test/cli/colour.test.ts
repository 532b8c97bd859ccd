import { expect, test } from 'vitest'
import { render } from '../../cli/format.ts'
import { wantsColour } from '../../cli/io.ts'
import { dropped, passing, sample } from '../shared/report/sample.ts'

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

test('a report is as wide as the terminal, and no wider than is read with ease', async () => {
  const one = dropped()
  const findings = one.findings.map((found) => ({ ...found, cause: 'a few words '.repeat(50) }))
  const report = sample([passing(), { ...one, findings }])
  const of = async (columns: number) => {
    const io = { env: {}, terminal: { out: true, err: true, columns } }
    return await render(report, 'pretty', io as never, true)
  }
  expect(await of(300)).toBe(await of(120))
  expect(await of(100)).not.toBe(await of(120))
})
