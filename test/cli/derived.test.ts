import { describe, expect, test } from 'vitest'
import { perimeter } from '../../cli/program.ts'
import { FUNCTION_APP, SECRETS } from '../shared/catalog/derive/function-app-env.ts'
import { call, folder } from './call.ts'

const ALONE = 'proxy: none\ncatalogs:\n  - use: azure-functions\n'

describe('use: azure-functions alone, inside a function app', () => {
  test('is enough, and validate says where each parameter comes from', async () => {
    await using place = await folder({ 'perimeter.yaml': ALONE })
    const { out, status } = await call(['validate'], { cwd: place.path, env: FUNCTION_APP })
    expect(status).toBe(0)
    for (const url of [
      'https://func-orders-a1b2.japaneast-01.azurewebsites.net/',
      'https://func-orders-a1b2.scm.japaneast-01.azurewebsites.net/',
      'https://stfuncorders.blob.core.windows.net/',
      'tcp://stcontent.file.core.windows.net:445',
      'https://stpackages.blob.core.windows.net/',
      'https://kv-shared.vault.azure.net/healthstatus',
      'https://japaneast-1.in.applicationinsights.azure.com/',
      'https://japaneast.livediagnostics.monitor.azure.com/',
      'https://pypi.org/',
    ]) {
      expect.soft(out).toContain(`  ${url}  `)
    }
    expect(out).toContain('Parameters from the environment\n')
    expect(out).toMatch(/azure-functions: region = japaneast +REGION_NAME\n/)
    expect(out).toMatch(/azure-functions: vaults = kv-orders, kv-shared +DB_PASSWORD, API_KEY\n/)
  })

  test('is not enough elsewhere', async () => {
    await using place = await folder({ 'perimeter.yaml': ALONE })
    const { err, status } = await call(['validate'], { cwd: place.path })
    expect(status).toBe(2)
    expect(err).toContain('The parameter "app" is missing')
  })

  test('quotes no value of the environment that a catalog refuses', async () => {
    await using place = await folder({ 'perimeter.yaml': ALONE })
    const env = { ...FUNCTION_APP, REGION_NAME: '', WEBSITE_SITE_NAME: 'func-orders' }
    const { err } = await call(['validate'], { cwd: place.path, env })
    expect(err).toContain('The parameter "region" is missing')
    expectNoSecret(err)
  })
})

function expectNoSecret(text: string): void {
  for (const [name, secret] of Object.entries(SECRETS)) {
    expect(text, name).not.toContain(secret)
    expect(text, name).not.toContain(encodeURIComponent(secret))
  }
}

/** One call whose sweep is over before it begins, so that nothing leaves the machine. */
async function output(args: readonly string[], cwd: string): Promise<string> {
  let text = ''
  const write = (part: string) => {
    text += part
  }
  await perimeter(args, {
    out: write,
    err: write,
    env: FUNCTION_APP,
    cwd,
    terminal: { out: false, err: false, columns: 100 },
    signal: AbortSignal.abort(),
  })
  return text
}

describe('no secret of the environment comes out', () => {
  test.for([
    ['validate'],
    ['check', '--format', 'json'],
    ['check', '--format', 'pretty', '--verbose'],
    ['check', '--format', 'markdown'],
    ['check', '--format', 'junit'],
    ['check', '--save', '--format', 'json'],
    ['check', '--catalog', 'azure-functions', '--with', 'region=no region', '--format', 'json'],
    ['check', '--catalog', 'azure-app-service-build', '--format', 'json'],
    ['check', '--catalog', 'azure-monitor', '--format', 'json'],
    ['catalog', 'show', 'azure-functions'],
    ['explain', 'An error occurred while sending the request'],
  ])('by %s', async (args) => {
    await using place = await folder({ 'perimeter.yaml': ALONE })
    const text = await output(args, place.path)
    expect(text.length).toBeGreaterThan(100)
    expectNoSecret(text)
  })
})
