import { describe, expect, test } from 'vitest'
import { byName, rowsOf, urlsOf } from './rows.ts'

const APP = { app: 'func-a', region: 'japaneast' }
const NPM = ['registry', 'npmjs', 'org'].join('.')
const ORYX = ['oryx', 'oryx-backup', 'oryx-origin', 'oryx-mcr']

function hosts(name: string, given: Record<string, string | readonly string[]>): readonly string[] {
  return rowsOf(name, given).map(({ url }) => new URL(url).hostname)
}

describe('azure-functions', () => {
  test('has the names seen in the firewall log of a Functions app', () => {
    const given = { app: 'func-202312', region: 'japaneast', build: ['python'], plan: 'dedicated' }
    // The ninth name of the log, api.github.com, is called by the application's own code.
    expect(hosts('azure-functions', given)).toEqual(
      expect.arrayContaining([
        'func-202312.azurewebsites.net',
        'func-202312.scm.azurewebsites.net',
        'oryx-cdn.microsoft.io',
        'pypi.org',
        'files.pythonhosted.org',
        'dc.services.visualstudio.com',
        'japaneast-1.in.applicationinsights.azure.com',
        'japaneast.livediagnostics.monitor.azure.com',
      ]),
    )
    expect(hosts('azure-functions', given)).not.toContain('api.github.com')
  })

  test.for([
    'dc.applicationinsights.azure.com',
    'dc.applicationinsights.microsoft.com',
    'live.applicationinsights.azure.com',
    'rt.applicationinsights.microsoft.com',
    'rt.services.visualstudio.com',
  ])('has %s of the article’s summary', (host) => {
    expect(hosts('azure-functions', APP)).toContain(host)
  })

  test.for([
    ['flex-consumption', false],
    ['elastic-premium', true],
    ['dedicated', false],
    ['consumption', true],
  ] as const)('checks the content share on %s: %s', ([plan, expected]) => {
    const rows = urlsOf('azure-functions', { ...APP, plan, storageAccount: 'sta' })
    expect('content-https' in rows).toBe(expected)
    expect(rows['content-smb']).toBe(expected ? 'tcp://sta.file.core.windows.net:445' : undefined)
  })

  test.for([
    ['flex-consumption', {}, ['storage-blob']],
    ['flex-consumption', { deploymentAccount: 'stb' }, ['deployment-storage']],
    ['elastic-premium', { deploymentAccount: 'stb' }, []],
  ] as const)('the package of a deployment on %s with %o is in %o', ([plan, more, expected]) => {
    const rows = rowsOf('azure-functions', { ...APP, plan, storageAccount: 'sta', ...more })
    const needed = rows.filter(({ capabilities }) => capabilities.includes('package-upload'))
    expect(needed.map(({ id }) => id)).toEqual(expected)
    expect(needed.every(({ capabilities }) => capabilities.includes('deploy'))).toBe(true)
  })

  test.for([
    ['elastic-premium', true],
    ['flex-consumption', false],
  ] as const)('the table endpoint is needed to scale on %s: %s', ([plan, expected]) => {
    const rows = rowsOf('azure-functions', { ...APP, plan, storageAccount: 'sta' })
    const table = rows.find(({ id }) => id === 'storage-table')
    expect(table?.capabilities.includes('runtime-scale')).toBe(expected)
  })

  test('leaves out what has no parameter', () => {
    const ids = Object.keys(urlsOf('azure-functions', APP))
    for (const id of ['storage-blob', 'ingestion', 'oryx', 'pypi', 'stamp', 'package', 'graph'])
      expect(ids).not.toContain(id)
    expect(ids.filter((id) => id.startsWith('revocation'))).toEqual([])
  })

  test('derives the deployment site from a unique default host name', () => {
    const host = 'func-a-x1y2.japaneast-01.azurewebsites.net'
    expect(urlsOf('azure-functions', { ...APP, host })['scm']).toBe(
      'https://func-a-x1y2.scm.japaneast-01.azurewebsites.net/',
    )
  })

  test.for([
    [
      'AzureUSGovernment',
      'usgovvirginia',
      '.azurewebsites.us',
      '.core.usgovcloudapi.net',
      'login.microsoftonline.us',
    ],
    [
      'AzureChinaCloud',
      'chinaeast2',
      '.chinacloudsites.cn',
      '.core.chinacloudapi.cn',
      'login.chinacloudapi.cn',
    ],
  ] as const)('has the names of %s and no others', ([cloud, region, sites, storage, entra]) => {
    const given = { cloud, app: 'func-a', region, storageAccount: 'sta', vaults: ['kv-a'] }
    const found = hosts('azure-functions', given)
    expect(found).toEqual(expect.arrayContaining([`func-a${sites}`, `sta.blob${storage}`, entra]))
    expect(found.filter((h) => /\.(windows\.net|azure\.com|azurewebsites\.net)$/.test(h))).toEqual([
      'cdn.functions.azure.com',
      'dataplane.diagnosticservices.azure.com',
    ])
  })

  test('expects what has a private endpoint to be private, in its zone, and nothing else', () => {
    const rows = rowsOf('azure-functions', {
      ...APP,
      storageAccount: 'sta',
      vaults: ['kv-a'],
      configurationStores: ['appcs-a'],
      privateEndpoints: ['app', 'vault', 'configuration', 'monitor'],
    })
    const zones = rows.flatMap(({ id, expect: { resolution, zone } }) =>
      resolution === 'private' ? [[id, zone] as const] : [],
    )
    expect(Object.fromEntries(zones)).toMatchObject({
      app: 'privatelink.azurewebsites.net',
      scm: 'privatelink.azurewebsites.net',
      'key-vault/kv-a': 'privatelink.vaultcore.azure.net',
      'app-configuration/appcs-a': 'privatelink.azconfig.io',
      'ingestion-region': 'privatelink.monitor.azure.com',
      'ingestion-global': 'privatelink.monitor.azure.com',
      live: 'privatelink.monitor.azure.com',
    })
    const ids = zones.map(([id]) => id)
    for (const id of ['storage-blob', 'arm', 'entra', 'bundle']) expect(ids).not.toContain(id)
  })

  test('checks revocation over plain HTTP when asked to, as optional', () => {
    const rows = rowsOf('azure-functions', { ...APP, also: ['revocation'] })
    const found = rows.filter(({ id }) => id.startsWith('revocation'))
    expect(found).toHaveLength(13)
    expect(found.every(({ url, row }) => url.startsWith('http://') && row.optional)).toBe(true)
  })
})

describe.for(['azure-functions', 'azure-app-service-build'])('a remote build by %s', (name) => {
  test.for([
    ['python', [...ORYX, 'pypi', 'pypi-files'], ['pypi.org', 'files.pythonhosted.org']],
    ['node', [...ORYX, 'npm'], [NPM]],
    ['dotnet', [...ORYX, 'nuget'], ['api.nuget.org']],
    [
      'powershell',
      ['powershell-gallery', 'powershell-packages', 'powershell-provider'],
      ['www.powershellgallery.com', 'cdn.powershellgallery.com', 'cdn.oneget.org'],
    ],
    ['java', [], []],
  ] as const)('of %s', ([build, ids, registries]) => {
    const before = Object.keys(urlsOf(name, APP_OF[name] ?? {}))
    const after = urlsOf(name, { ...APP_OF[name], build })
    const added = Object.keys(after).filter((id) => !before.includes(id))
    expect(added).toEqual(ids)
    const hostsAdded = added.map((id) => new URL(after[id] ?? '').hostname)
    expect(hostsAdded.filter((h) => !/oryx|mcr/.test(h))).toEqual(registries)
    const onWindows = Object.keys(urlsOf(name, { ...APP_OF[name], build, os: 'windows' }))
    expect(onWindows).not.toContain('oryx')
  })

  test('is held against Oryx only for the language asked for', () => {
    const oryx = rowsOf(name, { ...APP_OF[name], build: ['python'] }).find((r) => r.id === 'oryx')
    expect(oryx?.capabilities).toEqual(['remote-build', 'build-python'])
    expect(oryx?.expect.http).toEqual({ status: [400] })
  })

  test.for([
    'An error occurred while sending the request.',
    'Error: Oops... An unexpected error has occurred.',
    'Error: System.AggregateException: One or more errors occurred. (A task was canceled.)',
  ])('quotes %s', (message) => {
    const quotes = byName(name).capabilities.flatMap((c) => c.quotes ?? [])
    expect(quotes.some((quote) => quote.includes(message))).toBe(true)
  })
})

const APP_OF: Record<string, Record<string, string>> = {
  'azure-functions': APP,
  'azure-app-service-build': { app: 'app-a' },
}
