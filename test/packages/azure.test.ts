import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Package } from '../../azure/package.ts'
import { AzureHost } from './azure-host.ts'
import { Built } from './azure-site.ts'

const built = new Built()
let made: Package

beforeAll(async () => {
  made = await built.package()
}, 60_000)
afterAll(() => built[Symbol.dispose]())

describe('the archive', () => {
  test('holds what runs and nothing else', () => {
    const names = readdirSync(made.folder, { recursive: true })
      .map(String)
      .filter((name) => !/^chunks([/\\][\w-]+\.js)?$/.test(name))
    expect(names.toSorted()).toEqual(['NOTICE', 'host.json', 'index.js', 'package.json'])
    expect(made.archiveBytes).toBeLessThan(2_000_000)
  })

  test('is the same, byte for byte, when it is made again', async () => {
    const again = await built.package()
    const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
    expect(hash(again.archive)).toBe(hash(made.archive))
  }, 60_000)

  test('can bring a configuration', async () => {
    const config = path.join(built.folder, 'own.yaml')
    writeFileSync(config, 'targets: []\n')
    const { folder: own } = await built.package(config)
    expect(readFileSync(path.join(own, 'perimeter.yaml'), 'utf8')).toBe('targets: []\n')
  }, 60_000)

  test('names the licences of what is in it', () => {
    const notice = readFileSync(path.join(made.folder, 'NOTICE'), 'utf8')
    for (const name of ['@azure/functions', 'hono', 'zod', 'undici', 'yaml']) {
      expect(notice).toMatch(new RegExp(`^${name} \\d[^\\n]*\\(`, 'm'))
    }
  })

  test('shows nothing of the machine that made it', () => {
    for (const name of readdirSync(made.folder, { recursive: true }).map(String)) {
      const file = path.join(made.folder, name)
      if (!/\.(js|json)$/.test(name)) continue
      expect(readFileSync(file, 'utf8')).not.toContain(path.resolve('.'))
    }
  })
})

describe('registration', () => {
  const NAMES = ['sweep', 'health', 'api']
  const cases = [
    ['a good configuration', {}],
    ['a broken configuration', { PERIMETER_CONFIG_YAML: 'targets: [' }],
    ['a schedule that is none', { PERIMETER_SCHEDULE: 'soon' }],
  ] as const
  test.for(cases)('%s', async ([, more]) => {
    await using host = await AzureHost.start(made.folder, await built.settings(more))
    expect(host.loaded.error).toBeNull()
    expect(host.loaded.functions.map(({ name }) => name)).toEqual(NAMES)
    expect(await host.stop()).toBe(0)
  })

  test('without any app setting', async () => {
    await using host = await AzureHost.start(made.folder, {})
    expect(host.loaded.functions.map(({ name }) => name)).toEqual(NAMES)
    expect(trigger(host, 'sweep')).toMatchObject({ schedule: '0 */5 * * * *' })
  })

  test('is what the platform is told', async () => {
    await using host = await AzureHost.start(made.folder, await built.settings())
    expect(trigger(host, 'sweep')).toMatchObject({
      type: 'timerTrigger',
      schedule: '%PERIMETER_SCHEDULE%',
      useMonitor: true,
      runOnStartup: false,
    })
    expect(trigger(host, 'health')).toMatchObject({
      type: 'httpTrigger',
      authLevel: 'anonymous',
      route: 'health',
      methods: ['GET', 'HEAD'],
    })
    expect(trigger(host, 'api')).toMatchObject({
      type: 'httpTrigger',
      authLevel: 'function',
      route: '{*path}',
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    })
    expect(host.loaded.hooks).toEqual(['appTerminate'])
    const { routePrefix } = JSON.parse(readFileSync(path.join(made.folder, 'host.json'), 'utf8'))
      .extensions.http
    expect(routePrefix).toBe('api')
  })
})

function trigger(host: AzureHost, name: string): unknown {
  return Object.values(host.function(name)?.bindings ?? {})[0]
}
