import type { RequestObservation } from '../../../model/observation.ts'
import { isWebSocket } from '../../../model/scheme.ts'
import { served } from '../../requests.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/** Who asks is not known or has no right: the server says so before it looks at the upgrade, as a rule. */
const WANTS_CREDENTIALS: ReadonlySet<number> = new Set([401, 403])

/** A redirect says itself where the WebSocket, or a sign-in before it, is. */
function sentElsewhere(summary: string, { status, headers }: RequestObservation): Partial<Claim> {
  const to = headers['location'] ?? ''
  if (status === null || status < 300 || status > 399 || to === '') return {}
  return {
    summary: `${summary}, and sends the caller to ${shown(to, 100)}`,
    cause:
      'The service, or a gateway before it, sends callers elsewhere before it changes to WebSocket: to another host, scheme or path, or to sign in; clients of WebSocket do not follow',
    fix: 'Write the address that it leads to as the wss:// URL; where that is a sign-in, give the target what its clients send (headers, as "${NAME}")',
  }
}

/**
 * The target is a WebSocket, something answered, and the connection did not change to WebSocket: by another status than
 * 101, or by a 101 that was not made for this request. A status that the configuration expects is no refusal.
 * Source: RFC 6455, 4.1 and 4.2.2; RFC 9110, 7.8.
 */
export const httpUpgradeRefused: Rule = {
  code: 'http-upgrade-refused',
  judge(view) {
    const { target, expect } = view
    if (!isWebSocket(target.scheme) || expect.reachability === 'blocked') return null
    const answers = served(view)
    if (answers.some(({ request }) => request.upgrade === 'accepted')) return null
    const [first] = answers
    const status = first?.request.status ?? null
    if (first === undefined || status === null) return null
    if (expect.http?.status?.includes(status) === true) return null
    const { host } = target
    const evidence = cite(first.leg.handshake, first.request)
    if (first.request.upgrade === 'wrong-key') {
      return {
        subject: host,
        summary: `${host} answered 101, and not to this request: its Sec-WebSocket-Accept does not fit the key that was sent`,
        cause: 'What answers is no WebSocket server: a cache, or a device that repeats an answer',
        evidence,
      }
    }
    const summary = `${host} answered the request for WebSocket with status ${status} instead of 101`
    if (!WANTS_CREDENTIALS.has(status)) {
      return { subject: host, summary, ...sentElsewhere(summary, first.request), evidence }
    }
    return {
      severity: 'inconclusive',
      subject: host,
      summary: `${summary}: it wants to know who asks`,
      cause:
        'The server refuses callers without credentials before it changes to WebSocket; whether the way there passes WebSocket was not shown',
      fix: 'Give the target what its clients send (headers, as "${NAME}"), or expect this status in http.status',
      evidence,
    }
  },
}
