import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import type { ConnectObservation } from '../../../shared/model/observation.ts'
import { allSaid, allSeen } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

/** Findings that say of an address that connections to it fail, always and for one cause. */
const CONSTANT: ReadonlySet<FindingCode> = new Set([
  'tcp-dropped',
  'tcp-refused',
  'tcp-reset',
  'tcp-unreachable',
  'tcp-some-addresses-fail',
  'private-endpoint-not-answering',
  'proxy-unreachable',
  'network-no-way-out',
  'blocked-as-wanted',
])

/** No "packets to A are dropped" where the same address and port answered another target or try of the sweep. */
export const constantFailure: Law = (sweep) => {
  const open = new Map<string, string>()
  for (const { target, o } of allSeen(sweep)) {
    if (o.step === 'connect' && o.failure === null) open.set(at(o), target.id)
  }
  return allSaid(sweep)
    .filter(({ finding }) => CONSTANT.has(finding.code))
    .flatMap((said) => {
      const inPart = (said.finding.claims ?? []).filter((claim) => claim.kind === 'lost-in-part')
      const failed = said.cited.filter((o) => o.step === 'connect' && o.failure !== null)
      const refuted = (failed as ConnectObservation[])
        .filter((o) => !inPart.some((claim) => claim.address === o.address))
        .find((o) => open.has(at(o)))
      if (refuted === undefined) return []
      return [broken(said, `${at(refuted)} accepted a connection of ${open.get(at(refuted))}`)]
    })
}

function at({ address, port }: ConnectObservation): string {
  return `${address} port ${port}`
}
