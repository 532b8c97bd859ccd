import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { markdownReport } from '../../../shared/view/markdown.ts'
import { code, fence, prose } from '../../../shared/view/markdown-text.ts'
import { deadResolver, dropped, mixed, passing, sample } from '../report/sample.ts'

describe('markdownReport()', () => {
  const text = markdownReport(sample(mixed()))

  test('has the order of the terminal’s page', () => {
    const titles = text.match(/^#{2,4} .*$/gm) ?? []
    expect(titles).toEqual([
      '## FAIL: 5 causes, 7 targets, 3 capabilities; of 10 targets 6 fail, 1 inconclusive, 1 warn, 2 pass',
      '### Does not work',
      '### Failing',
      '#### `proxy-denied` `http://10.0.9.1:3128, names without a rule`',
      '#### `dns-private-zone-not-used` `privatelink.azurecr.io`',
      '#### `tcp-dropped` `10.0.1.9:443`',
      '#### `tls-expired` `billing.contoso.internal`',
      '### Could not be found out',
      '#### `dns-resolver-unreachable` `10.0.0.4:53`',
      '### Warnings',
    ])
  })

  test('has the evidence as a code block', () => {
    expect(text).toMatch(
      /```text\n {2}resolve {2}getaddrinfo .*\n(.*\n)*?> connect {2}10\.0\.1\.9:443 .*5000 ms\n```/,
    )
  })

  test('is two lines when all is well, and says when the machine is cut off', () => {
    expect(
      markdownReport(sample([passing()]))
        .trim()
        .split('\n\n'),
    ).toHaveLength(2)
    const dead = ['a', 'b', 'c'].map((x) => deadResolver(`${x}.net`))
    expect(markdownReport(sample(dead))).toContain('**This machine has no working DNS')
  })

  test('says what a pass leaves open of what the platform carries out itself', () => {
    const report = sample([passing()])
    const capability: Report['capabilities'][0] = {
      ...{ id: 'pull', name: 'Images can be pulled', catalog: 'acr', symptom: '', blockedBy: [] },
      ...{ verdict: 'pass', sandbox: 'image-pull', sandboxes: ['image-pull'] },
    }
    const at = (cloud: Report['vantage']['cloud']) =>
      markdownReport({
        ...report,
        capabilities: [capability],
        vantage: { ...report.vantage, cloud },
      })
    expect(at('azure')).toContain('### Proved for the path of the app only')
    expect(at('azure')).toContain('outboundVnetRouting of the site')
    expect(at('other')).not.toContain('path of the app only')
  })

  test('says of a failure that no finding explains it', () => {
    const text = markdownReport(sample([{ ...dropped(), findings: [] }]))
    expect(text).toContain('#### No finding explains these\n\n- ')
    expect(text.split('#### No finding explains these')[1]).toContain('Evidence of `')
  })

  test('lets no text of the network be markup', () => {
    const evil =
      '</pre><img src=x onerror=alert(1)>[x](javascript:1) @team ````\\n# Title\\n- [ ] todo'
    const report = JSON.parse(
      JSON.stringify(sample(mixed()))
        .replaceAll('one sentence', evil)
        .replaceAll('authentication', evil),
    ) as Report
    const outside = markdownReport(report).replaceAll(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '')
    expect(outside).not.toMatch(/<(?!https:)[a-z/]/)
    expect(outside).not.toContain('](')
    expect(outside).not.toMatch(/@team/)
    expect(outside).not.toMatch(/^# Title|^- \[ \]/m)
  })
})

test('prose() escapes every mark', () => {
  expect(prose('a_b *c* <d> & [e](f) `g` #1 @h https://i')).toBe(
    'a\\_b \\*c\\* &lt;d&gt; &amp; \\[e\\]\\(f\\) \\`g\\` \\#1 @&#8203;h https\\://i',
  )
})

test('code() and fence() outlast any backticks', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', 'a', ' ') }), (text) => {
      const [ticks = ''] = /^`+/.exec(code(text)) ?? []
      const inner = code(text).slice(ticks.length, -ticks.length)
      expect(inner.match(/`+/g) ?? []).not.toContain(ticks)
      expect(inner.trim()).toBe(text.trim())
      const [open = ''] = fence([text]).split('text\n')
      expect(text).not.toContain(open)
    }),
  )
})
