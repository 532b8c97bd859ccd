import type { FindingCode } from '../model/finding-codes.ts'
import { siteOf } from '../zone/site.ts'
import { askedOf } from './asked.ts'
import type { Candidate, CauseWords, Mechanism } from './candidate.ts'
import { type Came, hostsOf, scoped, sharing } from './scope.ts'
import type { Traits } from './traits.ts'
import { allOf, countOf, many, some } from './words.ts'

/** Faults of what answers at an address, whatever name it is asked for. */
const OF_THE_SERVER: readonly FindingCode[] = [
  ...(['tls-not-spoken', 'tls-handshake-failed', 'tls-version-too-low'] as const),
  ...(['http-no-response', 'http-front-end-refused', 'http-not-recognised'] as const),
  ...(['database-not-spoken', 'database-no-response', 'database-unavailable'] as const),
  ...(['http-gateway-cannot-reach-service', 'http-status-unexpected'] as const),
]

/** Names that lead to a server of others: it may be well for its own. */
const OF_THE_WAY_THERE: readonly FindingCode[] = ['private-endpoint-stale', 'tls-name-mismatch']

/** Servers that fail whatever name they are asked for, and servers that several wrong names lead to. */
export const SERVERS: readonly Mechanism[] = [
  ...OF_THE_SERVER.map((code) => ({
    codes: [code],
    candidates: (failing: readonly Traits[], all: readonly Traits[]) =>
      oneAddress({ failing, all, came: answers }, failsForAll),
  })),
  ...OF_THE_WAY_THERE.map((code) => ({
    codes: [code],
    candidates: (failing: readonly Traits[], all: readonly Traits[]) =>
      oneAddress({ failing, all, came: () => false }, servesOthers),
  })),
]

const answers: Came = ({ root, spoke }) => spoke && root === null

type Tell = (address: string, covered: readonly Traits[], passing: number) => CauseWords

/** The one address and port that a target connected to. */
function addressOf({ path, dials }: Traits): readonly string[] {
  const [only, ...others] = dials.filter((dial) => dial.connected)
  if (path !== 'direct' || only === undefined || others.length > 0) return []
  return [`${only.address} port ${only.port}`]
}

function oneAddress(given: Parameters<typeof scoped>[1], tell: Tell): readonly Candidate[] {
  return [...sharing(addressOf, given)].flatMap(([address, failing]) => {
    if (hostsOf(failing).length < 2) return []
    const parts = [{ dimension: 'address', values: [address.split(' ')[0] ?? ''] }] as const
    const holds = (t: Traits) => addressOf(t)[0] === address
    const told = (covered: readonly Traits[], passing: number) => tell(address, covered, passing)
    return scoped({ subject: address, parts, holds }, { ...given, failing }, told)
  })
}

const failsForAll: Tell = (address, covered, passing) => ({
  statement: `${allOf(hostsOf(covered).length)} names at ${address} fail alike${passing === 0 ? '' : `; at other addresses, ${countOf(passing, 'target answers', 'targets answer')}`}: ${some(hostsOf(covered))}`,
  cause: `what answers at ${address} fails for every name, not for one: ${covered[0]?.root?.cause ?? ''}`,
  fix: `Look at the front end ${address} (a load balancer, a gateway, an ingress) and what it passes ${many(hostsOf(covered))} to`,
})

const servesOthers: Tell = (address, covered) => ({
  statement: `${hostsOf(covered).length} names lead to ${address}, which serves other names: ${some(hostsOf(covered))}`,
  ...(new Set(hostsOf(covered).map(siteOf)).size < UNRELATED
    ? {
        cause: `their records lead to one wrong address, or what stands at ${address} took the place of their server: ${covered[0]?.root?.cause ?? ''}`,
        fix: `Compare what ${askedOf(covered).words} answers for ${many(hostsOf(covered))} with the address of each server, and correct what leads them to ${address}: a record of yours, or a zone or response policy of this network`,
      }
    : ledAway(address, covered)),
})

/** From so many domains on, nobody who owns the records led them all to one address. */
const UNRELATED = 3

/** What answers for names of anybody: RFC 8952 (captive portals). */
function ledAway(address: string, covered: readonly Traits[]): Omit<CauseWords, 'statement'> {
  const { words } = askedOf(covered)
  return {
    cause: `names of unlike owners have one address: ${words} leads them to a filter or portal (a response policy, a captive portal, a wildcard), or a device on the way answers in their place; or one server is for all of them and its certificate lacks their names`,
    fix: `Ask a DNS server outside this network for ${some(hostsOf(covered))}. Where it has other addresses, find what makes ${words} answer ${address.split(' ')[0]}; where it has the same, look at the device on the way, then at the certificate of that server`,
  }
}
