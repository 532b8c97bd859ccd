import { routeTable } from '../../shared/cloud-network/arm.ts'
import { guarded, hub, lab } from './azure-lab.ts'
import type { Change } from './change.ts'

type Row = Omit<Change, 'cloud'>
const azure = (rows: readonly Row[]): readonly Change[] =>
  rows.map((row) => ({ ...row, cloud: 'azure' }))
const GOOGLE_WEB = '142.250.196.100,2607:f8b0:4004:c1b::68'

/** What must be blocked and passes, and the ways to a proxy and to resolvers. */
export const AZURE_WAYS = azure([
  {
    wire: 'blocked/leaks',
    target: 'web',
    shows: 'what must be blocked passes by a rule of the security group',
    configuration: guarded({ 'allow-web': `300 Out Allow Tcp * > ${GOOGLE_WEB} :443` }),
    object: 'security-rule nsg-probe allow-web',
    fix: ['--access Deny', '--priority 299'],
  },
  {
    wire: 'blocked/leaks',
    target: 'web',
    shows: 'what must be blocked passes by the default rule',
    configuration: guarded({ 'deny-other': '300 Out Deny * * > 192.0.2.0/24 :*' }),
    object: 'security-rule nsg-probe AllowInternetOutBound',
    fix: ['--priority 4096'],
  },
  {
    wire: 'blocked/leaks',
    target: 'web',
    shows: 'what must be blocked passes, since the subnet has no security group',
    configuration: lab(),
    object: 'subnet probe',
    fix: ['az network vnet subnet update', '--vnet-name vnet-lab --name probe'],
  },
  {
    wire: 'blocked/leaks',
    target: 'web',
    shows: 'what must be blocked passes by an application rule',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { out: '0.0.0.0/0 > 10.60.1.4', six: '::/0 > 10.60.1.4' }, true),
      ...hub({ 'web 200 application Allow': { everything: '* > * Https:443' } }),
    ],
    object: 'firewall-rule afwp-hub everything',
    fix: ['Take www.google.com out of rule everything'],
  },
  {
    wire: 'proxy/unreachable',
    target: 'web',
    shows: 'a security rule denies the proxy',
    configuration: guarded({ 'no-proxy': '200 Out Deny Tcp * > 10.50.3.0/24 :3128' }),
    object: 'security-rule nsg-probe no-proxy',
    fix: ['az network nsg rule create'],
  },
  {
    wire: 'proxy/unreachable',
    target: 'web',
    shows: 'a route leads the proxy to nowhere',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { 'no-proxy': '10.50.3.0/24 > None' }),
    ],
    object: 'route rt-probe no-proxy',
    fix: [],
  },
  {
    wire: 'dns/dropped',
    target: 'vault',
    shows: 'a security rule denies DNS over UDP',
    configuration: guarded({ 'no-dns': '200 Out Deny Udp * > 10.50.0.0/24 :53' }),
    object: 'security-rule nsg-probe no-dns',
    fix: ["--protocol '*'", '--destination-port-ranges 53'],
  },
  {
    wire: 'dns/tcp-blocked',
    target: 'long',
    shows: 'a security rule denies DNS over TCP alone',
    configuration: guarded({ 'no-dns-tcp': '200 Out Deny Tcp * > 10.50.0.0/24 :53' }),
    object: 'security-rule nsg-probe no-dns-tcp',
    fix: ['--protocol Tcp', '--destination-port-ranges 53'],
  },
])
