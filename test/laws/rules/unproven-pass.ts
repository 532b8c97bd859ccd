import { contains } from '../../../shared/address/cidr.ts'
import { parseIp } from '../../../shared/address/ip.ts'
import type { Target } from '../../../shared/model/target.ts'
import { isPrivate, isPublic } from '../alike.ts'
import { allSaid, type JudgedSweep } from '../judged-sweep.ts'
import type { Law } from '../law.ts'

/**
 * Nothing passes that the used path cannot prove. A proxy resolves the name itself, so what this host's DNS says of
 * it proves no expectation on its addresses or its zone. An address in the URL is what it is, on every path.
 */
export const unprovenPass: Law = (sweep) =>
  sweep.evidence.targets.flatMap(({ target }, at) => {
    const { resolution, addresses, zone, reachability } = target.expect
    const expects = resolution !== 'any' || addresses !== undefined || zone !== undefined
    if (reachability === 'blocked' || !expects || sweep.judgements[at]?.verdict !== 'pass')
      return []
    const refutedBy = unproven(target, sweep)
    if (refutedBy === null) return []
    const said = allSaid(sweep).filter((one) => one.target === target)
    const codes = said.length === 0 ? '' : ` (${said.map((one) => one.finding.code).join(', ')})`
    return [{ target: target.id, sentence: `pass${codes}`, refutedBy }]
  })

function unproven(target: Target, sweep: JudgedSweep): string | null {
  if (parseIp(target.host) !== null) return unmet(target, sweep)
  if (target.proxy === null) return null
  return `the path goes through the proxy ${target.proxy.host}, which resolves ${target.host} itself`
}

function unmet({ host, expect }: Target, { book }: JudgedSweep): string | null {
  const { resolution, addresses, zone } = expect
  const is = { any: true, private: isPrivate(host, book), public: isPublic(host, book) }
  if (zone !== undefined) return `${host} lies in no zone`
  if (addresses?.some((cidr) => contains(cidr, host)) === false) return `${host} is none of them`
  const fits = resolution in is ? is[resolution as keyof typeof is] : host.startsWith('199.36.153.')
  return fits ? null : `${host} is not ${resolution}`
}
