import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge } from '../../../shared/judge/judge.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import { anyEvidence } from './arbitrary.ts'
import { BOOK } from './evidence.ts'

const SWEEPS = { numRuns: 400, seed: 9157 }

const short = ({ code, severity, subject, evidence }: Finding) =>
  `${severity} ${code} of ${subject} [${evidence.join()}]`

// Evidence that nobody would write by hand. After a change of judgement: npx vitest run
// test/shared/judge/sampled.test.ts -u, and read which sweeps are judged otherwise.
test('sweeps at random are judged as they were', async () => {
  const told = fc
    .sample(anyEvidence, SWEEPS)
    .flatMap((evidence, i) => [
      `sweep ${i}`,
      ...judge(evidence, { book: BOOK }).map(
        ({ verdict, findings }) => `  ${[verdict, ...findings.map(short)].join(' | ')}`,
      ),
    ])
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('sampled.txt')
})
