import { chainOf, commonName } from '../../certificates.ts'
import { handshakesOf } from '../../handshakes.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list, shown } from '../../text.ts'
import { staleLegs } from '../network/private-endpoint-stale.ts'

/**
 * The certificate is for other names than the one asked for. A private endpoint with another service’s
 * certificate has its own code. Source: RFC 9525; azure.md 3.2, D14 (the privatelink name is in no certificate).
 */
export const tlsNameMismatch: Rule = {
  code: 'tls-name-mismatch',
  judge(view) {
    const failing = handshakesOf(view).filter((o) => o.nameMatches === false)
    const [first] = failing
    if (first === undefined || staleLegs(view).length > 0) return null
    const [leaf] = chainOf(first, view.certificates)
    const names =
      leaf === undefined ? [] : leaf.names.length > 0 ? leaf.names : [commonName(leaf.subject)]
    const { host } = view.target
    const isPrivateLink = host.includes('.privatelink.')
    return {
      subject: host,
      summary: `The certificate at ${first.address} is for ${shown(list(names, 3))}, not for ${host}`,
      ...(isPrivateLink
        ? {
            cause:
              'The privatelink name was used as the host; certificates hold the public name only',
            fix: `Use the public name (${host.replace('.privatelink.', '.')}); DNS leads it to the private endpoint`,
          }
        : {}),
      evidence: cite(...failing),
    }
  },
}
