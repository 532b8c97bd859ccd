import type { Candidate, Mechanism } from './candidate.ts'
import type { Traits } from './traits.ts'
import { some } from './words.ts'

const LONG_LIST = 8

/**
 * Connections that a device opens and ends by the name it reads in them. All names of a path: the device has no
 * application rule for this source. Some: what fails is the list of names to add.
 */
export const NAMES_CUT: Mechanism = {
  codes: ['tls-blocked-by-name', 'http-denied-by-firewall'],
  candidates: (failing) =>
    [...new Set(failing.map(({ path }) => path))].flatMap((path) => [
      everyName(path),
      someNames(path, failing),
    ]),
}

function isPublicOn(path: string, traits: Traits): boolean {
  const { dials } = traits
  return (
    traits.path === path && (path !== 'direct' || dials.some((d) => d.addressClass === 'public'))
  )
}

function everyName(path: string): Candidate {
  return {
    subject: `every public name, ${path}`,
    scope: [
      { dimension: 'path', values: [path] },
      { dimension: 'address-class', values: ['public'] },
    ],
    covers: (traits) => isPublicOn(path, traits),
    refutedBy: (traits) => isPublicOn(path, traits) && traits.spoke && traits.root === null,
    contrastedBy: (traits) => !isPublicOn(path, traits) && traits.spoke,
    tell: (covered, passing) => ({
      statement: `All ${covered.length} targets with a public address are cut once their name is read${passing === 0 ? '' : `; ${passing} others come through`}`,
      cause:
        'the firewall on the egress path has no application rule for this source, or it denies every name',
      fix: 'Add an application rule for this subnet in the firewall’s policy with the names of this configuration (`perimeter rules` prints them in the format of your firewall), and look there for a change of the source addresses',
    }),
  }
}

function someNames(path: string, failing: readonly Traits[]): Candidate {
  const listed = failing.filter((traits) => isPublicOn(path, traits))
  const ids = new Set(listed.map(({ id }) => id))
  return {
    subject: `names without a rule, ${path}`,
    scope: [
      { dimension: 'path', values: [path] },
      { dimension: 'server-name', values: [...new Set(listed.map(({ host }) => host))] },
    ],
    covers: ({ id }) => ids.has(id),
    refutedBy: () => false,
    contrastedBy: (traits) => isPublicOn(path, traits) && traits.spoke,
    tell: (covered, passing) => ({
      statement: `${some(covered.map(({ host }) => host))} are cut once their name is read, ${passing} other public targets come through`,
      cause: 'the firewall’s application rules allow some names and not these',
      fix: `Add these names to one application rule: ${some(
        covered.map(({ host }) => host),
        LONG_LIST,
      )}; \`perimeter rules --missing\` prints it whole`,
    }),
  }
}
