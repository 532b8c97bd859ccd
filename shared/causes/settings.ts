import { askedOf } from './asked.ts'
import type { Candidate, CauseWords, Mechanism } from './candidate.ts'
import { hostsOf, scoped } from './scope.ts'
import type { Traits } from './traits.ts'
import { many, some } from './words.ts'

/** Names whose answer was put in one place: a sink or a policy of a DNS server, the hosts file of this machine. */
export const SETTINGS: readonly Mechanism[] = [
  { codes: ['dns-sinkholed'], candidates: (failing) => bySink(failing) },
  { codes: ['dns-blocked-by-policy'], candidates: (failing) => byPolicy(failing) },
  { codes: ['dns-hosts-override'], candidates: (failing) => inHostsFile(failing) },
  { codes: ['resolution-not-proven'], candidates: (failing) => throughProxy(failing) },
  { codes: ['reachable-but-must-be-blocked'], candidates: (failing, all) => open(failing, all) },
]

function bySink(failing: readonly Traits[]): readonly Candidate[] {
  const sinks = Map.groupBy(failing, ({ addresses }) =>
    addresses
      .map((a) => a.address)
      .sort()
      .join(', '),
  )
  return [...sinks].flatMap(([sink, members]) =>
    listed(members, {
      subject: `names that lead to ${sink}`,
      scope: [
        { dimension: 'address', values: [sink] },
        { dimension: 'server-name', values: [...hostsOf(members)] },
      ],
      tell: (covered) => ({
        statement: `${hostsOf(covered).length} names lead to one address that serves nobody, ${sink}: ${some(hostsOf(covered))}`,
        cause: covered[0]?.root?.cause ?? '',
        fix: `${covered[0]?.root?.fix ?? ''}. The names: ${many(hostsOf(covered))}`,
      }),
    }),
  )
}

/** What is to be done says which policy it is: of Azure, or the zone of a server. */
function byPolicy(failing: readonly Traits[]): readonly Candidate[] {
  return [...Map.groupBy(failing, ({ root }) => root?.fix ?? '')].flatMap(([fix, members]) => {
    const { resolvers, words } = askedOf(members)
    return listed(members, {
      subject: `names that a policy of ${words} blocks`,
      scope: [
        { dimension: 'resolver', values: resolvers },
        { dimension: 'server-name', values: [...hostsOf(members)] },
      ],
      tell: (covered) => ({
        statement: `${words} blocks ${hostsOf(covered).length} names by a policy: ${some(hostsOf(covered))}`,
        cause: covered[0]?.root?.cause ?? '',
        fix: `${fix}. The names: ${many(hostsOf(covered))}`,
      }),
    })
  })
}

function inHostsFile(failing: readonly Traits[]): readonly Candidate[] {
  return listed(failing, {
    subject: 'the hosts file',
    scope: [{ dimension: 'server-name', values: [...hostsOf(failing)] }],
    tell: (covered) => ({
      statement: `The hosts file of this machine decides over ${hostsOf(covered).length} names: ${some(hostsOf(covered))}`,
      cause: 'somebody wrote these names into the hosts file, and DNS is not asked for them',
      fix: `Remove the lines of ${many(hostsOf(covered))} from the hosts file, or correct them`,
    }),
  })
}

/** Names that must be private and go through a proxy, which resolves them by a DNS of its own. */
function throughProxy(failing: readonly Traits[]): readonly Candidate[] {
  return [...Map.groupBy(failing, ({ path }) => path)].flatMap(([proxy, members]) =>
    listed(members, {
      subject: `private names through ${proxy}`,
      scope: [
        { dimension: 'proxy', values: [proxy] },
        { dimension: 'server-name', values: [...hostsOf(members)] },
      ],
      tell: (covered) => ({
        statement: `${hostsOf(covered).length} names that must be private go through ${proxy}, and what they resolve to there is not seen: ${some(hostsOf(covered))}`,
        cause: 'the proxy resolves names itself, so that private names reach it as any other',
        fix: `Exempt them from the proxy (\`noProxy\`, NO_PROXY) if clients reach them directly: ${many(hostsOf(covered))}`,
      }),
    }),
  )
}

/** The egress path is open: nothing of what must be blocked is. */
function open(failing: readonly Traits[], all: readonly Traits[]): readonly Candidate[] {
  const scope = {
    subject: 'everything that must be blocked',
    parts: [{ dimension: 'server-name', values: [...hostsOf(failing)] }],
    holds: (t: Traits) => t.result.target.expect.reachability === 'blocked',
  } as const
  const isBlocked = ({ root }: Traits) => root === null
  return scoped(scope, { failing, all, came: isBlocked }, (covered) => ({
    statement: `Nothing of what must be blocked is: all ${covered.length} targets are reachable, ${some(hostsOf(covered))}`,
    cause:
      'the egress path has no filter any more: a rule allows everything, or traffic goes past the firewall',
    fix: 'Compare the routes that apply here with what they should be, then the rules of the firewall from the top: one allows any destination',
  }))
}

function listed(
  members: readonly Traits[],
  rest: {
    readonly subject: string
    readonly scope: Candidate['scope']
    readonly tell: (covered: readonly Traits[]) => CauseWords
  },
): readonly Candidate[] {
  if (hostsOf(members).length < 2) return []
  return [{ ...rest, members, contrastedBy: () => false }]
}
