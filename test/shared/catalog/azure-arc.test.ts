import { describe, expect, test } from 'vitest'
import { expand } from '../../../shared/catalog/expand.ts'
import { byName, listed, rowsOf, urlsOf } from './rows.ts'

const JAPAN = { region: 'japaneast' }
const ALL = ['sql', 'sql-entra', 'ssh', 'windows-admin-center', 'esu', 'licensing']

/** In both of the published lists for direct connections. */
const ALWAYS = [
  '*.guestconfiguration.azure.com',
  '*.guestnotificationservice.azure.com',
  '*.his.arc.azure.com',
  '*.japaneast.arcdataservices.com',
  '*.servicebus.windows.net',
  '*.waconazure.com',
  'azgn*.servicebus.windows.net',
  'dc.services.visualstudio.com',
  'download.microsoft.com',
  'guestnotificationservice.azure.com',
  'login.microsoftonline.com',
  'management.azure.com',
  'packages.microsoft.com',
  'pas.windows.net',
  'www.microsoft.com',
]
const GONE = ['*.blob.core.windows.net', 'aka.ms', 'login.windows.net']
const NEW = [
  '*.login.microsoft.com',
  'dls.microsoft.com',
  'graph.microsoft.com',
  'kv-a.vault.azure.net',
]

const GATEWAY = [
  '1234abcd.gw.arc.azure.com',
  'download.microsoft.com',
  'gbl.his.arc.azure.com',
  'je.his.arc.azure.com',
  'login.microsoftonline.com',
  'management.azure.com',
  'packages.microsoft.com',
]

describe('azure-arc-servers', () => {
  test('has the 18 names of direct connections as of July 2024', () => {
    const rows = rowsOf('azure-arc-servers', {
      ...JAPAN,
      list: '2024-07',
      extensions: ALL,
      vault: 'kv-a',
    })
    expect(listed(rows)).toEqual([...ALWAYS, ...GONE].toSorted())
    expect(listed(rows)).toHaveLength(18)
  })

  test('has the names of direct connections as of today', () => {
    const rows = rowsOf('azure-arc-servers', { ...JAPAN, extensions: ALL, vault: 'kv-a' })
    expect(listed(rows)).toEqual([...ALWAYS, ...NEW].toSorted())
  })

  test('has the 8 names beside a gateway as of July 2024', () => {
    const given = {
      ...JAPAN,
      list: '2024-07',
      mode: 'gateway',
      gateway: '1234abcd',
      extensions: ALL,
    }
    expect(listed(rowsOf('azure-arc-servers', given))).toEqual([...GATEWAY, 'aka.ms'].toSorted())
  })

  test('has the 8 names beside a gateway as of today', () => {
    const given = { ...JAPAN, mode: 'gateway', gateway: '1234abcd', extensions: ALL }
    expect(listed(rowsOf('azure-arc-servers', given))).toEqual(
      [...GATEWAY, '*.login.microsoft.com'].toSorted(),
    )
  })

  test.for(['direct', 'gateway', 'private-link'])('asks for concrete names only, %s', (mode) => {
    const rows = rowsOf('azure-arc-servers', { ...JAPAN, mode, gateway: '1234abcd' })
    expect(rows.filter(({ url }) => url.includes('*'))).toEqual([])
    expect(rows.map(({ url }) => url)).toContain('https://je.his.arc.azure.com/')
  })

  test('expects the scope’s names to be private, and leaves the others alone', () => {
    const rows = rowsOf('azure-arc-servers', { ...JAPAN, mode: 'private-link' })
    const zones = rows.flatMap(({ url, expect: { resolution, zone } }) =>
      resolution === 'private' ? [[new URL(url).hostname, zone]] : [],
    )
    expect(zones).toEqual([
      ['gbl.his.arc.azure.com', 'privatelink.his.arc.azure.com'],
      ['je.his.arc.azure.com', 'privatelink.his.arc.azure.com'],
      ['agentserviceapi.guestconfiguration.azure.com', 'privatelink.guestconfiguration.azure.com'],
      ['japaneast-gas.guestconfiguration.azure.com', 'privatelink.guestconfiguration.azure.com'],
    ])
  })

  test('reads the list of relays where it is kept', () => {
    const list = rowsOf('azure-arc-servers', JAPAN).find(({ id }) => id === 'notifications-list')
    expect(list?.url).toBe(
      'https://guestnotificationservice.azure.com/urls/allowlist?api-version=2020-01-01&location=japaneast',
    )
  })

  test.for([
    [
      'AzureUSGovernment',
      ['pasff.usgovcloudapi.net', 'gbl.his.arc.azure.us', 'login.microsoftonline.us'],
    ],
    [
      'AzureChinaCloud',
      [
        'pas.chinacloudapi.cn',
        'login.partner.chinacloudapi.cn',
        'guestnotificationservice.azure.cn',
      ],
    ],
  ] as const)('has the names of %s', ([cloud, expected]) => {
    const rows = rowsOf('azure-arc-servers', { cloud, region: 'x', arcShort: 'y' })
    expect(rows.map(({ url }) => new URL(url).hostname)).toEqual(
      expect.arrayContaining([...expected]),
    )
  })

  test.for([
    [{ region: 'francecentral' }, 'The parameter "arcShort" is missing'],
    [{ ...JAPAN, mode: 'gateway' }, 'The parameter "gateway" is missing'],
    [
      { ...JAPAN, mode: 'private-link', extensions: ['ssh'] },
      'extensions cannot be ssh with mode private-link',
    ],
    [
      { ...JAPAN, cloud: 'AzureChinaCloud', mode: 'gateway', gateway: 'g' },
      'mode cannot be gateway with cloud AzureChinaCloud',
    ],
  ] as const)('refuses %o', ([given, message]) => {
    const { problems } = expand(byName('azure-arc-servers'), given, (_, item) => item)
    expect(problems.map((p) => p.message)).toEqual([message])
  })
})

describe('extensions of azure-arc-servers', () => {
  const MORE = ['defender', 'update-manager', 'automation', 'key-vault']
  const GIVEN = {
    defenderGeo: 'eu',
    automationHost: '11111111-2222-3333-4444-555555555555.jrds.je.azure-automation.net',
    certificateVaults: ['kv-certs'],
    workspaceId: '11111111-2222-3333-4444-555555555555',
    dceHost: 'dce-a.japaneast-1.ingest.monitor.azure.com',
  }

  test.for([
    ['direct', {}],
    ['gateway', { gateway: '1234abcd' }],
  ] as const)('what the gateway does not carry is checked in mode %s, too', ([mode, more]) => {
    const rows = rowsOf('azure-arc-servers', {
      ...{ ...JAPAN, ...GIVEN, ...more, mode, extensions: [...MORE, 'monitor'] },
    })
    expect(rows.map(({ url }) => new URL(url).hostname)).toEqual(
      expect.arrayContaining([
        'winatp-gw-weu.microsoft.com',
        'eu-v20.events.data.microsoft.com',
        'download.windowsupdate.com',
        GIVEN.automationHost,
        'kv-certs.vault.azure.net',
        `${GIVEN.workspaceId}.ods.opinsights.azure.com`,
        GIVEN.dceHost,
      ]),
    )
  })

  test('revocation is asked for, over plain HTTP, and is never more than a warning', () => {
    const without = rowsOf('azure-arc-servers', JAPAN).map(({ id }) => id)
    const rows = rowsOf('azure-arc-servers', { ...JAPAN, also: ['revocation'] })
    const added = rows.filter(({ id }) => !without.includes(id))
    expect(added.map(({ url }) => url)).toContain('http://crl3.digicert.com/')
    expect(added.every(({ url, row }) => url.startsWith('http:') && row.optional === true)).toBe(
      true,
    )
  })

  test.for([
    ['australiaeast', 'ae'],
    ['centralindia', 'pn'],
    ['usgovvirginia', 'usgv'],
  ] as const)('the short name of %s is %s', ([region, short]) => {
    const cloud = region.startsWith('usgov') ? 'AzureUSGovernment' : 'AzureCloud'
    const { 'identity-region': url } = urlsOf('azure-arc-servers', { region, cloud })
    expect(new URL(url ?? '').hostname.split('.')[0]).toBe(short)
  })
})

describe('azure-arc-kubernetes', () => {
  test('adds the relay names and the on-behalf-of port by feature', () => {
    const before = rowsOf('azure-arc-kubernetes', JAPAN).map(({ id }) => id)
    const after = rowsOf('azure-arc-kubernetes', {
      ...JAPAN,
      features: ['cluster-connect', 'rbac'],
    })
    const added = after.filter(({ id }) => !before.includes(id))
    expect(added.map(({ url }) => new URL(url).host)).toEqual([
      'guestnotificationservice.azure.com',
      'guestnotificationservice.azure.com',
      'azgnrelay-japaneast-l1.servicebus.windows.net',
      'sts.windows.net',
      'graph.microsoft.com',
      'japaneast.obo.arc.azure.com:8084',
    ])
  })
})
