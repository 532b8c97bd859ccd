import type { HandshakeObservation } from '../../../shared/model/observation.ts'
import { allSaid, allSeen } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

/** No "the name is cut after the ClientHello" where the same name passed at the same address in the same sweep. */
export const constantHello: Law = (sweep) => {
  const passed = new Map<string, string>()
  for (const { target, o } of allSeen(sweep)) {
    if (o.step === 'handshake' && o.peer === 'target' && o.phase === 'done')
      passed.set(key(o, target.host), target.id)
  }
  return allSaid(sweep)
    .filter(({ finding }) => finding.code === 'tls-blocked-by-name')
    .flatMap((said) => {
      const cut = said.cited.filter((o) => o.step === 'handshake' && o.phase !== 'done')
      const refuted = (cut as HandshakeObservation[])
        .map((o) => key(o, said.target.host))
        .find((name) => passed.has(name))
      if (refuted === undefined) return []
      return [broken(said, `${refuted} completed a handshake for ${passed.get(refuted)}`)]
    })
}

function key({ address, port, serverName }: HandshakeObservation, host: string): string {
  return `${serverName ?? host} at ${address} port ${port}`
}
