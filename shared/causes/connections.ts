import type { FailureCode } from '../failure/table.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import { agreedWords } from './agreed-words.ts'
import type { Candidate, CauseWords, Mechanism } from './candidate.ts'
import { type DialScope, dialScopes } from './dial-scopes.ts'
import type { Dial, Traits } from './traits.ts'
import { allOf, some, targetCount } from './words.ts'

/** From this many targets on, silence at some of many answering public addresses is a list that nobody allowed. */
const A_LIST = 3

/** How connections fail, and what is said of it. */
interface Manner {
  readonly codes: readonly FindingCode[]
  /** How a single dial ends in this manner, where a name connects at other addresses. */
  readonly failures: readonly FailureCode[]
  /** `gives no answer` after one address, `give no answer` after several. */
  readonly does: readonly [one: string, several: string]
  readonly cause: string
  /** Whether a host that is reached does the same: then some public addresses make no list. */
  readonly byHost?: true
}

const MANNERS: readonly Manner[] = [
  {
    codes: ['tcp-dropped', 'network-no-internet', 'private-endpoint-not-answering'],
    failures: ['generic_timeout_error', 'timed_out'],
    does: ['gives no answer to a connection', 'give no answer to a connection'],
    cause: 'packets to them, or the answers, are dropped by a rule, a firewall or a route',
  },
  {
    codes: ['tcp-unreachable'],
    failures: ['host_unreachable', 'network_unreachable', 'permission_denied'],
    does: ['is reported unreachable', 'are reported unreachable'],
    cause: 'a router or a firewall rejects the packets, or there is no route to them',
  },
  {
    codes: ['tcp-reset'],
    failures: ['connection_reset'],
    does: ['resets every connection', 'reset every connection'],
    cause: 'a firewall resets the connections',
  },
  {
    codes: ['tcp-refused'],
    failures: ['connection_refused'],
    does: ['refuses every connection', 'refuse every connection'],
    cause: 'a firewall answers for them with a reset, or nothing listens there any more',
    byHost: true,
  },
]

/** Connections that fail before a byte is exchanged, explained by subnet, port, class or family of address. */
export const CONNECTIONS: readonly Mechanism[] = MANNERS.map((manner) => ({
  codes: manner.codes,
  also: (traits) => isPart(manner, traits),
  candidates: (failing, all) => candidatesOf(manner, failing, all),
}))

/** A name with several addresses of which those that fail do so in this manner: the rest of it is elsewhere. */
function isPart({ failures }: Manner, { root, dials }: Traits): boolean {
  const lost = dials.filter(({ connected }) => !connected)
  return (
    root?.code === 'tcp-some-addresses-fail' &&
    lost.length > 0 &&
    lost.every(({ failure }) => failure !== null && failures.includes(failure))
  )
}

function candidatesOf(
  manner: Manner,
  failing: readonly Traits[],
  all: readonly Traits[],
): readonly Candidate[] {
  const dials = all.flatMap((traits) => traits.dials)
  const lost = failing.flatMap((traits) => traits.dials.filter((dial) => !dial.connected))
  const near = byPrefix(failing)
  const whole = dialScopes(lost, dials).map((scope) =>
    scopeCandidate(
      manner,
      scope,
      scope.prefix === undefined ? failing : (near.get(scope.prefix) ?? []),
    ),
  )
  return manner.byHost === true ? whole : [...whole, ...listCandidate(manner, failing)]
}

/** The failing targets by each subnet that they dialled in vain: many subnets would look at every target each. */
function byPrefix(failing: readonly Traits[]): ReadonlyMap<string, readonly Traits[]> {
  const groups = new Map<string, Traits[]>()
  for (const traits of failing) {
    const prefixes = new Set(traits.dials.filter((d) => !d.connected).map((d) => d.prefix))
    for (const prefix of prefixes) {
      const members = groups.get(prefix)
      if (members === undefined) groups.set(prefix, [traits])
      else members.push(traits)
    }
  }
  return groups
}

function scopeCandidate(manner: Manner, scope: DialScope, failing: readonly Traits[]): Candidate {
  const isLost = (dial: Dial) => !dial.connected && scope.within(dial)
  return {
    subject: scope.subject,
    scope: scope.parts,
    members: failing.filter(({ dials }) => {
      const lost = dials.filter((dial) => !dial.connected)
      return lost.length > 0 && lost.every(isLost)
    }),
    contrastedBy: ({ dials }) => dials.some((d) => d.connected && !scope.within(d)),
    tell: (covered, passing) => scopeTelling(manner, scope, covered, passing),
  }
}

function scopeTelling(
  manner: Manner,
  scope: DialScope,
  covered: readonly Traits[],
  passing: number,
): CauseWords {
  const lost = covered.flatMap(({ dials }) => dials.filter(scope.within))
  const [first = '', ...more] = new Set(lost.map(({ address }) => address))
  const [one, several] = manner.does
  const tried =
    more.length === 0
      ? `Of the ${scope.words} one was tried, ${first}: it ${one}`
      : `${allOf(more.length + 1)} ${scope.words} that were tried ${several}`
  const others = passing === 0 ? '' : `; elsewhere, ${targetCount(passing)} connected`
  return {
    statement: `${tried} (${targetCount(covered.length)})${others}`,
    ...(agreedWords(covered) ?? {
      cause: manner.cause,
      fix: `Check what decides over ${scope.words} from here: rules in both directions, the route that applies, and the firewall on it`,
    }),
  }
}

/** Some public addresses fail and others answer: what fails is a list that the network rules leave out. */
function listCandidate(manner: Manner, failing: readonly Traits[]): readonly Candidate[] {
  const members = failing.filter(isAllPublic)
  if (members.length < A_LIST) return []
  return [
    {
      subject: 'public addresses without a rule',
      scope: [
        { dimension: 'address-class', values: ['public'] },
        { dimension: 'server-name', values: [...new Set(members.map((t) => t.host))] },
      ],
      members,
      contrastedBy: ({ dials }) => dials.some((d) => d.connected && d.addressClass === 'public'),
      tell: (covered, passing) => ({
        statement: `${covered.length} targets at public addresses ${manner.does[1]}, ${targetCount(passing)} at public addresses connected: ${some(covered.map((t) => t.host))} fail`,
        cause: `no network rule allows these addresses: ${manner.cause}`,
        fix: 'Allow these hosts and ports in one network rule; `perimeter rules --missing` prints it',
      }),
    },
  ]
}

function isAllPublic({ dials }: Traits): boolean {
  return dials.length > 0 && dials.every((d) => d.addressClass === 'public')
}
