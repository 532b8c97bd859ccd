import { describe, expect, test } from 'vitest'
import { sweepLine } from '../../../shared/view/sweep-line.ts'
import { dropped, mixed, passing, sample } from '../report/sample.ts'

describe('sweepLine()', () => {
  test('says that all is well', () => {
    expect(sweepLine(sample([passing(), passing('a.example.com')]), false)).toBe(
      'PASS  all 2 targets pass (in 12.4 s)',
    )
  })

  test('leads with causes, targets and capabilities, and states the first cause', () => {
    expect(sweepLine(sample([passing(), dropped()]), false)).toMatch(
      /^FAIL {2}1 cause, 1 target, 1 capability: .* \(2 targets in 12\.4 s\)$/,
    )
    expect(sweepLine(sample(mixed()), false)).toMatch(
      /^FAIL {2}5 causes, 7 targets, 3 capabilities: .*; and \d other causes \(10 targets in 12\.4 s\)$/,
    )
  })

  test('is coloured only when asked, and is one line whatever a server sent', () => {
    expect(sweepLine(sample([dropped()]), false)).not.toContain('\u001b')
    expect(sweepLine(sample([dropped()]), true)).toContain('\u001b[')
    const evil = JSON.parse(
      JSON.stringify(sample([dropped()])).replaceAll('orders', 'a\\u001b[2J\\n'),
    )
    for (const bad of ['\u001b', '\n']) expect(sweepLine(evil, false)).not.toContain(bad)
  })
})
