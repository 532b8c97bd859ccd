import type { FailureCode } from '../../../failure/table.ts'
import { type Asked, requestsOf, served } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { after, duration, words } from '../../text.ts'

const NOT_MEANT: ReadonlySet<FailureCode> = new Set([
  'interrupted',
  'identity_token_unavailable',
  'probe_fault',
  'unknown_failure',
])

/**
 * The request went out over an open connection, and no valid answer came. In plain HTTP a firewall may have
 * read the Host header; inside TLS it is the service, or a device that inspects. Source: RFC 9110; azure.md 4.1
 * (Host header mismatch, IDPS).
 */
export const httpNoResponse: Rule = {
  code: 'http-no-response',
  judge(view) {
    const failing = requestsOf(view).filter(
      ({ request }) => request.failure !== null && !NOT_MEANT.has(request.failure.code),
    )
    const [first] = failing
    if (first === undefined) return null
    const { leg } = first
    const helped = served(view).length > 0
    return {
      severity: helped ? 'warn' : 'fail',
      subject: view.target.host,
      summary: `${what(view, first)}${helped ? '; another address answers' : ''}`,
      ...(leg.handshake === null
        ? {
            cause:
              'A firewall on the way cut or dropped the request by its Host header; or the service does not answer in plain HTTP',
          }
        : {}),
      evidence: cite(...failing.map((asked) => asked.request)),
    }
  },
}

function what({ target }: TargetView, { leg, request }: Asked): string {
  const { method, status, failure } = request
  const who = `${target.host} (${leg.address})`
  return status === null
    ? `${who} gave no valid answer to ${method} ${target.path}: ${words(failure)} ${after(duration(request))}`
    : `${who} answered ${method} ${target.path} with status ${status}, and the connection ended before the body did (${failure?.raw ?? ''})`
}
