import type { Candidate, CauseWords, Mechanism } from './candidate.ts'
import { suffixesOf } from './names.ts'
import { type Came, hostsOf, neverThrough, scoped, sharing } from './scope.ts'
import type { Traits } from './traits.ts'
import { allOf, classWords, countOf, many, some } from './words.ts'

/**
 * Connections that a device opens and ends by the name it reads in them. All names of a path: the device has no
 * application rule for this source. Those below one suffix, or some: what fails is the list of names to add.
 */
export const NAMES_CUT: Mechanism = {
  codes: ['tls-blocked-by-name', 'http-denied-by-firewall'],
  candidates: (failing, all) =>
    [...Map.groupBy(failing, ({ path }) => path)].flatMap(([path, mine]) => [
      ...classesOf(path, mine).flatMap((kind) => everyName(path, kind, { failing: mine, all })),
      ...suffixes(path, mine, all),
      ...someNames(path, neverThrough(mine, all, comesThrough)),
    ]),
}

const comesThrough: Came = ({ spoke, root }) => spoke && root === null

/** The kinds of addresses that are reached on a path; behind a proxy nobody here knows them. */
function classesOf(path: string, failing: readonly Traits[]): readonly string[] {
  if (path !== 'direct') return ['public']
  return [...new Set(failing.flatMap(({ dials }) => dials.map((d) => d.addressClass)))]
}

function everyName(
  path: string,
  kind: string,
  given: { readonly failing: readonly Traits[]; readonly all: readonly Traits[] },
): readonly Candidate[] {
  const isOfKind = ({ dials }: Traits) =>
    path !== 'direct' || dials.some((d) => d.addressClass === kind)
  const scope = {
    subject:
      kind === 'public'
        ? `every public name, ${path}`
        : `every name at ${classWords(kind)}, ${path}`,
    parts: [
      { dimension: 'path', values: [path] },
      { dimension: 'address-class', values: [kind] },
    ],
    holds: (t: Traits) => t.path === path && isOfKind(t),
  } as const
  const contrastedBy = (t: Traits) => !scope.holds(t) && t.spoke
  return scoped(scope, { ...given, came: comesThrough }, (covered, passing) => ({
    statement: `${allOf(covered.length)} targets at ${classWords(kind)} are cut once their name is read${passing === 0 ? '' : `; ${countOf(passing, 'other comes', 'others come')} through`}`,
    ...(path === 'direct' ? NO_RULE : POLICY_OF_PROXY),
  })).map((candidate) => ({ ...candidate, contrastedBy }))
}

const NO_RULE = {
  cause:
    'the firewall on the egress path has no application rule for this source, or it denies every name',
  fix: 'Add an application rule for this source in the firewall’s policy with the names of this configuration (`perimeter rules` prints them in the format of your firewall), and look there for a change of the source addresses',
}

/** Through a proxy the filter is the proxy, or lies behind it. */
const POLICY_OF_PROXY = {
  cause:
    'the proxy opens tunnels, and its policy for this source, or a firewall behind it, ends them whatever the name',
  fix: 'Look at the policy of the proxy for this source, then at the firewall behind it; `perimeter rules` prints the names of this configuration in the format of many',
}

const notListed = (names: string) => ({
  cause: 'the firewall’s application rules allow some names and not these',
  fix: `Add these names to one application rule: ${names}; \`perimeter rules --missing\` prints it whole`,
})

const notInPolicy = (names: string) => ({
  cause: 'the policy of the proxy, or a firewall behind it, lets some names through and not these',
  fix: `Add these names to the policy of the proxy, and to that of the firewall behind it: ${names}`,
})

/** All names below a suffix, and none of it comes through: the rule that is missing has a wildcard. */
function suffixes(
  path: string,
  failing: readonly Traits[],
  all: readonly Traits[],
): readonly Candidate[] {
  const onPath = all.filter((t) => t.path === path)
  const groups = sharing(suffixesOf, { failing, all: onPath, came: comesThrough })
  return [...groups].flatMap(([suffix, members]) =>
    hostsOf(members).length < 2
      ? []
      : listed(path, members, {
          subject: `${suffix}, ${path}`,
          part: { dimension: 'suffix', values: [suffix] },
          names: `${allOf(hostsOf(members).length)} names below ${suffix}`,
        }),
  )
}

function someNames(path: string, failing: readonly Traits[]): readonly Candidate[] {
  if (hostsOf(failing).length < 2) return []
  return listed(path, failing, {
    subject: `names without a rule, ${path}`,
    part: { dimension: 'server-name', values: [...hostsOf(failing)] },
    names: some(hostsOf(failing)),
  })
}

interface Listed {
  readonly subject: string
  readonly part: Candidate['scope'][number]
  readonly names: string
}

function listed(
  path: string,
  members: readonly Traits[],
  { subject, part, names }: Listed,
): readonly Candidate[] {
  const mine = new Set(members)
  return [
    {
      subject,
      scope: [{ dimension: 'path', values: [path] }, part],
      members,
      contrastedBy: (t) => t.path === path && !mine.has(t) && t.spoke,
      tell: (covered, passing): CauseWords => ({
        statement: `${names} are cut once their name is read, ${countOf(passing, 'other target comes', 'other targets come')} through`,
        ...(path === 'direct' ? notListed : notInPolicy)(many(hostsOf(covered))),
      }),
    },
  ]
}
