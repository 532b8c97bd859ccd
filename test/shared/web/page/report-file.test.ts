import { describe, expect, test } from 'vitest'
import { reportFile } from '../../../../shared/web/page/report-file.ts'
import { attacked } from './attack.ts'
import { recorded } from './sample.ts'

const SCENARIOS = ['tls/expired', 'network/dropped', 'http/firewall-470', 'healthy/public']
const report = recorded('prod-japaneast', SCENARIOS)
const file = reportFile(report)

describe('reportFile()', () => {
  test('holds the causes with their fixes, and every target', () => {
    for (const { findings, target, verdict } of report.results) {
      expect(file).toContain(`>${target.name}<`)
      if (verdict === 'fail') expect(file).toContain(findings[0]?.code)
    }
    expect(file).toContain('<dt>Fix</dt>')
    expect(file).toContain('Evidence of')
  })

  test('has no script, nothing from outside, and no link to a server of ours', () => {
    expect(file).not.toMatch(/<(script|img|link|iframe|form|object)\b/)
    expect(file).not.toMatch(/ (src|action|on\w+)=/)
    expect(file).toContain("default-src 'none'")
    for (const [, href] of file.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\//)
  })

  test('what an attacker answers stays text', () => {
    const page = reportFile(attacked(report))
    for (const name of ['style', 'main', '/main', 'body', '/body', 'title'])
      expect(page.split(`<${name}`), name).toHaveLength(2)
    expect(page).not.toMatch(/<(script|img|link|iframe|form|object|embed|base|b)\b/)
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u)
    for (const [, href] of page.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https?:\/\//)
  })
})
