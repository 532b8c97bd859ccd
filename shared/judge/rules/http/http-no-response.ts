import type { FailureCode } from '../../../failure/table.ts'
import { endOfHandshake } from '../../alert-words.ts'
import { requestEndedForCertificate } from '../../client-certificate.ts'
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
 * read the Host header; inside TLS it is the service, or a device that inspects. Source: RFC 9110;
 * https://learn.microsoft.com/azure/firewall/rule-processing (Host header, IDPS).
 */
export const httpNoResponse: Rule = {
  code: 'http-no-response',
  judge(view) {
    const failing = requestsOf(view).filter(
      (asked) =>
        asked.request.failure !== null &&
        !NOT_MEANT.has(asked.request.failure.code) &&
        !requestEndedForCertificate(asked),
    )
    const [first] = failing
    if (first === undefined) return null
    const helped = served(view).length > 0
    return {
      severity: helped ? 'warn' : 'fail',
      subject: view.target.host,
      summary: `${what(view, first)}${helped ? '; another address answers' : ''}`,
      ...why(first),
      evidence: cite(...failing.map((asked) => asked.request)),
    }
  },
}

/** What is told apart; else the causes of the table. */
function why({ leg, request }: Asked) {
  if (request.failure?.code === 'http_headers_too_large') {
    return {
      cause:
        'The service answered, with more headers than the probe and most clients read; the network let the answer through',
      fix: 'Shorten the headers at the service or the gateway before it (cookies, Content-Security-Policy). No network change helps',
    }
  }
  if (leg.handshake !== null) {
    const end = endOfHandshake(request.failure)
    return end === null ? {} : { cause: end.cause, fix: end.fix }
  }
  return {
    cause:
      'A firewall on the way cut or dropped the request by its Host header; or the service does not answer in plain HTTP',
  }
}

function what({ target }: TargetView, { leg, request }: Asked): string {
  const { method, status, failure } = request
  const who = `${target.host} (${leg.address})`
  return status === null
    ? `${who} gave no valid answer to ${method} ${target.path}: ${words(failure)} ${after(duration(request))}`
    : `${who} answered ${method} ${target.path} with status ${status}, and the connection ended before the body did (${failure?.raw ?? ''})`
}
