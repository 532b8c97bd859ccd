import { describe, expect, test } from 'vitest'
import { planned } from './sample.ts'

const CONFIG = `
vantage: here
baseline: baseline.yaml
targets:
  - { name: vault, url: "https://kv.vault.azure.net" }
  - { name: closed, url: "https://www.example.com", expect: { reachability: blocked } }
`
const HEAD = `baseline: 1
vantage: here
from: 2026-11-01T00:00:00Z
to: 2026-11-30T00:00:00Z
targets:
`
const plan = (text: string) => planned(CONFIG, {}, { 'baseline.yaml': text })

describe('the file of baseline', () => {
  test('pins what it says of the targets that it knows, and nothing of those that must be blocked', () => {
    const pins = '{ addresses: [10.0.1.5], latency: { connect: 120 } }'
    const { targets, problems, warnings } = plan(
      `${HEAD}  vault: ${pins}\n  closed: ${pins}\n  gone: ${pins}\n`,
    )
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
    expect(targets.map(({ expect: { pinned } }) => pinned)).toEqual([
      { addresses: ['10.0.1.5'], latency: { connect: 120 } },
      undefined,
    ])
  })

  test.for([
    ['an unknown key', `${HEAD}  vault: { adresses: [10.0.1.5] }\n`, 'baseline.yaml', 6],
    ['a wrong value', `${HEAD}  vault: { latency: { connect: soon } }\n`, 'baseline.yaml', 6],
    [
      'another version',
      HEAD.replace('1', '2').replace('targets:', 'targets: {}'),
      'baseline.yaml',
      1,
    ],
    ['no YAML', 'targets: [', 'baseline.yaml', 1],
    ['a configuration', 'targets: []', 'baseline.yaml', 1],
  ] as const)('%s is refused with its place', ([, text, file, line]) => {
    const [problem] = plan(text).problems
    expect(problem).toMatchObject({ file, line })
    expect(problem?.remedy).not.toBe('')
  })

  test('one that is not there is a problem of the configuration', () => {
    expect(planned(CONFIG).problems).toMatchObject([
      { file: 'perimeter.yaml', line: 3, key: 'baseline' },
    ])
  })

  test('one of another vantage is a warning', () => {
    const other = `${HEAD.replace('here', 'there')}  vault: {}\n`
    expect(plan(other).warnings).toMatchObject([{ key: 'baseline' }])
  })
})
