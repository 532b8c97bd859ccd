/** What an address is, by the ranges that have a meaning of their own. */
export const ADDRESS_CLASSES = [
  'private',
  'cgnat',
  'loopback',
  'link-local',
  'metadata',
  'azure-platform',
  'google-restricted',
  'google-private',
  'google-directpath',
  'documentation',
  'benchmarking',
  'unspecified',
  'broadcast',
  'multicast',
  'discard',
  'reserved',
  'as112',
  'amt',
  '6to4',
  'teredo',
  'nat64',
  'public',
] as const
export type AddressClass = (typeof ADDRESS_CLASSES)[number]

/** The names of Google's VIPs: https://docs.cloud.google.com/vpc/docs/configure-private-google-access. */
export const VIP_NAMES = {
  'google-restricted': 'restricted.googleapis.com',
  'google-private': 'private.googleapis.com',
} as const satisfies Partial<Record<AddressClass, string>>

/** One range with a meaning. */
export interface SpecialRange {
  readonly kind: AddressClass
  readonly cidr: string
  readonly name: string
  /** RFC, registry or vendor page that says so. */
  readonly source: string
}

const IANA4 = 'https://www.iana.org/assignments/iana-ipv4-special-registry'
const IANA6 = 'https://www.iana.org/assignments/iana-ipv6-special-registry'
const PGA = 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access'
const AZURE_168 =
  'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16'

/**
 * The table of ranges. The longest prefix that holds an address decides, so the order is for the reader:
 * what the two clouds mean first, then the registries of IANA.
 */
export const SPECIAL_RANGES: readonly SpecialRange[] = [
  row(
    'azure-platform',
    '168.63.129.16/32',
    'Azure platform address (DNS, DHCP, health)',
    AZURE_168,
  ),
  row(
    'metadata',
    '169.254.169.254/32',
    'metadata server of the cloud',
    'https://docs.cloud.google.com/compute/docs/metadata/overview',
  ),
  // UNVERIFIED: known from use, no page of Google's read; it matters only as a label.
  row(
    'metadata',
    'fd20:ce::254/128',
    'metadata server of Google Cloud, IPv6 (unverified)',
    'https://docs.cloud.google.com/compute/docs/metadata/overview',
  ),
  row('google-restricted', '199.36.153.4/30', VIP_NAMES['google-restricted'], PGA),
  row('google-private', '199.36.153.8/30', VIP_NAMES['google-private'], PGA),
  // The pages of Google say /56 today; older ones said /64, which lies within.
  row('google-restricted', '2600:2d00:2:1000::/56', VIP_NAMES['google-restricted'], PGA),
  row('google-private', '2600:2d00:2:2000::/56', VIP_NAMES['google-private'], PGA),
  // Inside Google's public ranges; only the longer prefix tells it from them.
  row('google-directpath', '34.126.0.0/18', 'Google direct connectivity', PGA),
  row('google-directpath', '2001:4860:8040::/42', 'Google direct connectivity', PGA),
  row('private', 'fd20::/20', 'Google Cloud internal IPv6 (ULA)', PGA),

  row('private', '10.0.0.0/8', 'RFC 1918', IANA4),
  row('private', '172.16.0.0/12', 'RFC 1918', IANA4),
  row('private', '192.168.0.0/16', 'RFC 1918', IANA4),
  row('private', 'fc00::/7', 'RFC 4193, unique local', IANA6),
  row('private', 'fec0::/10', 'RFC 3879, deprecated site-local', IANA6),
  row('cgnat', '100.64.0.0/10', 'RFC 6598, shared address space', IANA4),
  row('loopback', '127.0.0.0/8', 'RFC 1122, loopback', IANA4),
  row('loopback', '::1/128', 'RFC 4291, loopback', IANA6),
  row('unspecified', '0.0.0.0/8', 'RFC 791, this network', IANA4),
  row('unspecified', '::/128', 'RFC 4291, unspecified', IANA6),
  row('link-local', '169.254.0.0/16', 'RFC 3927, link-local', IANA4),
  row('link-local', 'fe80::/10', 'RFC 4291, link-local', IANA6),
  row('broadcast', '255.255.255.255/32', 'RFC 919, limited broadcast', IANA4),
  row('multicast', '224.0.0.0/4', 'RFC 1112, multicast', IANA4),
  row('multicast', 'ff00::/8', 'RFC 4291, multicast', IANA6),
  row('documentation', '192.0.2.0/24', 'RFC 5737, TEST-NET-1', IANA4),
  row('documentation', '198.51.100.0/24', 'RFC 5737, TEST-NET-2', IANA4),
  row('documentation', '203.0.113.0/24', 'RFC 5737, TEST-NET-3', IANA4),
  row('documentation', '2001:db8::/32', 'RFC 3849, documentation', IANA6),
  row('documentation', '3fff::/20', 'RFC 9637, documentation', IANA6),
  row('benchmarking', '198.18.0.0/15', 'RFC 2544, benchmarking', IANA4),
  row('benchmarking', '2001:2::/48', 'RFC 5180, benchmarking', IANA6),
  row('discard', '100::/64', 'RFC 6666, discard only', IANA6),
  row('as112', '192.31.196.0/24', 'RFC 7535, AS112', IANA4),
  row('as112', '192.175.48.0/24', 'RFC 7534, AS112', IANA4),
  row('as112', '2001:4:112::/48', 'RFC 7535, AS112', IANA6),
  row('as112', '2620:4f:8000::/48', 'RFC 7534, AS112', IANA6),
  row('amt', '192.52.193.0/24', 'RFC 7450, AMT', IANA4),
  row('amt', '2001:3::/32', 'RFC 7450, AMT', IANA6),
  row('6to4', '192.88.99.0/24', 'RFC 7526, deprecated 6to4 relay', IANA4),
  row('6to4', '2002::/16', 'RFC 3056, 6to4', IANA6),
  row('teredo', '2001::/32', 'RFC 4380, Teredo', IANA6),
  row('nat64', '64:ff9b::/96', 'RFC 6052, NAT64', IANA6),
  row('nat64', '64:ff9b:1::/48', 'RFC 8215, local-use NAT64', IANA6),
  row('reserved', '192.0.0.0/24', 'RFC 6890, IETF protocol assignments', IANA4),
  row('reserved', '240.0.0.0/4', 'RFC 1112, reserved', IANA4),
  row('reserved', '2001::/23', 'RFC 2928, IETF protocol assignments', IANA6),
  row('reserved', '5f00::/16', 'RFC 9602, segment routing', IANA6),
  // Global unicast is 2000::/3; the rest is held back (RFC 4291, 2.4), `::a.b.c.d` with it (2.5.5.1).
  row('reserved', '::/96', 'RFC 4291, IPv4-compatible IPv6 address', IANA6),
  row('reserved', '::/3', 'RFC 4291, reserved', IANA6),
  row('reserved', '4000::/2', 'RFC 4291, reserved', IANA6),
  row('reserved', '8000::/1', 'RFC 4291, reserved', IANA6),
]

function row(kind: AddressClass, cidr: string, name: string, source: string): SpecialRange {
  return { kind, cidr, name, source }
}
