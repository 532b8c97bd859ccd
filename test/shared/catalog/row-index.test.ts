import { describe, expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import type { Catalog } from '../../../shared/catalog/catalog.ts'
import { freeHosts, wildcardHosts } from '../../../shared/catalog/host-pattern.ts'
import { rowsOfCatalog } from '../../../shared/catalog/known-rows.ts'
import { RowIndex } from '../../../shared/catalog/row-index.ts'

const HOST = '[a-z0-9-]+(\\.[a-z0-9-]+)+'

function parameter(more: Partial<Catalog['parameters'][string]>): Catalog['parameters'][string] {
  return { type: 'string', required: false, describe: 'for a test', ...more }
}

const NAMES = {
  parameters: {
    app: parameter({}),
    host: parameter({
      default: '{app}.{suffix}',
      pattern: HOST,
      example: 'x-a1.japaneast-01.azurewebsites.net',
    }),
    scm: parameter({ default: '{host:label}.scm.{host:rest}', pattern: HOST }),
    any: parameter({ pattern: HOST }),
    own: parameter({ pattern: '([a-z0-9-]+\\.)+run\\.app' }),
    choice: parameter({ type: 'choice', values: ['one', 'two'] }),
    usual: parameter({ type: 'list', default: ['a.example', 'b.example'], pattern: HOST }),
    circle: parameter({ default: '{circle}.example' }),
  },
  lookups: { suffix: { by: 'choice', of: { one: 'azurewebsites.net', two: 'azurewebsites.us' } } },
}

describe('freeHosts()', () => {
  test.for([
    ['pypi.org', ['pypi.org']],
    ['{app}.azurecr.io', ['*.azurecr.io']],
    ['{app}-gas.{app}.example.com', ['*-gas.*.example.com']],
    ['{host}', ['*.azurewebsites.net', '*.azurewebsites.us', '*.*.azurewebsites.net']],
    ['{scm}', ['*.scm.azurewebsites.net', '*.scm.azurewebsites.us', '*.scm.*.azurewebsites.net']],
    ['{choice}.example.com', ['one.example.com', 'two.example.com']],
    ['{usual}', ['a.example', 'b.example']],
    ['{own}', ['*']],
    ['{any}', []],
    ['{app}', []],
    ['{unheard}.example.com', ['*.example.com']],
  ] as const)('%s stands for %j', ([template, expected]) => {
    expect(freeHosts(template, NAMES).map((h) => h.text)).toEqual(expected)
  })

  test('a default that goes in circles comes to an end', () => {
    expect(freeHosts('{circle}', NAMES)).not.toHaveLength(0)
  })
})

test.for([
  ['*.data.mcr.microsoft.com', 'a.b.data.mcr.microsoft.com', true],
  ['*.data.mcr.microsoft.com', 'data.mcr.microsoft.com', false],
  ['*.data.mcr.microsoft.com', 'data.mcr.microsoft.com.evil.example', false],
  ['azgn*.servicebus.windows.net', 'azgnrelay-x-l1.servicebus.windows.net', true],
  ['azgn*.servicebus.windows.net', 'azgn.x.servicebus.windows.net', false],
  ['*.{suffix}', 'x.azurewebsites.us', true],
] as const)('wildcardHosts(): %s takes %s: %s', ([wildcard, host, expected]) => {
  expect(wildcardHosts(wildcard, NAMES).some((h) => h.test?.test(host))).toBe(expected)
})

describe('RowIndex', () => {
  const index = new RowIndex(CATALOGS.flatMap(rowsOfCatalog).filter((row) => !row.blocked))
  const ids = (host: string, port: number | null, protocol = 'https') =>
    index.match(host, { port, protocol }).rows.map((row) => row.id)

  test.for([
    // exact before pattern, the longer pattern before the shorter
    ['oryxsdksprodbackup.blob.core.windows.net', 443, 'azure-functions/oryx-backup'],
    ['st1.blob.core.windows.net', 443, 'azure-functions/storage-blob'],
    ['func.scm.azurewebsites.net', 443, 'azure-functions/scm'],
    ['func.azurewebsites.net', 443, 'azure-functions/app'],
    ['func-a1b2.japaneast-01.azurewebsites.net', 443, 'azure-functions/app'],
    ['func-a1b2.scm.japaneast-01.azurewebsites.net', 443, 'azure-functions/scm'],
    ['***-masked.scm.azurewebsites.net', 443, 'azure-functions/scm'],
    // the port tells rows of one host apart
    ['st1.file.core.windows.net', 445, 'azure-functions/content-smb'],
    ['st1.file.core.windows.net', 443, 'azure-functions/content-https'],
    ['eastus.data.mcr.microsoft.com', 443, 'azure-functions/oryx-mcr'],
    ['contoso.japaneast.data.azurecr.io', 443, 'azure-container-registry/data'],
    ['japaneast-gas.guestconfiguration.azure.com', 443, 'azure-arc-servers/policy-region'],
    ['secretmanager.googleapis.com', 443, 'google-apis/api'],
  ] as const)('%s:%s belongs to %s', ([host, port, expected]) => {
    expect(ids(host, port)).toContain(expected)
  })

  test('a wildcard says nothing where a catalog knows more', () => {
    expect(ids('st1.blob.core.windows.net', 443)).not.toContain('azure-arc-servers/policy-content')
    expect(ids('x.y.servicebus.windows.net', 443)).toContain('azure-arc-servers/hybrid-relay')
  })

  test.for([
    ['oaasguestconfigjes1.blob.core.windows.net', 'azure-arc-servers/policy-content'],
    ['azgnrelay-japaneast-l9.servicebus.windows.net', 'azure-arc-servers/notifications-relay'],
  ] as const)('%s is of a family that one system has: %s', ([host, expected]) => {
    expect(ids(host, 443)).toEqual([expected])
  })

  test('a blob account of anybody is of no family', () => {
    expect(ids('stfuncorders.blob.core.windows.net', 443)).not.toContain(
      'azure-arc-servers/policy-content',
    )
  })

  test('an item of a row for each brings its own capabilities', () => {
    const { rows } = index.match('storage.googleapis.com', { port: 443, protocol: 'https' })
    const row = rows.find((r) => r.id === 'google-apis/api')
    expect(row?.capabilities.map((c) => c.id)).toContain('google-apis/storage')
  })

  test('a question for a name belongs to its rows, whatever their port', () => {
    expect(ids('st1.file.core.windows.net', 53, 'dns')).toHaveLength(3)
  })

  test('a known host at a port that nobody needs: no row, and the ports', () => {
    expect(index.match('pypi.org', { port: 80, protocol: 'http' })).toEqual({
      rows: [],
      otherPorts: [443],
    })
  })

  test('strangers match nothing', () => {
    for (const host of ['api.github.com', 'example.com', '10.0.0.4', 'localhost', '*', '']) {
      expect(index.match(host, { port: 443, protocol: 'https' }).rows, host).toEqual([])
      expect(index.match(host, { port: 80, protocol: 'http' }).rows, host).toEqual([])
    }
  })
})
