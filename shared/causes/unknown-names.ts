import type { Mechanism } from './candidate.ts'
import type { Traits } from './traits.ts'
import { some } from './words.ts'

/** Fewer unknown names than this may each be a typing error. */
const SEVERAL = 3

/** Names that do not exist for a resolver that knows no public name at all: it is closed to the internet's DNS. */
export const UNKNOWN_NAMES: Mechanism = {
  codes: ['dns-name-not-found', 'dns-no-answer', 'dns-server-failure', 'dns-refused'],
  candidates: (failing) => {
    const resolvers = [...new Set(failing.flatMap((traits) => traits.resolvers))].map((server) =>
      server.replace(/:53$/, ''),
    )
    const asked = resolvers.length === 0 ? 'the system’s resolver' : some(resolvers)
    if (new Set(failing.map(({ host }) => host)).size < SEVERAL) return []
    return [
      {
        subject: `every public name, ${asked}`,
        scope: [{ dimension: 'resolver', values: resolvers }],
        covers: (traits) => traits.path === 'direct' && traits.addresses.length === 0,
        refutedBy: hasPublicAddress,
        contrastedBy: (traits) => traits.addresses.length > 0 && !hasPublicAddress(traits),
        tell: (covered, passing) => ({
          statement: `${asked} resolves none of the ${covered.length} public names that were asked${passing === 0 ? '' : `; ${passing} private names resolve`}`,
          cause: 'the resolver does not forward names of the internet, or a policy hides them',
          fix: `Let ${asked} forward names outside its own zones, or name a resolver that does`,
        }),
      },
    ]
  },
}

function hasPublicAddress({ addresses }: Traits): boolean {
  return addresses.some(({ addressClass }) => addressClass === 'public')
}
