import assert from 'node:assert/strict'
import { statusPage } from '../../shared/web/page/status.ts'
import { cpuTime } from '../fixtures/cpu-time.ts'
import { many, mixed, sample } from '../shared/report/sample.ts'
import { NOW, reporting } from '../shared/web/page/sample.ts'
import type { Tally } from './tally.ts'

/** ms of the processor, warm, the median of many. */
const AIM = 50

/** The status of 500 targets at 20 vantages is made quickly and stays small. */
export async function speedChecks(tally: Tally): Promise<void> {
  const cases = [...many(490), ...mixed()]
  const vantages = Array.from({ length: 20 }, (_, i) =>
    reporting(sample(cases, { vantage: `vantage-${i}` })),
  )
  const data = { now: NOW, vantages, incidents: [], outboxDepth: { due: 0, dead: 0 } }
  const times: number[] = []
  for (let i = 0; i < 40; i++) times.push(await cpuTime(() => statusPage(data, { refresh: 0 })))
  const middle = times.slice(10).sort((a, b) => a - b)[15] ?? 0
  const size = statusPage(data, { refresh: 0 }).length
  await tally.check(
    `500 targets at 20 vantages: ${middle.toFixed(1)} ms, ${Math.round(size / 1000)} kB`,
    async () => {
      assert.ok(middle < AIM, `took more than ${AIM} ms`)
    },
  )
}
