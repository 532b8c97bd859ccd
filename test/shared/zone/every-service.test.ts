import { describe, expect, test } from 'vitest'
import { expand } from '../../../shared/catalog/expand.ts'
import { CHINA_ZONES } from '../../../shared/zone/china.ts'
import { GOVERNMENT_ZONES } from '../../../shared/zone/government.ts'
import { PUBLIC_ZONES } from '../../../shared/zone/public.ts'
import { publicNameOf } from '../../../shared/zone/public-name.ts'
import { suffixToForward } from '../../../shared/zone/suffix-to-forward.ts'
import { zoneOf } from '../../../shared/zone/zone-of.ts'
import { byName } from '../catalog/rows.ts'
import { planned, rulesFor } from '../recipes/render.ts'

/** Each public suffix of the three clouds, as a host of it. */
const HOSTS = [
  ...new Set(
    [...PUBLIC_ZONES, ...GOVERNMENT_ZONES, ...CHINA_ZONES].flatMap(([, , , , suffixes]) =>
      suffixes
        .split(' ')
        .map((text) =>
          text === 'azure.com' ? 'management.azure.com' : `x.${text.replace(/\{\w+\}/g, 'p1')}`,
        ),
    ),
  ),
]

describe.for(HOSTS)('%s: zone, suffix and sub-resource agree everywhere', (host) => {
  const known = zoneOf(host)

  test('the suffix to forward covers the host, is public, and is the same behind the alias', () => {
    const [zone = ''] = known?.zones ?? []
    const suffix = suffixToForward(host, [`x.${zone}`])
    expect(suffix).toBe(known?.suffix)
    expect(`.${host}`.endsWith(`.${suffix}`)).toBe(true)
    expect(suffix).not.toContain('privatelink')
  })

  test('the catalog expects the zone, where the name alone tells it', () => {
    const given = { hosts: [host] }
    const { rows, problems } = expand(byName('azure-private-endpoints'), given, (_, item) => item)
    expect(problems).toEqual([])
    const [row] = rows
    expect(row?.expect.zone).toBe(known?.zones.length === 1 ? known.zones[0] : undefined)
  })

  test('rules name the same sub-resource, zones and suffix', () => {
    const text = rulesFor(
      'dns-zones',
      planned(`
targets:
  - { name: one, url: "https://${host}/", expect: { resolution: private } }`),
    )
    expect(text).toContain(`for suffix in \\\n  ${known?.suffix}\ndo`)
    for (const zone of known?.zones ?? []) expect(text).toContain(zone)
    // An AKS cluster makes its zone and record itself: there is no zone group to print.
    const made = known?.groupIds.filter((id) => id !== 'management') ?? []
    for (const id of made) expect(text).toContain(id)
  })
})

describe('the name that clients use for one in a private link zone', () => {
  // biome-ignore format: one name a line
  test.for([
    ['kv.privatelink.vaultcore.azure.net', 'kv.vault.azure.net'],
    ['kv.privatelink.vaultcore.azure.cn', 'kv.vault.azure.cn'],
    ['c.privatelink.azurecr.io', 'c.azurecr.io'],
    ['app.scm.privatelink.azurewebsites.net', 'app.scm.azurewebsites.net'],
    ['adx.privatelink.eastus.kusto.windows.net', 'adx.eastus.kusto.windows.net'],
    ['a.privatelink.new.azure.com', 'a.new.azure.com'],
    ['ab12345.west-europe.privatelink.snowflakecomputing.com', 'ab12345.west-europe.privatelink.snowflakecomputing.com'],
  ] as const)('%s: %s', ([host, name]) => {
    expect(publicNameOf(host)).toBe(name)
  })
})
