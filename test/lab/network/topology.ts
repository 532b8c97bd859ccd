/** One network namespace of the lab. Every one has a single link, to `fw`; its service addresses lie on `lo`. */
export interface Place {
  readonly name: PlaceName
  /** Number of its link to `fw`: 10.50.255.(4n)/30 and fd50:0:0:ff0n::/64. */
  readonly link: number
  /** What `fw` routes to it. */
  readonly prefixes: readonly string[]
  /** The source addresses of what it sends. */
  readonly source4: string
  readonly source6: string | null
}

export const PLACE_NAMES = ['vnet', 'dns', 'pe', 'proxy', 'inet'] as const
export type PlaceName = (typeof PLACE_NAMES)[number]

/** The router and firewall between the places. */
export const FIREWALL = 'fw'

export const PLACES: readonly Place[] = [
  place('vnet', 0, ['10.50.1.0/24', 'fd50:0:0:1::/64'], '10.50.1.4', 'fd50:0:0:1::4'),
  place('dns', 1, ['10.50.0.0/24'], '10.50.0.4', null),
  place(
    'pe',
    2,
    ['10.50.2.0/24', '10.50.16.0/20', 'fd50:0:0:2::/64'],
    '10.50.2.1',
    'fd50:0:0:2::1',
  ),
  place('proxy', 3, ['10.50.3.0/24'], '10.50.3.4', null),
  place('inet', 4, ['0.0.0.0/0', '::/0'], '198.18.0.1', '2606:2800:220:1::1'),
]

function place(
  name: PlaceName,
  link: number,
  prefixes: readonly string[],
  source4: string,
  source6: string | null,
): Place {
  return { name, link, prefixes, source4, source6 }
}

/** The public address that the firewall gives to what leaves for the internet. */
export const EGRESS_ADDRESS = '20.1.2.3'

/** Ports of the firewall’s own servers, in `fw`. */
export const FIREWALL_PORTS = { applicationTls: 8443, applicationHttp: 8080, inspector: 8444 }

/** Ports of squid at 10.50.3.4, by what it does to a CONNECT. */
export const PROXY_PORTS = {
  ...{ open: 3128, auth: 3129, denying: 3130 },
  // Open to all but some names, or to none.
  ...{ withoutOne: 3131, withoutSome: 3132, withoutSuffix: 3133, closed: 3134 },
}
export const PROXY_ADDRESS = '10.50.3.4'

/** Both ends of a place’s link to the firewall. */
export function linkAddresses(place: Place): {
  fw4: string
  own4: string
  fw6: string
  own6: string
} {
  const base = place.link * 4
  const net6 = `fd50:0:0:ff0${place.link}`
  return {
    fw4: `10.50.255.${base + 1}`,
    own4: `10.50.255.${base + 2}`,
    fw6: `${net6}::1`,
    own6: `${net6}::2`,
  }
}
