import { onlyShortAnswers } from '../../hellos.ts'
import type { Leg } from '../../legs.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { countedLegs, type TargetView } from '../../target-view.ts'
import { duration, list, seconds } from '../../text.ts'

/**
 * The server is silent after hellos that it answers with its certificates, in packets of full size, and answers one
 * at once that it refuses in seven bytes. Not claimed where another name comes through on the same address: the path is
 * the same. Source: RFC 2923, 2.1 (black hole detection); RFC 8899, 1.1.
 */
export const pathMtuBlackHole: Rule = {
  code: 'path-mtu-black-hole',
  judge(view) {
    const failing = countedLegs(view).flatMap((leg) => {
      const found = onlyShortAnswers(leg)
      return found === null || othersPass(view, leg) ? [] : [{ leg, ...found }]
    })
    const [first] = failing
    if (first === undefined) return null
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

/** Whether another host completed a handshake with the same address. */
export function othersPass({ sweep, target }: TargetView, leg: Leg): boolean {
  const others = sweep.hellos.get(`${leg.address}:${leg.handshake?.port}`)
  return [...(others?.through ?? [])].some((host) => host !== target.host)
}
