import type { Candidate, Mechanism } from './candidate.ts'
import type { Traits } from './traits.ts'
import { some } from './words.ts'

/** Fewer zones than this, and each zone may have its own cause. */
const SEVERAL = 2

/**
 * Names that must be private and resolve to public addresses. When no private name of the sweep is right, in several
 * zones, one thing is wrong for all of them: the network of the resolver, or the resolver.
 */
export const PRIVATE_NAMES: Mechanism = {
  codes: ['dns-private-zone-not-used', 'dns-no-private-endpoint'],
  byName: true,
  candidates: (failing) => {
    const zones = new Set(failing.map(({ root }) => root?.subject))
    return zones.size < SEVERAL ? [] : [noPrivateZone(failing)]
  },
}

function noPrivateZone(failing: readonly Traits[]): Candidate {
  const resolvers = [...new Set(failing.flatMap((traits) => traits.resolvers))].map(withoutPort)
  const asked = resolvers.length === 0 ? 'the system’s resolver' : some(resolvers)
  return {
    subject: 'every private zone',
    scope: [
      { dimension: 'resolver', values: resolvers },
      {
        dimension: 'zone',
        values: [...new Set(failing.flatMap(({ root }) => root?.subject ?? []))],
      },
    ],
    covers: wantsPrivate,
    refutedBy: (traits) => wantsPrivate(traits) && isPrivate(traits),
    contrastedBy: (traits) => !wantsPrivate(traits) && traits.addresses.length > 0,
    tell: (covered, passing) => ({
      statement: `None of the ${covered.length} names that must be private resolves to a private address by ${asked}${passing === 0 ? '' : `; ${passing} public names resolve`}`,
      cause:
        'no private zone is used: the zones are not linked to the network of the resolver, or the resolver does not forward to the cloud’s DNS',
      fix: `Check whom ${asked} asks: a custom DNS server must forward the public suffixes to the cloud’s DNS inside the network, and that network needs the links of the private zones`,
    }),
  }
}

function wantsPrivate({ result, path }: Traits): boolean {
  const { resolution, zone } = result.target.expect
  return path === 'direct' && (resolution === 'private' || zone !== undefined)
}

function isPrivate({ addresses }: Traits): boolean {
  return addresses.some(
    ({ addressClass }) => addressClass === 'private' || addressClass === 'cgnat',
  )
}

function withoutPort(server: string): string {
  return server.replace(/:53$/, '')
}
