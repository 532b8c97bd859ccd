import {
  addressesText,
  type Exchange,
  exchangesOf,
  portSubject,
  portText,
  rejectedOf,
} from '../../exchanges.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, words } from '../../text.ts'

/**
 * An ICMP error came back to the datagram: nothing listens on the port, or there is no way to the host. A warning where
 * another address of the name replies. Source: RFC 1122, 3.2.2.1 and 4.1.3.3.
 */
export const udpUnreachable: Rule = {
  code: 'udp-unreachable',
  ofFailures: true,
  judge(view) {
    const exchanges = exchangesOf(view)
    const rejected = rejectedOf(exchanges)
    if (rejected.length === 0) return null
    const replies = exchanges.some((o) => o.failure === null)
    return {
      ...(replies && { severity: 'warn' as const }),
      subject: portSubject(rejected),
      summary: `${view.target.host} rejects the datagram at ${portText(rejected)}: ${list(rejected.map(({ failure }) => words(failure)))} (ICMP)${replies ? '; another address replies' : ''}`,
      ...why(view, rejected),
      evidence: cite(...rejected),
    }
  },
}

/** A port that is unreachable has a host that answers for it; to a loopback address nothing is on the way. */
function why(view: TargetView, rejected: readonly Exchange[]): Pick<Claim, 'cause' | 'fix'> {
  const closed = rejected.filter(isClosedPort)
  if (closed.length === 0) return NO_WAY
  const isOwn = closed.every(({ address }) => view.classify(address).kind === 'loopback')
  const ofPort = isOwn ? OWN_MACHINE : CLOSED
  const lost = rejected.filter((o) => !isClosedPort(o))
  if (lost.length === 0) return ofPort
  const both = (part: 'cause' | 'fix') =>
    `${addressesText(closed)}: ${ofPort[part]}. ${addressesText(lost)}: ${NO_WAY[part]}`
  return { cause: both('cause'), fix: both('fix') }
}

function isClosedPort({ failure }: Exchange): boolean {
  return failure?.code === 'connection_refused'
}

const CLOSED = {
  cause:
    'Nothing listens on this UDP port of the host; or a firewall on the way, or of the host, rejects instead of dropping',
  fix: 'See on the host whether the service listens on UDP (ss -lun), then look for a rule that rejects on the way',
} as const

const OWN_MACHINE = {
  cause:
    'Nothing listens on this UDP port of this machine or container, or its packet filter rejects',
  fix: 'See on this machine whether the service listens on UDP (ss -lun), then look at its packet filter',
} as const

const NO_WAY = {
  cause:
    'A router on the way, or this machine itself, has no route to the address; or the host is gone; or a firewall rejects with this message',
  fix: 'Look at the routes to this address, from this machine on (ip route get), then for a rule that rejects on the way',
} as const
