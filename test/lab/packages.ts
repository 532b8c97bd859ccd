/**
 * What the lab needs of Debian: package to a program that proves it is there. The one place where the list stands;
 * `node test/lab/packages.ts` prints the names on one line, for `apt-get install`.
 */
export const PACKAGES = {
  bind9: 'named',
  unbound: 'unbound',
  'dnsmasq-base': 'dnsmasq',
  'nginx-light': 'nginx',
  'squid-openssl': 'squid',
  nftables: 'nft',
  iptables: 'iptables',
  conntrack: 'conntrack',
  iproute2: 'ip',
  'util-linux': 'nsenter',
} as const satisfies Record<string, string>

if (import.meta.main) process.stdout.write(`${Object.keys(PACKAGES).join(' ')}\n`)
