import type { FindingCode } from '../model/finding-codes.ts'
import { agreedWords } from './agreed-words.ts'
import type { Candidate, CauseWords, Mechanism } from './candidate.ts'
import { hostsOf } from './scope.ts'
import type { Traits } from './traits.ts'
import { countOf, many, some } from './words.ts'

/** Faults that one certificate has at every name that it is presented for. */
const OF_THE_LEAF: readonly FindingCode[] = [
  ...([
    'tls-expired',
    'tls-not-yet-valid',
    'tls-expires-soon',
    'tls-certificate-unusable',
  ] as const),
]

/** Faults of an authority, whatever leaf it has signed. */
const OF_THE_ISSUER: readonly FindingCode[] = ['tls-untrusted', 'tls-issuer-unexpected']

/** One certificate, or one authority, that several names meet. */
export const CERTIFICATES: readonly Mechanism[] = [
  ...OF_THE_LEAF.map((code) => ({
    codes: [code],
    candidates: (failing: readonly Traits[]) => byLeaf(failing),
  })),
  ...OF_THE_ISSUER.map((code) => ({
    codes: [code],
    candidates: (failing: readonly Traits[]) => byIssuer(failing),
  })),
]

function byLeaf(failing: readonly Traits[]): readonly Candidate[] {
  return shared(failing, (t) => t.leaf?.fingerprint).map(([fingerprint, members]) => {
    const name = members[0]?.leaf?.subject ?? fingerprint
    return {
      subject: `certificate ${name}`,
      scope: [{ dimension: 'certificate', values: [fingerprint] }],
      members,
      contrastedBy: (t) => t.leaf !== null && t.leaf.fingerprint !== fingerprint && t.spoke,
      tell: (covered): CauseWords => ({
        statement: `One certificate (${name}) stands at ${hostsOf(covered).length} names, and each of them ${covered[0]?.root?.code === 'tls-expires-soon' ? 'is warned of' : 'fails'} for it: ${some(hostsOf(covered))}`,
        cause: covered[0]?.root?.cause ?? '',
        fix: `Replace this one certificate wherever it is installed; ${many(hostsOf(covered))} present it`,
      }),
    }
  })
}

function byIssuer(failing: readonly Traits[]): readonly Candidate[] {
  return shared(failing, (t) => t.leaf?.issuer).map(([issuer, members]) => ({
    subject: `issuer ${issuer}`,
    scope: [{ dimension: 'issuer', values: [issuer] }],
    members,
    contrastedBy: (t) => t.leaf !== null && t.leaf.issuer !== issuer && t.spoke,
    tell: (covered, passing): CauseWords => {
      const names = some(hostsOf(covered))
      const others =
        passing === 0
          ? ''
          : `; ${countOf(passing, 'target presents another', 'targets present others')}`
      const own = covered.some(isOfUnknown) ? null : agreedWords(covered)
      if (own !== null) {
        return {
          statement: `${hostsOf(covered).length} names fail alike for the certificates that they present, signed by ${issuer}${others}: ${names}`,
          ...own,
        }
      }
      return {
        statement: `${hostsOf(covered).length} names present certificates of one authority that is not accepted here, ${issuer}${others}: ${names}`,
        cause:
          'a private authority that this host does not know; or a device on the way that has begun to inspect TLS to these names',
        fix: `If ${issuer} is your company’s authority, add its root to \`ca\` and to the trust of the clients; otherwise find out which device on the way signs with it, and exempt ${many(hostsOf(covered))}`,
      }
    },
  }))
}

/** Whether it is the authority that is not known, and not what the server sends of it. */
function isOfUnknown({ root }: Traits): boolean {
  return (
    root?.code !== 'tls-untrusted' ||
    root.claims?.some(({ kind }) => kind === 'unknown-issuer') === true
  )
}

/** The groups of at least two names that have one value. */
function shared(
  failing: readonly Traits[],
  keyOf: (traits: Traits) => string | undefined,
): readonly (readonly [string, readonly Traits[]])[] {
  const groups = Map.groupBy(failing, (traits) => keyOf(traits) ?? '')
  return [...groups].filter(([value, members]) => value !== '' && hostsOf(members).length > 1)
}
