import { endpoint } from '../cloud-network/arm.ts'
import { zone } from '../cloud-network/arm-dns.ts'
import { app, azure, BLOB, blob, DNS, type Named, silent } from './named-objects.ts'
import { opens } from './path-pieces.ts'

const ADDRESS = '10.1.2.5'

/** A record of the zone with an address at which the endpoint of another resource is. */
export const NAMED_RECORDS: readonly Named[] = (
  [
    ['a record that has the address of another endpoint', undefined, `dns-record ${BLOB} stapp`],
    ['not a record whose endpoint may be of that name', 'Microsoft.Cache/redis other', null],
  ] as const
).map(([shows, of, object]) => ({
  shows,
  evidence: blob([ADDRESS], [opens(ADDRESS, silent)]),
  network: azure(
    app(),
    DNS,
    ...zone(BLOB, ['vnet-app'], [`stapp A ${ADDRESS}`]),
    endpoint('other', 'vnet-app/data', ADDRESS, 'Approved', of),
  ),
  code: 'private-endpoint-not-answering',
  object,
}))
