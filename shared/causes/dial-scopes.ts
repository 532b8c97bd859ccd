import type { Part } from './candidate.ts'
import type { Dial } from './traits.ts'
import { classWords, some } from './words.ts'

/** Where dials went, as far as a statement speaks of it. */
export interface DialScope {
  readonly subject: string
  /** A noun, in the plural. */
  readonly words: string
  readonly parts: readonly Part[]
  within(dial: Dial): boolean
}

/** From this many ports on, those that fail where another is open are a list that no rule allows. */
const A_LIST = 3

/**
 * The scopes that these failing dials suggest, the narrower first: subnets of one's own, classes of addresses, what
 * lies outside the private networks, everything; each as a whole, by port, and by all ports but those that open.
 */
export function dialScopes(failing: readonly Dial[], all: readonly Dial[]): readonly DialScope[] {
  const prefixes = [...new Set(failing.filter(isOwn).map(({ prefix }) => prefix))]
  const classes = [...new Set(failing.map(({ addressClass }) => addressClass))]
  const wholes = [
    ...prefixes.map(prefixScope),
    ...classes.map(classScope),
    ...(classes.length > 1 ? [OUTSIDE, EVERYTHING] : []),
    ...(failing.some(({ address }) => address.includes(':')) ? [OVER_IPV6] : []),
  ]
  return wholes.flatMap((scope) => {
    const dials = failing.filter(scope.within)
    return [scope, ...onePort(scope, dials), ...otherPorts(scope, dials, all)]
  })
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
function onePort(scope: DialScope, dials: readonly Dial[]): readonly DialScope[] {
  const ports = [...Map.groupBy(dials, ({ port }) => port)].filter(([, same]) => same.length > 1)
  return ports.map(([port]) => ({
    subject: `${scope.subject}, port ${port}`,
    words: `${scope.words} on port ${port}`,
    parts: [...scope.parts, { dimension: 'port', values: [String(port)] }],
    within: (dial) => dial.port === port && scope.within(dial),
  }))
}

/** The scope without the ports that open in it: what a rule leaves that names a few. */
function otherPorts(
  scope: DialScope,
  dials: readonly Dial[],
  all: readonly Dial[],
): readonly DialScope[] {
  const within = all.filter(scope.within)
  const open = new Set(within.filter(({ connected }) => connected).map(({ port }) => port))
  const shut = [...new Set(dials.map(({ port }) => port))].filter((port) => !open.has(port))
  if (open.size === 0 || shut.length < A_LIST) return []
  const ports = shut.sort((a, b) => a - b).map(String)
  const spared = some([...open].map(String))
  return [
    {
      subject: `${scope.subject}, every port but ${spared}`,
      words: `${scope.words} on ports other than ${spared}`,
      parts: [...scope.parts, { dimension: 'port', values: ports }],
      within: (dial) => !open.has(dial.port) && scope.within(dial),
    },
  ]
}
