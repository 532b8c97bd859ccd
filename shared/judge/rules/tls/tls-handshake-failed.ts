import type { FailureCode } from '../../../failure/table.ts'
import type { HandshakeObservation } from '../../../model/observation.ts'
import { endOfHandshake } from '../../alert-words.ts'
import { endedForCertificate } from '../../client-certificate.ts'
import { endsInClear } from '../../handshakes.ts'
import { largeHelloFails, otherProtocolTaken } from '../../hellos.ts'
import type { Leg } from '../../legs.ts'
import type { Rule } from '../../rule.ts'
import { cite, hasFailed, isCutAfterHello, SILENT } from '../../seen.ts'
import { countedLegs, type TargetView } from '../../target-view.ts'
import { words } from '../../text.ts'
import type { Words } from '../../words.ts'
import { othersPass } from './path-mtu-black-hole.ts'

/** Failures of a handshake that have a code of their own, or that are the probe’s. */
const ELSEWHERE: ReadonlySet<FailureCode> = new Set([
  'ssl_not_spoken',
  'ssl_version_rejected',
  'ssl_unknown_authority',
  'ssl_invalid_certificate',
  'ssl_invalid_hostname',
  'interrupted',
  'probe_fault',
  'unknown_failure',
])

/**
 * The peer answered and the handshake did not complete: an alert, whose number decides cause and fix, or a cut in the
 * middle. Source: RFC 8446, 6; RFC 5246, 7.2.
 */
export const tlsHandshakeFailed: Rule = {
  code: 'tls-handshake-failed',
  ofFailures: true,
  judge(view) {
    const failing = countedLegs(view).filter(isFailing)
    const [leg] = failing
    const first = leg?.handshake
    if (leg === undefined || first == null) return null
    const end = endOfHandshake(first.failure)
    const other = otherProtocolTaken(leg)
    const how = end === null ? words(first.failure) : `${first.failure?.raw} (${end.means})`
    return {
      subject: view.target.host,
      summary: `The TLS handshake with ${view.target.host} (${first.address}) does not complete: ${how}${taken(other)}`,
      ...(end === null ? withoutAlert(view, leg, first) : { cause: end.cause, fix: end.fix }),
      ...(other?.alpn === 'h2' ? HTTP2 : {}),
      evidence: cite(...failing.map(({ handshake }) => handshake), other),
    }
  },
}

function isFailing(leg: Leg): boolean {
  const o = leg.handshake
  if (o === null || o.failure === null || endedForCertificate(o) || endsInClear(o)) return false
  return largeHelloFails(leg) === null && !ELSEWHERE.has(o.failure.code) && !isCutAfterHello(o)
}

/** It ended without a word of the peer: by silence, which large packets that are lost look like, or by a cut. */
function withoutAlert(view: TargetView, leg: Leg, end: HandshakeObservation): Words {
  if (end.failure?.code === 'ssl_failed_handshake') return {}
  if (!hasFailed(end, SILENT)) return CUT
  return othersPass(view, leg) ? HELD : LOST
}

const IN_LOGS =
  'Look into the log of the device that inspects and of the server for this time; compare with a check from another network'

const CUT: Words = {
  cause:
    'A device on the way breaks off while it inspects; or the server does, for a name that is not set up on it or for a fault of its own',
  fix: IN_LOGS,
}

/** Another name came through at the same address: the packets do. */
const HELD: Words = {
  cause:
    'A device on the way holds the rest back for this name; or the server hangs while it answers',
  fix: IN_LOGS,
}

/** Source: RFC 2923, 2.1. */
const LOST: Words = {
  cause:
    'It began to answer and the rest did not arrive: its certificates fill packets of full size, which a tunnel or VPN with a smaller MTU loses; or a device on the way holds them back; or the server hangs',
  fix: `Clamp the MSS where the tunnel begins, or try with a smaller MTU on this host. ${IN_LOGS}`,
}

function taken(other: ReturnType<typeof otherProtocolTaken>): string {
  if (other === null) return ''
  const what =
    other.alpn === 'h2' ? 'HTTP/2 (h2) is taken' : 'a client that offers HTTP/2, too, is taken'
  return `; ${what}`
}

const HTTP2 = {
  cause:
    'The service speaks HTTP/2 only, as gRPC services do, and the probe asks in HTTP/1.1; the network let the connection and the name through',
  fix: 'No network change is needed: use grpcs:// for a gRPC service, else tls://, which ends with the handshake',
} as const
