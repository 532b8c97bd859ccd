import type { FindingCode } from '../model/finding-codes.ts'
import { agreedWords } from './agreed-words.ts'
import type { Candidate, CauseWords, Mechanism, Part } from './candidate.ts'
import { suffixesOf } from './names.ts'
import { type Came, hostsOf, neverThrough, scoped, sharing } from './scope.ts'
import type { Traits } from './traits.ts'
import { countOf, many, some } from './words.ts'

/** What keeps a proxy from opening tunnels, and what is said of it. */
interface Manner {
  readonly codes: readonly FindingCode[]
  /** `refuses`, after the proxy. */
  readonly does: string
  /** The same of everything. */
  readonly doesAll: string
  readonly every: Omit<CauseWords, 'statement'>
  readonly some: (names: string) => Omit<CauseWords, 'statement'>
  /** From so many hosts on, and none opened, it is about who asks; the findings say so from the same number on. */
  readonly ofAll: number
  /** From so many names on, those that fail where others are opened are one list. */
  readonly aList: number
}

const MANNERS: readonly Manner[] = [
  {
    codes: ['proxy-denied'],
    does: 'refuses',
    doesAll: 'refuses all',
    every: {
      cause: 'the proxy does not allow this source, or its list holds none of these names',
      fix: 'Ask for this source address and these names in the proxy’s allow-list',
    },
    some: (names) => ({
      cause: 'these names are not on the proxy’s allow-list',
      fix: `Add these names to the proxy’s allow-list: ${names}; \`perimeter rules --for squid --missing\` prints them all`,
    }),
    ofAll: 3,
    aList: 2,
  },
  {
    codes: ['proxy-cannot-reach-target'],
    does: 'cannot open',
    doesAll: 'opens nothing of all',
    every: {
      cause: 'the proxy itself has no way out, or its DNS does not resolve these names',
      fix: 'On the proxy: check its route, the firewall behind it and the resolvers it asks; here nothing needs to change',
    },
    some: (names) => ({
      cause:
        'the proxy has no way to the addresses of these names, or its DNS does not resolve them',
      fix: `On the proxy: resolve and connect to ${names}; check what the firewall behind it allows`,
    }),
    ofAll: 2,
    aList: 3,
  },
]

/** Tunnels that a proxy does not open: all of them, or those of some names. */
export const PROXY_REFUSALS: readonly Mechanism[] = MANNERS.map((manner) => ({
  codes: manner.codes,
  candidates: (failing, all) =>
    [...Map.groupBy(failing, ({ path }) => path)].flatMap(([proxy, ofProxy]) => {
      const mine = ofProxy.filter((traits) => !isExempt(traits))
      const came = servedBy(proxy, manner)
      const served = all.filter(came)
      return [
        ...everyTunnel(manner, proxy, { failing: mine, all }),
        ...belowSuffixes(manner, proxy, { failing: mine, all, served }),
        ...someTunnels(manner, proxy, {
          members: neverThrough(ofList(manner, ofProxy, served.length > 0), all, came),
          served,
        }),
        ...missingExceptions(proxy, ofProxy.filter(isExempt)),
      ]
    }),
}))

/** Clients reach it without a proxy, as its finding claims: an allowance would be the wrong fix. */
function isExempt({ root }: Traits): boolean {
  return root?.claims?.some(({ kind }) => kind === 'missing-exception') ?? false
}

/**
 * The refusals that one list can explain. A proxy that opens some tunnels and refuses many names goes by a list: what
 * needs an exception is refused for the same reason. Else it is refused for its own.
 */
function ofList(
  { ofAll }: Manner,
  refused: readonly Traits[],
  opensSome: boolean,
): readonly Traits[] {
  const mine = refused.filter((traits) => !isExempt(traits))
  return opensSome && hostsOf(mine).length >= ofAll ? refused : mine
}

/** Whether the proxy did for a target what was asked of it: a tunnel, or the answer to a plain request. */
function servedBy(proxy: string, { codes }: Manner): Came {
  return ({ path, tunnelled, spoke, root }) =>
    path === proxy && (tunnelled || (spoke && (root === null || !codes.includes(root.code))))
}

/** Names and addresses of this network that a proxy was asked for. */
function missingExceptions(proxy: string, members: readonly Traits[]): readonly Candidate[] {
  return [
    {
      subject: `${proxy}, exceptions missing`,
      scope: [
        { dimension: 'proxy', values: [proxy] },
        { dimension: 'server-name', values: hostsOf(members) },
      ],
      members,
      contrastedBy: ({ path, tunnelled }) => path === proxy && tunnelled,
      tell: (covered) => ({
        statement: `The proxy ${proxy} is asked for ${some(hostsOf(covered))}, which clients reach without it`,
        cause:
          'exceptions are missing, not allowances: these names or addresses are of this network',
        fix: `Add them to NO_PROXY (for the workloads) and to \`noProxy\` (for this probe): ${many(hostsOf(covered))}`,
      }),
    },
  ]
}

function everyTunnel(
  manner: Manner,
  proxy: string,
  given: { readonly failing: readonly Traits[]; readonly all: readonly Traits[] },
): readonly Candidate[] {
  const came = servedBy(proxy, manner)
  if (hostsOf(given.failing).length < manner.ofAll) return []
  const scope = {
    subject: proxy,
    parts: [{ dimension: 'proxy', values: [proxy] }],
    holds: ({ path }: Traits) => path === proxy,
  } as const
  const contrastedBy = ({ path, spoke }: Traits) => path !== proxy && spoke
  return scoped(scope, { ...given, came }, (covered) => ({
    statement: `The proxy ${proxy} ${manner.doesAll} that was asked of it, ${covered.length} targets`,
    ...manner.every,
  })).map((candidate) => ({ ...candidate, contrastedBy }))
}

/** All names below a suffix, where others are opened: an entry of the list that is gone, a forwarder of its DNS. */
function belowSuffixes(
  manner: Manner,
  proxy: string,
  { failing, all, served }: Record<'failing' | 'all' | 'served', readonly Traits[]>,
): readonly Candidate[] {
  const came = servedBy(proxy, manner)
  return [...sharing(suffixesOf, { failing, all, came })].flatMap(([suffix, members]) =>
    hostsOf(members).length < 2
      ? []
      : listed(manner, proxy, {
          subject: suffix,
          part: { dimension: 'suffix', values: [suffix] },
          members,
          served,
        }),
  )
}

function someTunnels(
  manner: Manner,
  proxy: string,
  { members, served }: Record<'members' | 'served', readonly Traits[]>,
): readonly Candidate[] {
  if (hostsOf(members).length < manner.aList) return []
  const subject = manner.codes[0] === 'proxy-denied' ? 'names without a rule' : 'names out of reach'
  const part = { dimension: 'server-name', values: hostsOf(members) } as const
  return listed(manner, proxy, { subject, part, members, served })
}

function listed(
  manner: Manner,
  proxy: string,
  {
    subject,
    part,
    members,
    served,
  }: Pick<Candidate, 'subject' | 'members'> & {
    readonly part: Part
    /** What the proxy did all that was asked for. */
    readonly served: readonly Traits[]
  },
): readonly Candidate[] {
  return [
    {
      subject: `${proxy}, ${subject}`,
      scope: [{ dimension: 'proxy', values: [proxy] }, part],
      members,
      contrastedBy: servedBy(proxy, manner),
      tell: (covered, passing) => ({
        statement: `The proxy ${proxy} ${manner.does} ${some(hostsOf(covered))} (${covered.length} targets)${passing === 0 ? '' : `, and serves ${countOf(passing, 'other', 'others')}`}`,
        ...wordsFor(manner, covered, served),
      }),
    },
  ]
}

/**
 * Ports that no tunnel leads to, while there are tunnels to others: a proxy that allows CONNECT to port 443 alone
 * refuses the same names as one that lacks them.
 */
function ofPorts(
  covered: readonly Traits[],
  served: readonly Traits[],
): Omit<CauseWords, 'statement'> | null {
  const ports = portsOf(covered)
  const open = portsOf(served)
  if (open.size === 0 || ports.has('443') || [...ports].some((port) => open.has(port))) return null
  if (covered.some(isExempt)) return null
  return {
    cause: `CONNECT to port ${some([...ports])} is not allowed (squid: SSL_ports), as the tunnels that the proxy opens lead to port ${some([...open])}; or these names are not on its allow-list`,
    fix: `Ask for these hosts with their ports: ${many(authoritiesOf(covered))}; \`perimeter rules --for squid --missing\` prints them all`,
  }
}

function portsOf(targets: readonly Traits[]): ReadonlySet<string> {
  return new Set(authoritiesOf(targets).map((to) => to.slice(to.lastIndexOf(':') + 1)))
}

/** What the proxy was asked for. */
function authoritiesOf(targets: readonly Traits[]): readonly string[] {
  const asked = targets.flatMap(({ result }) =>
    result.observations.flatMap((o) => (o.step === 'proxy' ? [o.authority] : [])),
  )
  return [...new Set(asked)]
}

/** What the proxy itself says that stands between it and all of these, where it says one thing: its DNS, a refusal, a time-out. */
function itsOwnWords({ codes }: Manner, covered: readonly Traits[], names: string) {
  const words = agreedWords(covered)
  const isOne = new Set(covered.map(({ root }) => root?.cause)).size === 1
  if (words === null || !isOne || codes[0] !== 'proxy-cannot-reach-target') return null
  return { ...words, fix: `${words.fix}. All of them: ${names}` }
}

/** What to do about the names of a list; those that clients reach without the proxy are to be excepted, not allowed. */
function wordsFor(
  manner: Manner,
  covered: readonly Traits[],
  served: readonly Traits[],
): Omit<CauseWords, 'statement'> {
  const byPorts = manner.codes[0] === 'proxy-denied' ? ofPorts(covered, served) : null
  if (byPorts !== null) return byPorts
  const exempt = hostsOf(covered.filter(isExempt))
  const names = many(hostsOf(covered.filter((traits) => !isExempt(traits))))
  const words = itsOwnWords(manner, covered, names) ?? manner.some(names)
  if (exempt.length === 0) return words
  return {
    ...words,
    fix: `${words.fix}. Of this network, and to be excepted instead (NO_PROXY, and \`noProxy\` here): ${many(exempt)}`,
  }
}
