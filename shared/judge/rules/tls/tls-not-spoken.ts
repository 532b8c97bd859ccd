import { authorityOf } from '../../../address/authority.ts'
import { handshakesFailing } from '../../handshakes.ts'
import { proxyState } from '../../proxy/state.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/** The answer to the ClientHello is not TLS: a plain service, or a device that answers in HTTP. Source: RFC 8446, 5.1. */
export const tlsNotSpoken: Rule = {
  code: 'tls-not-spoken',
  judge(view) {
    const failing = handshakesFailing(view, new Set(['ssl_not_spoken']))
    const [first] = failing
    if (first === undefined || proxyState(view) !== null) return null
    return {
      subject: view.target.host,
      summary: `${authorityOf(view.target)} (${first.address}) does not speak TLS: ${shown(first.failure?.raw ?? '')}`,
      evidence: cite(...failing),
    }
  },
}
