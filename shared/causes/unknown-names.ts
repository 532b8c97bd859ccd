import { askedOf, knownBy } from './asked.ts'
import type { Candidate, Mechanism } from './candidate.ts'
import { suffixesOf } from './names.ts'
import { askedOutside } from './outside.ts'
import { type Came, hostsOf, scoped, sharing } from './scope.ts'
import type { Traits } from './traits.ts'
import { countOf } from './words.ts'

/** Fewer unknown names than this may each be a typing error. */
const SEVERAL = 3

/**
 * Names that do not resolve: those below one suffix, while others do, or all names of the internet. A zone that is
 * gone, hidden by another or forwarded to a dead server is one suffix; a resolver closed to the internet is all.
 */
export const UNKNOWN_NAMES: Mechanism = {
  codes: ['dns-name-not-found', 'dns-no-answer', 'dns-server-failure', 'dns-refused'],
  candidates: (failing, all) => {
    // That a name has no record of one type says nothing of its addresses.
    const direct = failing.filter(({ path, records }) => path === 'direct' && records === null)
    return [...suffixes(direct, all), ...everyPublicName(direct, all)]
  },
}

const resolves: Came = ({ addresses, records }) => addresses.length > 0 || records === true

function suffixes(failing: readonly Traits[], all: readonly Traits[]): readonly Candidate[] {
  const groups = sharing(suffixesOf, { failing, all, came: resolves })
  return [...groups].flatMap(([suffix, members]) => {
    if (hostsOf(members).length < 2) return []
    const asked = askedOf(members)
    const below = new Set(members)
    return {
      subject: suffix,
      scope: [
        { dimension: 'suffix' as const, values: [suffix] },
        { dimension: 'resolver' as const, values: asked.resolvers },
      ],
      members,
      contrastedBy: (t: Traits) => !below.has(t) && resolves(t),
      tell: (covered: readonly Traits[], passing: number) => ({
        statement: `None of the ${hostsOf(covered).length} names below ${suffix} resolves by ${asked.words}${whileKnown(covered)}${passing === 0 ? '' : `; ${countOf(passing, 'other target resolves', 'other targets resolve')}`}`,
        ...(askedOutside(covered) ?? {
          cause: `the zone that ${asked.words} has for ${suffix} does not hold these names, its zone is gone, or what it forwards ${suffix} to does not know them`,
          fix: `Ask ${asked.words} for the SOA of ${suffix}: it names the zone that answers. Then restore the zone, its records, or the forwarder for ${suffix}`,
        }),
      }),
    }
  })
}

function everyPublicName(failing: readonly Traits[], all: readonly Traits[]): readonly Candidate[] {
  if (hostsOf(failing).length < SEVERAL) return []
  const { words, resolvers } = askedOf(failing)
  const scope = {
    subject: `every public name, ${words}`,
    parts: [{ dimension: 'resolver', values: resolvers }],
    holds: (t: Traits) => (t.path === 'direct' && !resolves(t)) || hasPublicAddress(t),
  } as const
  const came: Came = hasPublicAddress
  const [candidate] = scoped(scope, { failing, all, came }, (covered, passing) => ({
    statement: `${words} resolves none of the ${covered.length} public names that were asked${whileKnown(covered)}${passing === 0 ? '' : `; ${countOf(passing, 'private name resolves', 'private names resolve')}`}`,
    cause: 'the resolver does not forward names of the internet, or a policy hides them',
    fix: `Let ${words} forward names outside its own zones, or name a resolver that does`,
  }))
  const contrastedBy = (t: Traits) => resolves(t) && !hasPublicAddress(t)
  return candidate === undefined ? [] : [{ ...candidate, contrastedBy }]
}

function whileKnown(targets: readonly Traits[]): string {
  const others = knownBy(targets)
  return others === null ? '' : `, while ${others} has addresses for them`
}

function hasPublicAddress({ addresses }: Traits): boolean {
  return addresses.some(({ addressClass }) => addressClass === 'public')
}
