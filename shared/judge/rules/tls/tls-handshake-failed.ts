import type { FailureCode } from '../../../failure/table.ts'
import { endedForCertificate } from '../../client-certificate.ts'
import { largeHelloFails } from '../../hellos.ts'
import type { Rule } from '../../rule.ts'
import { cite, isCutAfterHello } from '../../seen.ts'
import { countedLegs } from '../../target-view.ts'
import { words } from '../../text.ts'

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
 * The peer answered and the handshake did not complete: an alert, or a cut in the middle. The alert’s name is
 * in the raw text. Source: RFC 8446, 6.
 */
export const tlsHandshakeFailed: Rule = {
  code: 'tls-handshake-failed',
  judge(view) {
    const failing = countedLegs(view)
      .filter((leg) => largeHelloFails(leg) === null)
      .flatMap(({ handshake }) => handshake ?? [])
      .filter((o) => !endedForCertificate(o))
      .filter(
        ({ failure, ...o }) =>
          failure !== null && !ELSEWHERE.has(failure.code) && !isCutAfterHello({ ...o, failure }),
      )
    const [first] = failing
    if (first === undefined) return null
    return {
      subject: view.target.host,
      summary: `The TLS handshake with ${view.target.host} (${first.address}) does not complete: ${words(first.failure)}`,
      evidence: cite(...failing),
    }
  },
}
