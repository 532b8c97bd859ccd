import { largeHelloFails } from '../../hellos.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { countedLegs } from '../../target-view.ts'
import { list, words } from '../../text.ts'

/**
 * The ClientHello of clients of today, which fills two packets for its post-quantum key share, gets no answer, and one
 * of a few hundred bytes does, over the same path to the same address. Source: https://tldr.fail; RFC 8446, 4.1.2.
 */
export const tlsLargeHelloDropped: Rule = {
  code: 'tls-large-hello-dropped',
  ofFailures: true,
  judge(view) {
    const failing = countedLegs(view).flatMap((leg) => {
      const found = largeHelloFails(leg)
      return found === null ? [] : [{ leg, ...found }]
    })
    const [first] = failing
    if (first === undefined) return null
    const { full, other } = first
    const times = full.cites.length > 1 ? ` (${full.cites.length} attempts)` : ''
    const came = other.phase === 'done' ? 'TLS completes' : 'the server answers'
    return {
      subject: view.target.host,
      summary: `${list(failing.map(({ leg }) => leg.address))}: ${words(full.failure)} after a ClientHello of ${full.helloBytes ?? 'about 1,600'} bytes with a post-quantum key share${times}; after one of ${other.helloBytes} bytes without it ${came}`,
      evidence: cite(...failing.flatMap(({ leg, ...of }) => [leg.connect, of.full, of.other])),
    }
  },
}
