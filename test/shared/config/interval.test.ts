import { describe, expect, test } from 'vitest'
import { configurationOf } from '../../../shared/config/configuration-of.ts'
import { loadConfig } from '../../../shared/config/load.ts'
import { plan } from '../../../shared/config/plan.ts'

const HOUR = 3_600_000

function read(text: string, env: Record<string, string> = {}) {
  const { config, problems } = loadConfig(text, { file: 'p.yaml', env })
  if (config === null) return { problems, config: null, made: null }
  return { problems, config, made: plan(config, { env, readFile: () => '' }) }
}

const target = (more: string, top = '') =>
  `${top}targets: [{ name: a, url: "https://a.example/"${more} }]\n`

describe('interval', () => {
  test('is of a target, or of all targets of a catalog', () => {
    const text = `${target(', interval: 1h')}catalogs: [{ use: gcloud-cli, interval: 30m }]\n`
    const targets = read(text).made?.targets ?? []
    expect(targets.find(({ id }) => id === 'a')?.interval).toBe(HOUR)
    const others = targets.filter(({ catalog }) => catalog !== null)
    expect(new Set(others.map(({ interval }) => interval))).toEqual(new Set([HOUR / 2]))
    expect(read(target('')).made?.targets[0]).not.toHaveProperty('interval')
  })

  test.for([
    ['25h', 'is longer than a day'],
    ['hourly', 'is not a valid duration'],
    ['0s', 'is not longer than zero'],
  ] as const)('%s is refused', ([given, says]) => {
    const [problem] = read(target(`, interval: ${given}`)).problems
    expect(problem).toMatchObject({ key: 'targets[0].interval' })
    expect(problem?.message).toContain(says)
  })

  test.for([
    { name: 'shorter than the schedule', more: ', interval: 1m', top: '', warned: true },
    { name: 'as long', more: ', interval: 5m', top: '', warned: true },
    { name: 'longer', more: ', interval: 6m', top: '', warned: false },
    { name: 'none', more: '', top: '', warned: false },
    {
      name: 'shorter than the schedule at night only',
      more: ', interval: 1h',
      top: 'schedule: "0 */5 8-17 * * *"\n',
      warned: false,
    },
    {
      name: 'shorter than a daily schedule',
      more: ', interval: 1h',
      top: 'schedule: "0 0 3 * * *"\n',
      warned: true,
    },
  ])('one that has no effect is told: $name', ({ more, top, warned }) => {
    const warnings = read(target(more, top)).made?.warnings ?? []
    expect(warnings.map(({ key }) => key)).toEqual(warned ? ['targets[0].interval'] : [])
  })
})

describe('the hash of the configuration', () => {
  function hashOf(more: string, env = {}): string | undefined {
    const { config, made } = read(target(more), env)
    return config === null || made === null ? undefined : configurationOf(config, made).hash
  }

  test.for([
    ', interval: 1h',
    ', method: POST',
    ', headers: { x-a: "1" }',
    ', body: x',
    ', family: ipv4',
    ', redirects: 1',
    ', resolver: 10.0.0.4',
    ', limits: { step: 1s }',
  ])('is another with%s', (more) => {
    expect(hashOf(more)).not.toBe(hashOf(''))
  })

  test('does not depend on a secret', () => {
    const more = ', headers: { x-key: "${K}" }'
    expect(hashOf(more, { K: 'one' })).toBe(hashOf(more, { K: 'two' }))
    expect(hashOf(more, { K: 'one' })).not.toBe(hashOf(''))
  })
})
