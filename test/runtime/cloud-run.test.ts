import { expect, test } from 'vitest'
import {
  cloudRunPlatform,
  instanceAge,
  warmUpFromNow,
  warmUpLeft,
} from '../../runtime/cloud-run.ts'
import { platformOf } from '../../runtime/platform.ts'
import { NO_PLATFORM } from '../../runtime/vantage.ts'

test.for([
  [0, 0, 120_000],
  [0, 20_000, 100_000],
  [0, 120_001, 0],
  [30_000, 10_000, 20_000],
] as const)('warm-up of %d at an age of %d: %d', ([configured, age, left]) => {
  expect(warmUpLeft(configured, age)).toBe(left)
})

test.for([
  ['a service or a function', { K_SERVICE: 'orders' }, 90_000],
  ['a job', { CLOUD_RUN_JOB: 'nightly' }, 90_000],
  ['a worker pool', { CLOUD_RUN_WORKER_POOL: 'pool' }, 90_000],
  ['an empty variable', { K_SERVICE: '' }, 0],
  ['any other place', {}, 0],
] as const)('%s that is 30 s old', ([, env, left]) => {
  expect(warmUpFromNow(0, env, () => 30_000)).toBe(left)
})

test('elsewhere the configured warm-up stands, whatever the age', () => {
  expect(warmUpFromNow(60_000, {}, () => 30_000)).toBe(60_000)
})

/** A /proc in which the first process started so many seconds after the machine. */
function proc(name: string, started: number, uptime: number) {
  const fields = ['S', ...Array.from({ length: 18 }, () => '0'), String(started * 100), '0', '0']
  return (file: string) =>
    file === '/proc/uptime' ? `${uptime} 12.00\n` : `1 (${name}) ${fields.join(' ')}\n`
}

test.for([
  ['as old as the first process of the container', proc('node', 1000, 100_000), 99_000_000],
  ['a name with brackets and blanks', proc('a) b (c', 1000, 100_000), 99_000_000],
  ['no field of that kind: as old as this process', () => 'nonsense', null],
] as const)('an instance is %s', ([, read, expected]) => {
  const own = process.uptime() * 1000
  const age = instanceAge(read, { pid: 7, ppid: 1 })
  if (expected !== null) expect(age).toBe(expected)
  else expect(age).toBeGreaterThanOrEqual(own)
})

test('what something else than the first process started is as old as itself', () => {
  const age = instanceAge(proc('init', 0, 100_000), { pid: 700, ppid: 600 })
  expect(age).toBeLessThanOrEqual(process.uptime() * 1000)
})

test('without /proc, an instance is as old as this process', () => {
  const age = instanceAge(
    () => {
      throw new Error('ENOENT')
    },
    { pid: 1, ppid: 0 },
  )
  expect(age).toBeLessThanOrEqual(process.uptime() * 1000)
})

test('platformOf() knows App Service and Cloud Run by their variables, and no other place', () => {
  const env = {
    WEBSITE_SITE_NAME: 'web',
    WEBSITE_INSTANCE_ID: 'a1',
    WEBSITE_PULL_IMAGE_OVER_VNET: '1',
  }
  const conf = () => 'nameserver 169.254.169.254\n'
  expect(platformOf(env, conf)).toMatchObject({
    cloud: 'azure',
    app: 'web',
    facts: { pullImageOverVnet: '1' },
  })
  expect(
    platformOf(
      {
        CLOUD_RUN_JOB: 'nightly',
        CLOUD_RUN_EXECUTION: 'nightly-x',
        GOOGLE_CLOUD_REGION: 'asia-northeast1',
      },
      conf,
    ),
  ).toEqual({
    ...{ cloud: 'gcp', region: 'asia-northeast1', app: 'nightly' },
    facts: { job: 'nightly', execution: 'nightly-x', resolvConf: 'nameserver 169.254.169.254' },
  })
  expect(platformOf({ CLOUD_RUN_WORKER_POOL: 'pool' }, conf)).toMatchObject({
    cloud: 'gcp',
    app: 'pool',
  })
  expect(platformOf({ WEBSITE_SITE_NAME: 'web' }, conf)).toBe(NO_PLATFORM)
  expect(platformOf({}, conf)).toBe(NO_PLATFORM)
})

test('no fact is longer than 300 characters, and none is empty', () => {
  const env = { K_SERVICE: 'x'.repeat(301), K_REVISION: '', PERIMETER_EGRESS: 'y'.repeat(300) }
  const { facts, app } = cloudRunPlatform(env, '# nothing\n', { region: 'r', more: '' })
  expect(facts).toEqual({ service: 'x'.repeat(300), egress: 'y'.repeat(300) })
  expect(app).toBe('x'.repeat(301))
})

test.for([
  ['says nothing', { project: null, instance: '' }, { project: 'of-the-environment' }],
  ['knows more', { project: 'own', instance: 'i' }, { project: 'own', instance: 'i' }],
] as const)('what another source than the environment %s', ([, more, facts]) => {
  const env = { K_SERVICE: 'orders', GOOGLE_CLOUD_PROJECT: 'of-the-environment' }
  expect(cloudRunPlatform(env, null, more).facts).toEqual({ service: 'orders', ...facts })
})
