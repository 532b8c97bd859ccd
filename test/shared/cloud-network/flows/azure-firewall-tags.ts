import { collections, policy } from '../arm-firewall.ts'
import type { FlowTable } from '../flow-table.ts'
import { ESTATE } from './azure-firewall.ts'

const TAGS = 'https://learn.microsoft.com/azure/firewall/fqdn-tags'

/** Rules of which the addresses or the names are somewhere else: service tags, names in network rules, FQDN tags. */
export const AZURE_FIREWALL_TAGS: readonly FlowTable[] = [
  {
    shows: 'service tags and names in network rules',
    source: 'https://learn.microsoft.com/azure/firewall/fqdn-filtering-network-rules',
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'g', 100, {
        'n 100 network Allow': {
          vaults: '* > AzureKeyVault TCP:443',
          sql: '* > fqdn:sql1.database.windows.net TCP:1433',
          unknown: '* > Sql.JapanEast TCP:11000-11999',
        },
      }),
    ],
    flows: `
      20.43.1.1:443    -                         pass       vaults
      20.50.1.1:443    -                         blocked    afwp
      20.50.1.1:1433   sql1.database.windows.net pass       sql
      20.50.1.1:1433   sql2.database.windows.net blocked    afwp
      20.50.1.1:11000  sql1.database.windows.net unreadable -`,
  },
  {
    shows: 'FQDN tags and web categories hold names that are not in the configuration',
    source: TAGS,
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'g', 100, {
        'a 100 application Allow': {
          one: '* > www.contoso.com Https:443',
          update: '* > tag:WindowsUpdate Https:443,Http:80',
        },
      }),
    ],
    flows: `
      20.50.1.1:443  www.contoso.com      pass       one
      20.50.1.1:443  au.windowsupdate.com unreadable -
      20.50.1.1:22   au.windowsupdate.com blocked    afwp`,
  },
  {
    shows: 'a rule of an FQDN tag without protocols may be for any port of TCP',
    source: TAGS,
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'g', 100, {
        'a 100 application Allow': {
          said: '10.1.1.0/24 > tag:AzureBackup Https:443',
          bare: '10.1.1.0/24 > tag:WindowsUpdate -',
        },
      }),
    ],
    flows: `
      20.50.1.1:443      au.windowsupdate.com unreadable -
      20.50.1.1:80       au.windowsupdate.com unreadable -
      20.50.1.1:443/udp  au.windowsupdate.com blocked    afwp`,
  },
]
