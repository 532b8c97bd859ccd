import { nsg, routeTable, vnet } from '../arm.ts'
import { collections, firewall, ipGroup, policy } from '../arm-firewall.ts'
import type { FlowTable } from '../flow-table.ts'

const ORDER = 'https://learn.microsoft.com/azure/firewall/rule-processing'

/** All that leaves 10.1.1.0/24 goes to the firewall of the hub, whose policy has a parent. */
export const ESTATE = [
  vnet(
    'vnet-app',
    '10.1.0.0/16',
    { 'snet-app': { prefix: '10.1.1.0/24', table: 'rt-app' } },
    { peers: { 'vnet-hub': '10.0.0.0/16 Connected' } },
  ),
  vnet('vnet-hub', '10.0.0.0/16', { AzureFirewallSubnet: { prefix: '10.0.1.0/26' } }),
  routeTable('rt-app', { default: '0.0.0.0/0 > 10.0.1.4' }),
  firewall('afw', 'vnet-hub/AzureFirewallSubnet', '10.0.1.4', 'afwp'),
]

export const AZURE_FIREWALL: readonly FlowTable[] = [
  {
    shows: 'what no rule names is denied',
    source: ORDER,
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'g', 100, { 'c 100 network Allow': { dns: '* > 10.5.0.0/16 TCP:53' } }),
    ],
    flows: `
      20.50.1.1:443  www.contoso.com blocked afwp
      20.50.1.1:53   -               blocked afwp`,
  },
  {
    shows: 'application rules: names, wildcards, protocols',
    source: ORDER,
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'g', 100, {
        'block 100 application Deny': { bad: '* > bad.contoso.com Https:443' },
        'web 200 application Allow': {
          one: '10.1.1.0/24 > login.microsoftonline.com Https:443',
          below: '10.1.1.0/24 > *.contoso.com Https:443,Http:80',
          odd: '10.1.1.0/24 > api.example.com Https:8443',
          others: '10.7.0.0/16 > www.example.org Https:443',
        },
      }),
    ],
    flows: `
      20.50.1.1:443   login.microsoftonline.com pass    one
      20.50.1.1:443   LOGIN.microsoftonline.com pass    one
      20.50.1.1:80    login.microsoftonline.com blocked afwp
      20.50.1.1:443   a.contoso.com             pass    below
      20.50.1.1:443   a.b.contoso.com           pass    below
      20.50.1.1:80    a.contoso.com             pass    below
      20.50.1.1:443   contoso.com               blocked afwp
      20.50.1.1:443   notcontoso.com            blocked afwp
      20.50.1.1:443   bad.contoso.com           blocked bad
      20.50.1.1:80    bad.contoso.com           pass    below
      20.50.1.1:8443  api.example.com           pass    odd
      20.50.1.1:443   api.example.com           blocked afwp
      20.50.1.1:443   www.example.org           blocked afwp
      20.50.1.1:22    a.contoso.com             blocked afwp
      20.50.1.1:443   -                         unreadable -`,
  },
  {
    shows: 'network rules before application rules, whatever the priorities',
    source: ORDER,
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'apps', 100, {
        'web 100 application Deny': { 'deny-name': '* > www.contoso.com Https:443' },
      }),
      collections('afwp', 'nets', 300, {
        'net 900 network Allow': { 'allow-net': '* > 20.50.0.0/16 TCP:443' },
        'net2 901 network Deny': { 'deny-net': '* > 20.51.0.0/16 Any:*' },
      }),
    ],
    flows: `
      20.50.1.1:443  www.contoso.com   pass    allow-net
      20.52.1.1:443  www.contoso.com   blocked deny-name
      20.51.1.1:443  www.contoso.com   blocked deny-net
      20.52.1.1:443  other.contoso.com blocked afwp`,
  },
  {
    shows: 'groups by priority, then collections by priority',
    source: ORDER,
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'second', 200, {
        'early 100 network Deny': { late: '* > 20.50.0.0/16 TCP:443' },
      }),
      collections('afwp', 'first', 100, {
        'b 300 network Deny': { second: '* > 20.50.1.0/24 TCP:443' },
        'a 200 network Allow': { first: '* > 20.50.1.1 TCP:443' },
      }),
    ],
    flows: `
      20.50.1.1:443  - pass    first
      20.50.1.2:443  - blocked second
      20.50.2.1:443  - blocked late
      20.60.1.1:443  - blocked afwp`,
  },
  {
    shows: 'the parent policy comes first in each kind of rule',
    source: ORDER,
    configuration: [
      ...ESTATE,
      policy('afwp', 'afwp-base'),
      policy('afwp-base'),
      collections('afwp-base', 'base', 5000, {
        'net 5000 network Deny': { 'base-deny': '* > 20.50.0.0/16 TCP:443' },
        'app 5100 application Deny': { 'base-name': '* > *.facebook.com Https:443' },
      }),
      collections('afwp', 'own', 100, {
        'net 100 network Allow': { 'own-allow': '* > 20.0.0.0/8 TCP:443' },
        'app 110 application Allow': { 'own-name': '* > * Https:443,Http:80' },
      }),
    ],
    flows: `
      20.50.1.1:443   -                blocked base-deny
      20.60.1.1:443   www.facebook.com pass    own-allow
      31.13.1.1:443   www.facebook.com blocked base-name
      31.13.1.1:443   www.contoso.com  pass    own-name
      31.13.1.1:80    www.facebook.com pass    own-name`,
  },
  {
    shows: 'ranges, IP groups, several protocols and ports',
    source: 'https://learn.microsoft.com/azure/firewall/ip-groups',
    configuration: [
      ...ESTATE,
      policy('afwp'),
      ipGroup('apps', ['10.1.1.0/24', '10.3.0.1-10.3.0.9']),
      ipGroup('partners', ['20.60.0.10-20.60.0.20', '20.61.0.0/16']),
      collections('afwp', 'g', 100, {
        'n 100 network Allow': {
          range: '10.1.1.1-10.1.1.20 > 20.50.0.1-20.50.0.9 TCP+UDP:8000-8010+9000',
          groups: 'group:apps > group:partners TCP:443',
          notus: '10.1.1.11-10.1.1.20 > 20.70.0.0/16 TCP:443',
          udp: '* > 20.71.0.0/16 UDP:443',
        },
      }),
    ],
    flows: `
      20.50.0.1:8000   - pass    range
      20.50.0.9:8010   - pass    range
      20.50.0.5:9000   - pass    range
      20.50.0.5:9001   - blocked afwp
      20.50.0.10:8000  - blocked afwp
      20.60.0.10:443   - pass    groups
      20.60.0.20:443   - pass    groups
      20.60.0.21:443   - blocked afwp
      20.61.200.1:443  - pass    groups
      20.70.0.1:443    - blocked afwp
      20.71.0.1:443    - blocked afwp`,
  },
  {
    shows: 'an IP group that is not in the configuration decides nothing',
    source: 'https://learn.microsoft.com/azure/firewall/ip-groups',
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'g', 100, {
        'n 100 network Allow': { hidden: '* > group:hidden TCP:443' },
      }),
    ],
    flows: `
      20.50.1.1:443  - unreadable -
      20.50.1.1:80   - blocked    afwp`,
  },
  {
    shows: 'the groups of the policy are not in the configuration',
    source: ORDER,
    configuration: [...ESTATE, policy('afwp')],
    flows: '20.50.1.1:443  www.contoso.com unreadable -',
  },
  {
    shows: 'a parent that is not in the configuration',
    source: ORDER,
    configuration: [
      ...ESTATE,
      policy('afwp', 'afwp-hidden'),
      collections('afwp', 'g', 100, { 'n 100 network Allow': { all: '* > * Any:*' } }),
    ],
    flows: '20.50.1.1:443  - unreadable -',
  },
  {
    shows: 'the rules of a spoke behind the firewall, which is peered with the hub alone',
    source: 'https://learn.microsoft.com/azure/architecture/networking/architecture/hub-spoke',
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'g', 100, { 'n 100 network Allow': { all: '* > * Any:*' } }),
      vnet('vnet-spoke', '10.2.0.0/16', { db: { prefix: '10.2.1.0/24', nsg: 'nsg-db' } }),
      nsg('nsg-db', {
        sql: '100 In Allow Tcp 10.1.0.0/16 > * :1433',
        rest: '200 In Deny * * > * :*',
      }),
    ],
    flows: `
      10.2.1.4:1433  - pass    sql
      10.2.1.4:443   - blocked rest`,
  },
  {
    shows: 'rules by source, where the address of the probe in its subnet is not known',
    source: ORDER,
    subnet: 'vnet-app/subnets/snet-app',
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'g', 100, {
        'n 100 network Allow': {
          subnet: '10.1.1.0/24 > 20.50.0.0/16 TCP:443',
          wider: '10.0.0.0/8 > 20.51.0.0/16 TCP:443',
          half: '10.1.1.0/25 > 20.52.0.0/16 TCP:443',
          others: '10.7.0.0/16 > 20.53.0.0/16 TCP:443',
          range: '10.1.1.1-10.1.1.20 > 20.54.0.0/16 TCP:443',
        },
      }),
    ],
    flows: `
      20.50.1.1:443  - pass       subnet
      20.51.1.1:443  - pass       wider
      20.52.1.1:443  - unreadable -
      20.53.1.1:443  - blocked    afwp
      20.54.1.1:443  - unreadable -`,
  },
  {
    shows: 'what does not go through the firewall is not asked of it',
    source: ORDER,
    configuration: [
      ...ESTATE,
      policy('afwp'),
      collections('afwp', 'g', 100, { 'n 100 network Deny': { all: '* > * Any:*' } }),
    ],
    flows: `
      10.1.1.99:443  - pass    vnet-app
      10.0.5.4:443   - pass    to-vnet-hub
      20.50.1.1:443  - blocked all`,
  },
]
