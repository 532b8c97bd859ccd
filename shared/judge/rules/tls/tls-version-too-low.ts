import type { FailureCode } from '../../../failure/table.ts'
import { handshakesFailing, handshakesOf } from '../../handshakes.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

const REJECTED: ReadonlySet<FailureCode> = new Set(['ssl_version_rejected'])

/**
 * No TLS version in common, or an older one than `expect.tls.minVersion` was agreed on. Source: RFC 8996 (TLS
 * 1.0 and 1.1 are no longer to be used).
 */
export const tlsVersionTooLow: Rule = {
  code: 'tls-version-too-low',
  judge(view) {
    const { host } = view.target
    const rejected = handshakesFailing(view, REJECTED)
    if (rejected[0] !== undefined) {
      return {
        subject: host,
        summary: `${host} (${rejected[0].address}) has no TLS version in common with this client: ${shown(rejected[0].failure?.raw ?? '')}`,
        evidence: cite(...rejected),
      }
    }
    const least = view.expect.tls?.minVersion
    if (least === undefined) return null
    const older = handshakesOf(view).filter((o) => o.version !== null && o.version < least)
    if (older[0] === undefined) return null
    return {
      subject: host,
      summary: `${host} (${older[0].address}) agrees on ${older[0].version}, and at least ${least} is expected`,
      evidence: cite(...older),
    }
  },
}
