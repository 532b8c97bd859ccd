import { expect, test } from 'vitest'
import { judge } from '../../../shared/judge/judge.ts'
import type { Vantage } from '../../../shared/model/report.ts'
import { buildReport } from '../../../shared/report/build.ts'
import { BOOK } from '../judge/evidence.ts'
import { outageSweeps } from '../judge/likely.ts'

const SWEEPS = outageSweeps(90, 77)
const VANTAGE: Vantage = {
  ...{ name: 'test', cloud: 'other', region: null, app: null, resolvers: [], addresses: [] },
  ...{ privateRanges: [], node: '24', os: 'Linux', facts: {} },
}

// After a change of causes: npx vitest run test/shared/causes/outages.test.ts -u, and read what changed.
test('outages of likely sweeps have the causes that they had', async () => {
  const told = SWEEPS.map((evidence, i) => {
    const judgements = judge(evidence, { book: BOOK, vantage: VANTAGE })
    const input = { id: 'r', kind: 'cli', vantage: VANTAGE, evidence, judgements } as const
    const { causes } = buildReport({ ...input, capabilities: [] })
    const lines = causes.map(
      ({ code, subject, severity, statement, targets, scope }) =>
        `  ${severity} ${code} of ${subject} x${targets.length} (${scope.map(({ dimension, values }) => `${dimension} ${values.join(' ')}`).join(', ')})\n    ${statement}`,
    )
    return [`sweep ${i} of ${evidence.targets.length}`, ...lines].join('\n')
  })
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('outages.txt')
})
