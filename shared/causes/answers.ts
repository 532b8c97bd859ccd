import type { FindingCode } from '../model/finding-codes.ts'
import type { Candidate, Mechanism } from './candidate.ts'
import { resourceOf } from './names.ts'
import { type Came, hostsOf, scoped, sharing } from './scope.ts'
import type { Traits } from './traits.ts'
import { classWords, many, some, targetCount } from './words.ts'

/** Faults of what answers at an address, whatever name it is asked for. */
const OF_THE_SERVER: readonly FindingCode[] = [
  ...(['tls-not-spoken', 'tls-handshake-failed', 'tls-version-too-low'] as const),
  ...(['http-no-response', 'http-front-end-refused', 'http-not-recognised'] as const),
  ...(['http-gateway-cannot-reach-service', 'http-status-unexpected'] as const),
]

/** What services and servers answer: one resource with several names, one perimeter, one server. */
export const ANSWERS: readonly Mechanism[] = [
  {
    codes: ['http-denied-by-service', 'http-reached-publicly', 'http-service-stopped'],
    candidates: (failing, all) => [...oneResource(failing, all)],
  },
  {
    codes: ['http-denied-by-perimeter'],
    candidates: (failing, all) => [...oneResource(failing, all), ...onePerimeter(failing)],
  },
  ...OF_THE_SERVER.map((code) => ({
    codes: [code],
    candidates: (failing: readonly Traits[], all: readonly Traits[]) => oneServer(failing, all),
  })),
]

const answers: Came = ({ root, spoke }) => spoke && root === null

/** The services of one account have one set of network rules. Source: https://learn.microsoft.com/azure/storage/common/storage-network-security */
function oneResource(failing: readonly Traits[], all: readonly Traits[]): readonly Candidate[] {
  const groups = sharing(resourceOf, { failing, all, came: answers })
  return [...groups].flatMap(([resource, members]) => {
    if (hostsOf(members).length < 2) return []
    const mine = new Set(members)
    return {
      subject: resource,
      scope: [{ dimension: 'resource' as const, values: [resource] }],
      members,
      contrastedBy: (t: Traits) => !mine.has(t) && answers(t),
      tell: (covered: readonly Traits[]) => ({
        statement: `All ${hostsOf(covered).length} names of one resource answer alike, and none of them lets us in: ${some(hostsOf(covered))}`,
        cause: covered[0]?.root?.cause ?? '',
        fix: `${covered[0]?.root?.fix ?? ''}. It is one setting for all of its names`,
      }),
    }
  })
}

/** Google’s APIs that answer with a violation: those that the perimeter restricts. */
function onePerimeter(failing: readonly Traits[]): readonly Candidate[] {
  const members = failing.filter(({ host, dials }) => {
    return host.endsWith('.googleapis.com') || dials.some(({ realm }) => realm === 'vip')
  })
  if (hostsOf(members).length < 2) return []
  const mine = new Set(members)
  return [
    {
      subject: 'a service perimeter',
      scope: [{ dimension: 'server-name', values: [...hostsOf(members)] }],
      members,
      contrastedBy: (t) => !mine.has(t) && t.dials.some(({ realm }) => realm === 'vip') && t.spoke,
      tell: (covered, passing) => ({
        statement: `${hostsOf(covered).length} Google services answer that a service perimeter of VPC Service Controls forbids the request (${some(hostsOf(covered))})${passing === 0 ? '' : `; ${targetCount(passing)} of Google answer without`}`,
        cause:
          'the project or network that the request comes from is not in the perimeter that restricts these services',
        fix: 'Look up the violation by its unique identifier in the audit log of the perimeter; add the project or network to the perimeter, or an ingress or egress rule for it',
      }),
    },
  ]
}

/** Everything that is asked of one address fails alike. */
function oneServer(failing: readonly Traits[], all: readonly Traits[]): readonly Candidate[] {
  const addressOf = ({ path, dials }: Traits) => {
    const connected = dials.filter((dial) => dial.connected)
    const [only] = connected
    if (path !== 'direct' || only === undefined || connected.length > 1) return []
    return [`${only.address} port ${only.port}`]
  }
  const groups = sharing(addressOf, { failing, all, came: answers })
  return [...groups].flatMap(([address, members]) =>
    hostsOf(members).length < 2
      ? []
      : scoped(
          {
            subject: address,
            parts: [{ dimension: 'address', values: [address.split(' ')[0] ?? ''] }],
            holds: (t) => addressOf(t)[0] === address,
          },
          { failing: members, all, came: answers },
          (covered, passing) => ({
            statement: `All ${hostsOf(covered).length} names at ${address} fail alike${passing === 0 ? '' : `; at other ${classWords(members[0]?.dials[0]?.addressClass ?? '')}, ${targetCount(passing)} answer`}: ${some(hostsOf(covered))}`,
            cause: `what answers at ${address} fails for every name, not for one: ${covered[0]?.root?.cause ?? ''}`,
            fix: `Look at the front end ${address} (a load balancer, a gateway, an ingress) and what it passes ${many(hostsOf(covered))} to`,
          }),
        ),
  )
}
