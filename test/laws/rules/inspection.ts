import { isPublicAuthority } from '../../../shared/judge/public-authorities.ts'
import type { Certificate } from '../../../shared/model/facts.ts'
import type { HandshakeObservation } from '../../../shared/model/observation.ts'
import { allSaid } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

/** No "a device on the way signed it" of a chain that the root of a public authority vouches for. */
export const publicRoot: Law = (sweep) =>
  allSaid(sweep)
    .filter(({ finding }) => finding.code === 'tls-intercepted')
    .flatMap((said) => {
      const of = said.cited.filter((o) => o.step === 'handshake') as HandshakeObservation[]
      const refuted = of.some((o) => o.verification === null && o.anchor === 'public')
      return refuted ? [broken(said, 'the root is a public authority’s')] : []
    })

/** Nothing passes as not inspected that a root of the machine or of `ca` vouches for, unless its issuer is named. */
export const inspectedPass: Law = (sweep) =>
  sweep.evidence.targets.flatMap(({ target, observations }, at) => {
    const { tls } = target.expect
    const verdict = sweep.judgements[at]?.verdict
    if (tls?.inspected !== 'never' || tls.issuer !== undefined || verdict !== 'pass') return []
    const { certificates } = sweep.evidence
    const own = observations.find((o) => o.step === 'handshake' && isOfOwnRoot(o, certificates))
    if (own === undefined) return []
    const refutedBy = 'the root that vouches for it is no public authority’s'
    return [{ target: target.id, sentence: 'pass', refutedBy }]
  })

function isOfOwnRoot(
  { peer, anchor = 'public', chain }: HandshakeObservation,
  certificates: Readonly<Record<string, Certificate>>,
): boolean {
  const issuers = chain.map((print) => certificates[print]?.issuer ?? '')
  return peer === 'target' && anchor !== 'public' && !issuers.some(isPublicAuthority)
}
