import { expect, test } from 'vitest'
import { judge } from '../../../shared/judge/judge.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import { BOOK } from './evidence.ts'
import { likelySweeps, outageSweeps } from './likely.ts'
import { proxySweeps } from './likely-proxies.ts'

const SWEEPS = [
  ['likely', likelySweeps(500, 2024)],
  ['likely-proxies', proxySweeps(260, 2025)],
  ['likely-outages', outageSweeps(45, 2026)],
] as const
const CLOUDS = ['azure', 'gcp', 'other'] as const

/** So much of a text tells it from others. */
const BEGINNING = 44

const words = (text: string) =>
  text.length > BEGINNING ? `${text.slice(0, BEGINNING)}… ${text.length}` : text

function toldOf({ code, severity, subject, evidence, summary, cause, fix }: Finding): string {
  const texts = [summary, cause, fix].map(words).join(' | ')
  return `\n    ${severity} ${code} of ${subject} [${evidence.join()}]\n      ${texts}`
}

// Sweeps with faults that meet, more than anybody would write down. After a change of judgement: npx vitest run
// test/shared/judge/likely.test.ts -u, and read which sweeps are judged otherwise.
test.for(SWEEPS)('%s: sweeps at random are judged as they were', async ([name, sweeps]) => {
  const told = sweeps.map((evidence, i) => {
    const cloud = CLOUDS[i % CLOUDS.length] ?? 'other'
    const judged = judge(evidence, { book: BOOK, vantage: { cloud, facts: {} } })
    const lines = judged.map(({ verdict, findings }, at) => {
      const { url } = evidence.targets[at]?.target ?? { url: '' }
      return `  ${verdict} ${url}${findings.map(toldOf).join('')}`
    })
    return [`sweep ${i}, ${cloud}`, ...lines].join('\n')
  })
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot(`${name}.txt`)
})
