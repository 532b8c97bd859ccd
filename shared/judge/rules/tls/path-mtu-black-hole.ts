import { onlyShortAnswers } from '../../hellos.ts'
import { comparedWithHead } from '../../large-answers.ts'
import type { Leg } from '../../legs.ts'
import { requestsOf, served } from '../../requests.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { countedLegs, type TargetView } from '../../target-view.ts'
import { duration, list, seconds } from '../../text.ts'

/**
 * The server is silent after hellos that it answers with its certificates, in packets of full size, and answers one
 * at once that it refuses in seven bytes; or all that fits into a packet arrives, TLS and the answer to HEAD, and the
 * answer to GET, which does not, never comes. Not claimed where another name comes through on the same address: the path is
 * the same. Source: RFC 2923, 2.1 (black hole detection); RFC 8899, 1.1.
 */
export const pathMtuBlackHole: Rule = {
  code: 'path-mtu-black-hole',
  ofFailures: true,
  judge(view) {
    const failing = countedLegs(view).flatMap((leg) => {
      const found = onlyShortAnswers(leg)
      return found === null || othersPass(view, leg) ? [] : [{ leg, ...found }]
    })
    const [first] = failing
    if (first === undefined) return afterTheHandshake(view)
    const { full, other } = first
    return {
      subject: view.target.host,
      summary: `${list(failing.map(({ leg }) => leg.address))} accepts TCP and sends no byte within ${seconds(duration(full))} of a ClientHello, large or small, and refuses at once one that needs an answer of a few bytes only (${other.failure?.raw ?? ''}): short packets arrive, full-size ones do not`,
      evidence: cite(
        ...failing.flatMap(({ leg, ...of }) => [leg.connect, of.full, ...leg.hellos, of.other]),
      ),
    }
  },
}

/** The handshake fits into a packet, as does the answer to HEAD. */
function afterTheHandshake(view: TargetView): Claim | null {
  const failing = requestsOf(view).filter(
    ({ request }) => comparedWithHead(request)?.reason === 'lost',
  )
  const [first] = failing
  const short = first?.request.shortAnswer
  if (first === undefined || short === undefined) return null
  const { leg, request } = first
  const { host, path } = view.target
  const times = request.cites.length > 1 ? `, in ${request.cites.length} attempts` : ''
  return {
    severity: served(view).length > 0 ? 'warn' : 'fail',
    subject: host,
    summary: `${host} (${leg.address}) answers HEAD ${path} in ${seconds(short.ms)} and announces ${short.announced} bytes for GET, of which not one arrives within ${seconds(duration(request))}${times}; no more than ${short.arrived} bytes have arrived from it at once: short packets arrive, full-size ones do not`,
    evidence: cite(leg.handshake, ...failing.map(({ request: failed }) => failed)),
  }
}

/** Whether another host completed a handshake with the same address. */
export function othersPass({ sweep, target }: TargetView, leg: Leg): boolean {
  const others = sweep.hellos.get(`${leg.address}:${leg.handshake?.port}`)
  return [...(others?.through ?? [])].some((host) => host !== target.host)
}
