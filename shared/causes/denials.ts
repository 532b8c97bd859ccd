import type { Candidate, CauseWords, Mechanism } from './candidate.ts'
import { resourceOf } from './names.ts'
import { type Came, hostsOf, neverThrough, sharing } from './scope.ts'
import type { Traits } from './traits.ts'
import { allOf, countOf, many, some } from './words.ts'

/** From this many resources on, what they have in common is whom they refuse, or who led us there. */
const SEVERAL = 3

/** Services that refuse us by rules of their own: one resource, one source address, one detour, one perimeter. */
export const DENIALS: readonly Mechanism[] = [
  {
    codes: ['http-denied-by-service', 'database-denied'],
    candidates: (failing, all) => [
      ...oneResource(failing, all),
      ...oneSource(neverThrough(failing, all, answers)),
    ],
  },
  {
    codes: ['http-reached-publicly'],
    candidates: (failing, all) => [
      ...oneResource(failing, all),
      ...oneDetour(neverThrough(failing, all, answers)),
    ],
  },
  {
    codes: ['http-denied-by-perimeter'],
    candidates: (failing, all) => [
      ...oneResource(failing, all),
      ...onePerimeter(neverThrough(failing, all, answers)),
    ],
  },
]

const answers: Came = ({ root, spoke }) => spoke && root === null

/**
 * The services of one account have one set of network rules.
 * Source: https://learn.microsoft.com/azure/storage/common/storage-network-security
 */
function oneResource(failing: readonly Traits[], all: readonly Traits[]): readonly Candidate[] {
  const groups = sharing(resourceOf, { failing, all, came: answers })
  return [...groups].flatMap(([resource, members]) =>
    listed(members, { subject: resource, dimension: 'resource' }, (covered) => ({
      statement: `${allOf(hostsOf(covered).length)} names of one resource refuse us alike: ${some(hostsOf(covered))}`,
      cause: covered[0]?.root?.cause ?? '',
      fix: covered[0]?.root?.fix ?? '',
    })),
  )
}

/** Services of several resources that are reached at public addresses and refuse this source: its address changed. */
function oneSource(failing: readonly Traits[]): readonly Candidate[] {
  const members = failing.filter(({ dials }) => dials.every(({ realm }) => realm === 'public'))
  return several(members, 'the public address that we come from', (covered, passing) => ({
    statement: `${hostsOf(covered).length} services refuse the address that we come from (${some(hostsOf(covered))})${passing === 0 ? '' : `; ${countOf(passing, 'target answers', 'targets answer')}`}`,
    cause:
      'the public address of this network’s egress changed (another NAT gateway, firewall or pool), or was never in the rules of these services',
    fix: `Compare our public address, which their answers often name, with what the rules of ${many(hostsOf(covered))} allow; give the egress its old address back, or allow the new one at each`,
  }))
}

/** Private names that a device on the way resolves itself, so that their services see a public caller. */
function oneDetour(failing: readonly Traits[]): readonly Candidate[] {
  return several(failing, 'private names that are reached publicly', (covered, passing) => ({
    statement: `${hostsOf(covered).length} services with private names see a public caller (${some(hostsOf(covered))})${passing === 0 ? '' : `; ${countOf(passing, 'target answers', 'targets answer')}`}`,
    cause: covered[0]?.root?.cause ?? '',
    fix: covered[0]?.root?.fix ?? '',
  }))
}

/** Google’s APIs that answer with a violation: those that the perimeter restricts. */
function onePerimeter(failing: readonly Traits[]): readonly Candidate[] {
  const members = failing.filter(isOfGoogle)
  return listed(members, { subject: 'a service perimeter' }, (covered, passing) => ({
    statement: `${hostsOf(covered).length} Google services answer that a service perimeter of VPC Service Controls forbids the request (${some(hostsOf(covered))})${passing === 0 ? '' : `; ${countOf(passing, 'target answers', 'targets answer')} without`}`,
    cause:
      'the project or network that the request comes from is not in the perimeter that restricts these services',
    fix: 'Look up the violation by its unique identifier in the audit log of the perimeter; add the project or network to the perimeter, or an ingress or egress rule for it',
  }))
}

function isOfGoogle({ host, dials }: Traits): boolean {
  return host.endsWith('.googleapis.com') || dials.some(({ realm }) => realm === 'vip')
}

type Tell = (covered: readonly Traits[], passing: number) => CauseWords

function several(members: readonly Traits[], subject: string, tell: Tell): readonly Candidate[] {
  const resources = new Set(members.flatMap(resourceOf))
  return resources.size < SEVERAL ? [] : listed(members, { subject }, tell)
}

function listed(
  members: readonly Traits[],
  { subject, dimension }: { readonly subject: string; readonly dimension?: 'resource' },
  tell: Tell,
): readonly Candidate[] {
  if (hostsOf(members).length < 2) return []
  const mine = new Set(members)
  const contrastedBy = (t: Traits) => !mine.has(t) && answers(t)
  const names = { dimension: 'server-name', values: hostsOf(members) } as const
  const scope = dimension === undefined ? [names] : [{ dimension, values: [subject] }, names]
  return [{ subject, scope, members, contrastedBy, tell }]
}
