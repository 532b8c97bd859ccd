import type { Statement } from '../../../shared/model/claim.ts'
import { unlike } from '../alike.ts'
import { allSaid, allSeen, type JudgedSweep, type Said } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

type Contrast = Extract<Statement, { kind: 'contrast' }>

const OTHERS = /others? [\w -]+ address(?:es)? (?:was reached|answers?) \(([^)]+)\)/

/**
 * No proof by contrast across unlike classes of address, by what did not answer, or by the very thing that fails. A
 * sentence that names what answered must state the contrast as a claim, so that it can be checked.
 */
export const contrast: Law = (sweep) =>
  allSaid(sweep).flatMap((said) => {
    const stated = (said.finding.claims ?? []).filter((claim) => claim.kind === 'contrast')
    const named = OTHERS.exec(said.finding.summary)?.[1]
    if (named !== undefined && !stated.some(({ passing }) => passing.host === named))
      return [broken(said, `no claim states the contrast with ${named}`)]
    return stated.flatMap((claim) => {
      const refuted = flaw(claim, said, sweep)
      return refuted === null ? [] : [broken(said, refuted)]
    })
  })

function flaw({ failing, passing }: Contrast, { target }: Said, sweep: JudgedSweep) {
  if (passing.host === target.host) return `${passing.host} is the target itself`
  if (failing.includes(passing.address)) return `${passing.address} is the address that fails`
  const [other] = failing.flatMap((address) => unlike(address, passing.address, sweep.book) ?? [])
  if (other !== undefined) return other
  const answered = allSeen(sweep).some(
    ({ target: { host }, o }) =>
      host === passing.host &&
      'address' in o &&
      o.address === passing.address &&
      (o.failure === null || (o.step === 'request' && o.status !== null)),
  )
  return answered ? null : `${passing.host} did not answer at ${passing.address}`
}
