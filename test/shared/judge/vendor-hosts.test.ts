import { describe, expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { sitesOf } from '../../../shared/catalog/sites.ts'
import { isVendorHost } from '../../../shared/judge/vendor-hosts.ts'

const sites = (name: string) =>
  sitesOf(CATALOGS.find((c) => c.name === name) ?? expect.unreachable())

describe('sitesOf()', () => {
  test('spells clouds, defaults and what the user says', () => {
    const arc = sites('azure-arc-servers')
    for (const site of ['aka.ms', 'azure.com', 'chinacloudapi.cn', 'windows.net']) {
      expect(arc).toContain(site)
    }
    expect(sites('cloud-run-functions')).toContain('pkg.dev')
    for (const site of CATALOGS.flatMap(sitesOf)) expect(site).toMatch(/^[a-z0-9-]+\.[a-z]+$/)
  })
})

describe('isVendorHost()', () => {
  test.for([
    'aka.ms',
    'download.microsoft.com',
    'japaneast.login.microsoft.com',
    '1234abcd.gw.arc.azure.com',
    'stacct.blob.core.chinacloudapi.cn',
    'us-docker.pkg.dev',
    'PyPI.org',
    's3.eu-west-1.amazonaws.com',
  ])('knows %s', (host) => {
    expect(isVendorHost(host)).toBe(true)
  })

  test.for([
    'app.contoso.com',
    'vm1.japaneast.cloudapp.azure.com',
    'a1b2.hcp.japaneast.azmk8s.io',
    'ip-10-0-0-1.eu-west-1.compute.amazonaws.com',
    'microsoft.com.evil.example',
    'notmicrosoft.com',
    '10.1.2.3',
  ])('leaves %s alone', (host) => {
    expect(isVendorHost(host)).toBe(false)
  })
})
