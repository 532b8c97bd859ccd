import { vnet } from '../arm.ts'
import { inbound, ruleset, zone } from '../arm-dns.ts'
import { firewall, policy } from '../arm-firewall.ts'

const ZONES = 'https://learn.microsoft.com/azure/dns/private-dns-privatednszone'
const FALLBACK = 'https://learn.microsoft.com/azure/dns/private-dns-fallback'
const RESOLVER = 'https://learn.microsoft.com/azure/dns/dns-private-resolver-overview'
const PROXY = 'https://learn.microsoft.com/azure/firewall/dns-details'
export const BLOB = 'privatelink.blob.core.windows.net'
const VAULT = 'privatelink.vaultcore.azure.net'

export const app = (dns: readonly string[] = []) =>
  vnet('vnet-app', '10.1.0.0/16', { 'snet-app': { prefix: '10.1.1.0/24' } }, { dns })
export const hub = (dns: readonly string[] = []) =>
  vnet(
    'vnet-hub',
    '10.0.0.0/16',
    { in: { prefix: '10.0.2.0/28' }, AzureFirewallSubnet: { prefix: '10.0.1.0/26' } },
    { dns },
  )

interface NameTable {
  readonly shows: string
  readonly source: string
  readonly configuration: readonly unknown[]
  /** Each line: the name, what it is answered with, and what decides. */
  readonly names: string
}

/** What names are answered with in a network of Azure. */
export const AZURE_NAMES: readonly NameTable[] = [
  {
    shows: 'zones linked to the network of the probe, by the longest name',
    source: ZONES,
    configuration: [
      app(),
      ...zone(
        BLOB,
        ['vnet-app'],
        ['stapp A 10.1.2.4', 'sttwo A 10.1.2.5 10.1.2.6', '@ A 10.1.2.9'],
      ),
      ...zone(VAULT, ['vnet-hub'], ['kvapp A 10.0.3.4']),
      ...zone(
        'corp.example',
        ['vnet-app'],
        [
          '*.apps A 10.1.2.7',
          'www CNAME stapp.privatelink.blob.core.windows.net.',
          'out CNAME www.contoso.com',
          'case CNAME STAPP.PrivateLink.blob.core.windows.net',
        ],
      ),
      ...zone('eu.corp.example', ['vnet-app'], ['host A 10.1.2.8']),
    ],
    names: `
      stapp.${BLOB}          10.1.2.4            stapp
      STAPP.${BLOB}          10.1.2.4            stapp
      sttwo.${BLOB}          10.1.2.5+10.1.2.6   sttwo
      ${BLOB}                10.1.2.9            @
      none.${BLOB}           unknown-name        ${BLOB}
      kvapp.${VAULT}         public              ${VAULT}
      a.apps.corp.example    10.1.2.7            *.apps
      a.b.apps.corp.example  10.1.2.7            *.apps
      apps.corp.example      unknown-name        corp.example
      www.corp.example       10.1.2.4            stapp
      case.corp.example      10.1.2.4            stapp
      out.corp.example       public              -
      host.eu.corp.example   10.1.2.8            host
      www.eu.corp.example    unknown-name        eu.corp.example
      www.contoso.com        public              -`,
  },
  {
    shows: 'wildcards: not for the zone itself, and the nearest to the name, in whatever order',
    source: 'https://www.rfc-editor.org/rfc/rfc4592#section-3.3.1',
    configuration: [
      app(),
      ...zone('corp.example', ['vnet-app'], ['* A 10.1.2.7', '*.apps A 10.1.2.8']),
      ...zone('corp.test', ['vnet-app'], ['*.apps A 10.1.2.8', '* A 10.1.2.7']),
    ],
    names: `
      corp.example         unknown-name  corp.example
      a.corp.example       10.1.2.7      *
      a.apps.corp.example  10.1.2.8      *.apps
      a.corp.test          10.1.2.7      *
      a.apps.corp.test     10.1.2.8      *.apps`,
  },
  {
    shows: 'fallback to the internet',
    source: FALLBACK,
    configuration: [
      app(),
      ...zone(BLOB, ['vnet-app fallback', 'vnet-hub'], ['stapp A 10.1.2.4']),
      ...zone(VAULT, ['vnet-app', 'vnet-hub fallback'], ['kvapp A 10.0.3.4']),
    ],
    names: `
      stapp.${BLOB}  10.1.2.4      stapp
      none.${BLOB}   public        link-vnet-app
      none.${VAULT}  unknown-name  ${VAULT}`,
  },
  {
    shows:
      'a zone that is linked comes before rules; rules by the longest domain; disabled ones do not count',
    source: RESOLVER,
    configuration: [
      app(),
      hub(),
      inbound('in', 'vnet-hub', '10.0.2.4'),
      ...zone(BLOB, ['vnet-app'], ['stapp A 10.1.2.4']),
      ...zone(VAULT, ['vnet-hub'], ['kvapp A 10.0.3.4']),
      ...ruleset('rs', ['vnet-app'], {
        onprem: 'corp.example. > 192.168.0.53',
        blob: 'blob.core.windows.net. > 192.168.0.53',
        vault: 'vaultcore.azure.net. > 10.0.2.4',
        off: 'off.example. > 192.168.0.53 off',
        narrow: 'eu.corp.example. > 10.0.2.4',
      }),
    ],
    names: `
      stapp.${BLOB}          10.1.2.4      stapp
      stapp.blob.core.windows.net  unreadable  blob
      host.corp.example      unreadable    onprem
      host.eu.corp.example   public        narrow
      kvapp.${VAULT}         10.0.3.4      vault
      none.${VAULT}          unknown-name  vault
      www.off.example        public        -
      www.contoso.com        public        -`,
  },
  {
    shows: 'rulesets that no link leads to from here, whose links were read',
    source: RESOLVER,
    configuration: [
      app(),
      hub(),
      ...ruleset('rs', ['vnet-hub'], {
        onprem: 'corp.example. > 192.168.0.53',
        off: 'off.example. > 192.168.0.53 off',
        all: '. > 192.168.0.99',
      }),
      ...ruleset('unread', [], { test: 'corp.test. > 192.168.0.53' }),
    ],
    names: `
      host.corp.example  public  onprem
      www.off.example    public  -
      host.corp.test     public  -`,
  },
  {
    shows: 'a ruleset of another network, and one for every name',
    source: RESOLVER,
    configuration: [
      app(),
      hub(),
      ...ruleset('rs-hub', ['vnet-hub'], { onprem: 'corp.example. > 192.168.0.53' }),
      ...ruleset('rs-app', ['vnet-app'], { all: '. > 192.168.0.99' }),
    ],
    names: `
      host.corp.example  unreadable  all
      www.contoso.com    unreadable  all`,
  },
  {
    shows: 'own DNS servers: an inbound endpoint answers for its network',
    source: RESOLVER,
    configuration: [
      app(['10.0.2.4']),
      hub(),
      inbound('in', 'vnet-hub', '10.0.2.4'),
      ...zone(BLOB, ['vnet-hub'], ['stapp A 10.1.2.4']),
      ...zone(VAULT, ['vnet-app'], ['kvapp A 10.0.3.4']),
    ],
    names: `
      stapp.${BLOB}  10.1.2.4      stapp
      kvapp.${VAULT} public        ${VAULT}
      none.${BLOB}   unknown-name  ${BLOB}`,
  },
  {
    shows: 'own DNS servers: a firewall that is a DNS proxy asks the servers of its policy',
    source: PROXY,
    configuration: [
      app(['10.0.1.4']),
      hub(['192.168.0.53']),
      firewall('afw', 'vnet-hub/AzureFirewallSubnet', '10.0.1.4', 'afwp'),
      policy('afwp', undefined, []),
      ...zone(BLOB, ['vnet-hub'], ['stapp A 10.1.2.4']),
    ],
    names: `
      stapp.${BLOB}    10.1.2.4  stapp
      www.contoso.com  public    -`,
  },
  {
    shows: 'a DNS proxy with servers of its own',
    source: PROXY,
    configuration: [
      app(['10.0.1.4']),
      hub(),
      firewall('afw', 'vnet-hub/AzureFirewallSubnet', '10.0.1.4', 'afwp'),
      policy('afwp', undefined, ['192.168.0.53']),
      ...zone(BLOB, ['vnet-hub'], ['stapp A 10.1.2.4']),
    ],
    names: `stapp.${BLOB}  unreadable  -`,
  },
  {
    shows: 'a firewall that is no DNS proxy, and a server that nobody knows',
    source: PROXY,
    configuration: [
      app(['10.0.1.4', '10.0.7.7']),
      hub(),
      firewall('afw', 'vnet-hub/AzureFirewallSubnet', '10.0.1.4', 'afwp'),
      policy('afwp'),
      ...zone(BLOB, ['vnet-app', 'vnet-hub'], ['stapp A 10.1.2.4']),
    ],
    names: `stapp.${BLOB}  unreadable  -`,
  },
  {
    shows: 'servers that would answer differently decide nothing',
    source: ZONES,
    configuration: [
      app(['168.63.129.16', '10.0.2.4']),
      hub(),
      inbound('in', 'vnet-hub', '10.0.2.4'),
      ...zone(BLOB, ['vnet-app'], ['stapp A 10.1.2.4']),
    ],
    names: `
      stapp.${BLOB}    unreadable  -
      www.contoso.com  public      -`,
  },
  {
    shows: 'servers that both have an address, and not the same',
    source: ZONES,
    configuration: [
      app(['10.0.2.4', '10.5.2.4']),
      hub(),
      vnet('vnet-two', '10.5.0.0/16', { in: { prefix: '10.5.2.0/28' } }),
      inbound('in', 'vnet-hub', '10.0.2.4'),
      inbound('in2', 'vnet-two', '10.5.2.4'),
      ...zone('one.example', ['vnet-hub', 'vnet-two'], ['host A 10.1.2.4']),
      ...zone('sub.two.example', ['vnet-hub'], ['host A 10.1.2.4']),
      ...zone('two.example', ['vnet-two'], ['host.sub A 10.1.2.5']),
    ],
    names: `
      host.one.example      10.1.2.4    host
      host.sub.two.example  unreadable  -`,
  },
  {
    shows: 'a firewall that is no DNS proxy',
    source: PROXY,
    configuration: [
      app(['10.0.1.4']),
      hub(),
      firewall('afw', 'vnet-hub/AzureFirewallSubnet', '10.0.1.4', 'afwp'),
      policy('afwp'),
      ...zone(BLOB, ['vnet-hub'], ['stapp A 10.1.2.4']),
    ],
    names: `stapp.${BLOB}  unreadable  -`,
  },
  {
    shows: 'zones whose records or links are not in the configuration',
    source: ZONES,
    configuration: [app(), ...zone(BLOB, ['vnet-app'])],
    names: `
      stapp.${BLOB}    unreadable  -
      www.contoso.com  public      -`,
  },
  {
    shows: 'zones of which no link is in the configuration',
    source: ZONES,
    configuration: [app(), ...zone(BLOB, [], ['stapp A 10.1.2.4'])],
    names: `stapp.${BLOB}  unreadable  -`,
  },
  {
    shows: 'forwarders that lead in a circle',
    source: RESOLVER,
    configuration: [
      app(),
      inbound('in', 'vnet-app', '10.1.5.4'),
      ...ruleset('rs', ['vnet-app'], { loop: 'corp.example. > 10.1.5.4' }),
    ],
    names: 'host.corp.example  unreadable  loop',
  },
]
