import type { FindingCode } from '../model/finding-codes.ts'
import { allAskedOf, askedOf } from './asked.ts'
import type { Candidate, CauseWords, Mechanism } from './candidate.ts'
import { suffixesOf } from './names.ts'
import { type Came, hostsOf, sharing } from './scope.ts'
import type { Traits } from './traits.ts'
import { countOf, many, some } from './words.ts'

/** Names with an answer of one wrong kind: those below one suffix, and from three on all of them. */
interface Kind {
  readonly code: FindingCode
  /** `names that resolve to private addresses`, the subject of all of them. */
  readonly what: string
  readonly cause: string
  readonly fix: (names: string, asked: string) => string
}

const A_LIST = 3

const KINDS: readonly Kind[] = [
  {
    code: 'dns-private-unexpected',
    what: 'public names that resolve to private addresses',
    cause:
      'private zones for these names are linked to the network of the resolver, for a private link scope or endpoints that this configuration does not expect',
    fix: (names, asked) =>
      `Write that ${names} must be private, or remove what answers for them: the links of these zones to the network that ${asked} asks in, or, where other names need the links, the records or the wildcard`,
  },
  {
    code: 'dns-resolvers-disagree',
    what: 'names that the resolvers answer otherwise',
    cause: 'one of the resolvers asks another network, has zones of its own, or keeps old answers',
    fix: (names, asked) =>
      `Compare what ${asked} say of ${names}: give them the same forwarders and links, or remove the one that is wrong from the settings`,
  },
  {
    code: 'dns-address-unexpected',
    what: 'names that lead to addresses outside those expected',
    cause: 'their records were changed, or another zone answers for them',
    fix: (names, asked) =>
      `Compare the records of ${names} that ${asked} has with the addresses in \`expect.addresses\``,
  },
]

/** One mechanism for each kind of wrong answer. */
export const WRONG_ANSWERS: readonly Mechanism[] = KINDS.map((kind) => ({
  codes: [kind.code],
  candidates: (failing, all) => [
    ...[...sharing(suffixesOf, { failing, all, came: isWell })].flatMap(([suffix, members]) =>
      hostsOf(members).length < 2 ? [] : [listed(kind, members, suffix)],
    ),
    ...(hostsOf(failing).length < A_LIST ? [] : [listed(kind, failing, null)]),
  ],
}))

const isWell: Came = ({ root, addresses }) => root === null && addresses.length > 0

/** `suffix` null: all names with this answer. */
function listed(kind: Kind, members: readonly Traits[], suffix: string | null): Candidate {
  const mine = new Set(members)
  const asked = (kind.code === 'dns-resolvers-disagree' ? allAskedOf : askedOf)(members)
  return {
    subject: suffix === null ? kind.what : `${kind.what}, ${suffix}`,
    scope: [
      { dimension: 'resolver', values: asked.resolvers },
      suffix === null
        ? { dimension: 'server-name', values: hostsOf(members) }
        : { dimension: 'suffix', values: [suffix] },
    ],
    members,
    contrastedBy: (t) => !mine.has(t) && isWell(t),
    tell: (covered, passing): CauseWords => ({
      statement: `${hostsOf(covered).length} ${kind.what}${suffix === null ? '' : `, all below ${suffix}`} (${some(hostsOf(covered))})${passing === 0 ? '' : `; ${countOf(passing, 'target has the answer that it', 'targets have the answer that they')} must have`}`,
      cause: kind.cause,
      fix: kind.fix(many(hostsOf(covered)), asked.words),
    }),
  }
}
