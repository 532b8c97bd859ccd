import type { FindingCode } from '../model/finding-codes.ts'
import type { Candidate, Mechanism } from './candidate.ts'
import { type Came, hostsOf, scoped, sharing } from './scope.ts'
import type { Traits } from './traits.ts'
import { classWords, many, some, targetCount } from './words.ts'

/** Faults of what answers at an address, whatever name it is asked for. */
const OF_THE_SERVER: readonly FindingCode[] = [
  ...(['private-endpoint-stale', 'tls-name-mismatch'] as const),
  ...(['tls-not-spoken', 'tls-handshake-failed', 'tls-version-too-low'] as const),
  ...(['http-no-response', 'http-front-end-refused', 'http-not-recognised'] as const),
  ...(['database-not-spoken', 'database-no-response', 'database-unavailable'] as const),
  ...(['http-gateway-cannot-reach-service', 'http-status-unexpected'] as const),
]

/** Servers that fail whatever name they are asked for. */
export const SERVERS: readonly Mechanism[] = OF_THE_SERVER.map((code) => ({
  codes: [code],
  candidates: (failing, all) => oneServer(failing, all),
}))

const answers: Came = ({ root, spoke }) => spoke && root === null

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
