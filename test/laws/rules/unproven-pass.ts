import { allSaid } from '../judged-sweep.ts'
import type { Law } from '../law.ts'

/**
 * Nothing passes that the used path cannot prove. A proxy resolves the name itself, so what this host's DNS says of
 * it proves no expectation on its addresses or its zone.
 */
export const unprovenPass: Law = (sweep) =>
  sweep.evidence.targets.flatMap(({ target }, at) => {
    const { resolution, addresses, zone, reachability } = target.expect
    const expects = resolution !== 'any' || addresses !== undefined || zone !== undefined
    const verdict = sweep.judgements[at]?.verdict
    if (target.proxy === null || reachability === 'blocked' || !expects || verdict !== 'pass')
      return []
    const said = allSaid(sweep).filter((one) => one.target === target)
    return [
      {
        target: target.id,
        sentence: `pass${said.length === 0 ? '' : ` (${said.map((one) => one.finding.code).join(', ')})`}`,
        refutedBy: `the path goes through the proxy ${target.proxy.host}, which resolves ${target.host} itself`,
      },
    ]
  })
