import type { Part } from './candidate.ts'
import type { Dial } from './traits.ts'
import { classWords, some } from './words.ts'

/** Where dials went, as far as a statement speaks of it. */
export interface DialScope {
  readonly subject: string
  /** A noun, in the plural. */
  readonly words: string
  readonly parts: readonly Part[]
  /** The subnet that it lies in; absent: it is wider. */
  readonly prefix?: string
  within(dial: Dial): boolean
}

/** From this many ports on, those that fail where another is open are a list that no rule allows. */
const A_LIST = 3

/** A scope with what was dialled in it. */
interface Dialled {
  readonly scope: DialScope
  /** Dials of failing targets that did not connect. */
  readonly lost: readonly Dial[]
  /** All dials of the sweep. */
  readonly all: readonly Dial[]
}

/**
 * The scopes that these failing dials suggest and in which nothing connected, the narrower first: subnets of one's
 * own, classes of addresses, what lies outside the private networks, everything; each as a whole, by port, and by all
 * ports but those that open.
 */
export function dialScopes(lost: readonly Dial[], all: readonly Dial[]): readonly DialScope[] {
  const allBy = Map.groupBy(all, ({ prefix }) => prefix)
  const subnets = [...Map.groupBy(lost.filter(isOwn), ({ prefix }) => prefix)].map(
    ([prefix, mine]) => ({ scope: prefixScope(prefix), lost: mine, all: allBy.get(prefix) ?? [] }),
  )
  const classes = [...new Set(lost.map(({ addressClass }) => addressClass))]
  const wider = [
    ...classes.map(classScope),
    ...(classes.length > 1 ? [OUTSIDE, EVERYTHING] : []),
    ...(lost.some(({ address }) => address.includes(':')) ? [OVER_IPV6] : []),
  ].map((scope) => ({ scope, lost: lost.filter(scope.within), all: all.filter(scope.within) }))
  // One dial alone is told by its own finding.
  return [...subnets.filter((subnet) => subnet.lost.length > 1), ...wider].flatMap(narrowed)
}

function narrowed(dialled: Dialled): readonly DialScope[] {
  const { scope, lost, all } = dialled
  const open = new Set(all.filter(({ connected }) => connected).map(({ port }) => port))
  const ports = onePort(scope, lost).filter(({ port }) => !open.has(port))
  return [
    ...(open.size === 0 ? [scope] : []),
    ...ports.map((one) => one.scope),
    ...otherPorts(dialled, open),
  ]
}

/** Addresses of one's own networks: their prefixes are subnets. */
function isOwn({ realm }: Dial): boolean {
  return realm === 'private'
}

function prefixScope(prefix: string): DialScope {
  return {
    subject: prefix,
    words: `addresses in ${prefix}`,
    parts: [{ dimension: 'prefix', values: [prefix] }],
    prefix,
    within: (dial) => dial.prefix === prefix,
  }
}

function classScope(addressClass: string): DialScope {
  const words = classWords(addressClass)
  return {
    subject: words,
    words,
    parts: [{ dimension: 'address-class', values: [addressClass] }],
    within: (dial) => dial.addressClass === addressClass,
  }
}

const OUTSIDE: DialScope = {
  subject: 'addresses outside the private networks',
  words: 'addresses outside the private networks',
  parts: [
    { dimension: 'address-class', values: ['public', 'google-restricted', 'google-private'] },
  ],
  within: ({ realm }) => realm === 'public' || realm === 'vip',
}

const EVERYTHING: DialScope = {
  subject: 'every address',
  words: 'addresses of every kind',
  parts: [{ dimension: 'path', values: ['direct'] }],
  within: () => true,
}

const OVER_IPV6: DialScope = {
  subject: 'IPv6',
  words: 'IPv6 addresses',
  parts: [{ dimension: 'family', values: ['IPv6'] }],
  within: ({ address }) => address.includes(':'),
}

/** The scope narrowed to each port that more than one dial went to. */
function onePort(
  scope: DialScope,
  lost: readonly Dial[],
): readonly { readonly port: number; readonly scope: DialScope }[] {
  const ports = [...Map.groupBy(lost, ({ port }) => port)].filter(([, same]) => same.length > 1)
  return ports.map(([port]) => ({
    port,
    scope: {
      subject: `${scope.subject}, port ${port}`,
      words: `${scope.words} on port ${port}`,
      parts: [...scope.parts, { dimension: 'port', values: [String(port)] }],
      ...(scope.prefix !== undefined && { prefix: scope.prefix }),
      within: (dial) => dial.port === port && scope.within(dial),
    },
  }))
}

/** The scope without the ports that open in it: what a rule leaves that names a few. */
function otherPorts({ scope, lost }: Dialled, open: ReadonlySet<number>): readonly DialScope[] {
  const shut = [...new Set(lost.map(({ port }) => port))].filter((port) => !open.has(port))
  if (open.size === 0 || shut.length < A_LIST) return []
  const ports = shut.sort((a, b) => a - b).map(String)
  const spared = some([...open].map(String))
  return [
    {
      subject: `${scope.subject}, every port but ${spared}`,
      words: `${scope.words} on ports other than ${spared}`,
      parts: [...scope.parts, { dimension: 'port', values: ports }],
      ...(scope.prefix !== undefined && { prefix: scope.prefix }),
      within: (dial) => !open.has(dial.port) && scope.within(dial),
    },
  ]
}
