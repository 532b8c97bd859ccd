import { healthAnswers, isServing } from '../../grpc/answers.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/**
 * Something answers, and not in gRPC: by HTTP/1.1, since TLS agreed on nothing else (ALPN) or the server takes no
 * HTTP/2, or by a page where an answer of type application/grpc is due. Source: RFC 9113, 3.2 and 3.3;
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md.
 */
export const grpcNotSpoken: Rule = {
  code: 'grpc-not-spoken',
  judge(view) {
    const answers = healthAnswers(view)
    const wrong = answers.find(({ request }) => request.grpc === undefined)
    if (wrong === undefined) return null
    const { leg, request } = wrong
    const { host } = view.target
    const agreed = leg.handshake?.alpn ?? null
    const how =
      leg.handshake !== null && agreed !== 'h2'
        ? `; TLS agreed on ${agreed ?? 'no protocol'} (ALPN), and gRPC needs h2`
        : ''
    const type = request.headers['content-type'] ?? ''
    const as = type === '' ? '' : ` of type ${shown(type, 40)}`
    return {
      ...(answers.some(isServing) && { severity: 'warn' as const }),
      subject: host,
      summary: `${host} (${leg.address}) answers the gRPC health check with HTTP status ${request.status}${as}${how}`,
      evidence: cite(leg.handshake, request),
    }
  },
}
