import { expect, test } from 'vitest'
import { CHINA_ZONES } from '../../../shared/zone/china.ts'
import { companionsOf, companionsToAsk } from '../../../shared/zone/companions.ts'
import { googleDomain, isGoogleName } from '../../../shared/zone/google-domains.ts'
import { GOVERNMENT_ZONES } from '../../../shared/zone/government.ts'
import { isOwnZone, ownZoneOf } from '../../../shared/zone/own-zone.ts'
import { privateLinkZone, privateSideOf } from '../../../shared/zone/private-names.ts'
import { PUBLIC_ZONES } from '../../../shared/zone/public.ts'
import { publicNameOf } from '../../../shared/zone/public-name.ts'
import { subResourceByName } from '../../../shared/zone/sub-resource.ts'
import { suffixToForward } from '../../../shared/zone/suffix-to-forward.ts'
import { zoneOf } from '../../../shared/zone/zone-of.ts'

const filled = (text: string) => text.replace(/\{\w+\}/g, 'japaneast')

const ROWS = [...PUBLIC_ZONES, ...GOVERNMENT_ZONES, ...CHINA_ZONES]

/** A host of each public suffix, one in each zone, and names that are near to both. */
const NAMES = [
  ...new Set([
    ...ROWS.flatMap(([, , , zones, suffixes]) => [
      ...suffixes.split(' ').map((suffix) => `x.${filled(suffix)}`),
      ...zones.split(' ').map((zone) => `x.${filled(zone)}`),
    ]),
    'management.azure.com',
    'acct.documents.azure.com',
    'acct-japaneast.documents.azure.com',
    'acct.documents.azure.us',
    'acct.documents.azure.cn',
    'reg.azurecr.us',
    'reg.japaneast.data.azurecr.io',
    'sta-secondary.blob.core.windows.net',
    'sta.z11.web.core.windows.net',
    'db.mysql.database.azure.com',
    'db.private.postgres.database.azure.com',
    'ase.appserviceenvironment.net',
    'app.ase.appserviceenvironment.net',
    'env.japaneast.azurecontainerapps.io',
    'x.privatelink.example',
    'x.privatelink-global.wvd.microsoft.com',
    'contoso.com',
    'localhost',
    'storage.googleapis.com',
    'us-docker.pkg.dev',
    'pkg.dev',
    'gcr.io',
    'dl.google.com',
    'x.dl.google.com',
    'packages.cloud.google.com',
    'accounts.google.com',
    'x.notebooks.cloud.google.com',
    'a.run.app',
    'www.gstatic.com',
    'notgoogle.com',
    'mypkg.dev',
    'notgcr.io',
  ]),
].toSorted()

/** All that the tables say of a name. */
function said(name: string) {
  const zone = zoneOf(name)
  return {
    zoneOf: zone,
    publicName: publicNameOf(name),
    privateLink: privateLinkZone(name.toLowerCase()),
    privateSide: privateSideOf(name.toLowerCase()),
    forward: suffixToForward(name, zone === null ? [] : [`x.${zone.zones[0]}`]),
    subResource: subResourceByName(name.toLowerCase()),
    companions: companionsOf(name).map(
      ({ host, always, perhaps }) => `${host} ${always} ${perhaps}`,
    ),
    toAsk: companionsToAsk(name).length,
    ownZone: ownZoneOf(name),
    isOwnZone: [zone?.suffix ?? '', name, `${zone?.suffix}.`].map((one) => isOwnZone(name, one)),
    google: googleDomain(name.toLowerCase()),
    isGoogle: isGoogleName(name.toLowerCase()),
  }
}

test('capitals make no other name', () => {
  for (const name of NAMES) expect(said(name.toUpperCase())).toEqual(said(name))
})

test('what is known of each name', async () => {
  const lines = NAMES.map((name) => {
    const { zoneOf: zone, companions, ...rest } = said(name)
    const known =
      zone === null
        ? 'no zone'
        : `${zone.cloud} | ${zone.zones.join(' ')} | ${zone.groupIds.join(' ')} | ${zone.endpointZones.join(' ')}`
    const parts = Object.entries(rest).map(([key, value]) =>
      value === null || value === false ? '' : `${key} ${JSON.stringify(value)}`,
    )
    return [name, known, ...parts.filter(Boolean), ...companions].join('\n  ')
  })
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('all-names.txt')
})
