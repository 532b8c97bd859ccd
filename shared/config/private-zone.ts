import { z } from 'zod'
import { checkedText, cidr, complain } from '../document/text.ts'
import { parseHost } from '../target/host.ts'
import { isWithin } from '../zone/expected-zone.ts'
import { resolver } from './sections.ts'

const zoneName = checkedText((text) =>
  parseHost(text).complaint === null && text.includes('.')
    ? null
    : {
        message: 'is not a valid zone name',
        remedy: 'Write the suffix without a leading dot: corp.contoso.com',
      },
).transform((text) => text.toLowerCase().replace(/\.$/, ''))

const server = resolver.refine((text) => text !== 'system', {
  message: 'a server of a zone is an address: 10.1.0.4 or 10.1.0.4:53',
})

const privateZone = z.strictObject({
  zone: zoneName.describe('The suffix that private DNS alone serves: corp.contoso.com'),
  servers: z
    .array(server)
    .default([])
    .describe('DNS servers that hold it, asked in addition about its names: IP or IP:port'),
  addresses: z
    .array(cidr)
    .min(1)
    .exactOptional()
    .describe('Networks (CIDR) that its names must resolve into; default: any private address'),
})
type PrivateZone = z.output<typeof privateZone>

/** The key `privateZones`: zones of one's own, on premises, in Google Cloud or in Azure, judged like the vendors'. */
export const privateZones = z
  .array(privateZone)
  .default([])
  .superRefine((zones, ctx) => {
    for (const [i, { zone }] of zones.entries()) {
      if (zones.findIndex((other) => other.zone === zone) === i) continue
      const message = 'stands twice in privateZones'
      complain(ctx, { message, remedy: 'Put its servers and addresses into one entry' }, [
        i,
        'zone',
      ])
    }
  })

/** The zone of a host among them, the longest that it lies in; undefined for a host of none. */
export function privateZoneOf(
  zones: readonly PrivateZone[],
  host: string,
): PrivateZone | undefined {
  return zones
    .filter(({ zone }) => isWithin(host, zone))
    .toSorted((a, b) => b.zone.length - a.zone.length)[0]
}
