import { expect, test } from 'vitest'
import type { Verdict } from '../../../../shared/model/finding.ts'
import { statusPage } from '../../../../shared/web/page/status.ts'
import { passing, sample } from '../../report/sample.ts'
import { NOW, reporting } from './sample.ts'

/** The icon of the tab, of vantages with these verdicts; `silent` of the last. */
function iconOf(verdicts: readonly Verdict[], silent = false): string | undefined {
  const vantages = verdicts.map((verdict, i) => {
    const report = sample([{ ...passing(), verdict }])
    const vantage = { ...report.vantage, name: `v${i}` }
    return reporting({ ...report, vantage }, silent && i === verdicts.length - 1)
  })
  const data = { now: NOW, vantages, incidents: [], outboxDepth: { due: 0, dead: 0 } }
  return /<link rel="icon" href="([^"]*)"/.exec(statusPage(data, { refresh: 15 }))?.[1]
}

test('the icon of the tab is that of the worst verdict, and of a pass only where nobody is silent', () => {
  const [pass, fail, inconclusive] = (['pass', 'fail', 'inconclusive'] as const).map((one) =>
    iconOf([one]),
  )
  expect(new Set([pass, fail, inconclusive, undefined]).size).toBe(4)
  expect(iconOf(['pass', 'pass'])).toBe(pass)
  expect(iconOf(['pass', 'pass'], true)).toBe(inconclusive)
  expect(iconOf(['fail', 'pass'], true)).toBe(fail)
  expect(iconOf(['pass', 'fail', 'inconclusive'])).toBe(fail)
})
