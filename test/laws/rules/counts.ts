import { FAILURES } from '../../../shared/failure/table.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import { allSaid, allSeen, type JudgedSweep } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

/** What is counted ("2 of 5 connections to A are lost") is what the evidence holds. */
export const counts: Law = (sweep) =>
  allSaid(sweep).flatMap((said) =>
    (said.finding.claims ?? []).flatMap((claim) => {
      if (claim.kind !== 'lost-in-part') return []
      const { lost, of } = counted(sweep, claim.address, claim.port)
      const agrees = lost === claim.lost && of === claim.of && lost > 0 && lost < of
      return agrees ? [] : [broken(said, `${lost} of ${of} by the evidence`)]
    }),
  )

function counted(sweep: JudgedSweep, address: string, port: number) {
  const at = allSeen(sweep).filter(
    ({ o }) => 'port' in o && o.address === address && o.port === port,
  )
  const hellos = at.filter(({ o }) => o.step === 'handshake' && o.peer === 'target')
  const isOf = (a: (typeof at)[number], b: (typeof at)[number]) =>
    a.target === b.target && a.o.attempt === b.o.attempt
  const direct = at.filter(({ o }) => o.step === 'connect' && o.peer === 'target')
  const openings = [
    ...at.filter(({ o }) => o.step === 'connect'),
    ...hellos.filter((hello) => !direct.some((one) => isOf(one, hello))),
  ].filter(({ o }) => isCounted(o, sweep.evidence.warmUp))
  const passing = hellos.filter(({ o }) => o.step === 'handshake' && o.phase === 'done').map(nameOf)
  const isCut = (one: (typeof at)[number]) =>
    one.o.peer === 'target' &&
    hellos.some(
      (hello) =>
        isOf(one, hello) &&
        hello.o.step === 'handshake' &&
        hello.o.phase === 'sent' &&
        CUT.test(hello.o.failure?.code ?? '') &&
        passing.includes(nameOf(hello)),
    )
  const lost = openings.filter(
    (one) => isCut(one) || (one.o.step === 'connect' && one.o.failure !== null),
  )
  return { lost: lost.length, of: openings.length }
}

const CUT = /^(connection_reset|connection_aborted|eof_error|generic_timeout_error|timed_out)$/

function nameOf({ target, o }: ReturnType<typeof allSeen>[number]): string {
  return o.step === 'handshake' ? (o.serverName ?? target.host) : ''
}

/** Whether the end of a connection says something of the address at all. */
function isCounted(o: Observation, warmUp: number): boolean {
  const { failure, t } = o
  if (failure === null || (o.step === 'handshake' && o.phase === 'done')) return true
  if (failure.code === 'interrupted' || FAILURES[failure.code].fault === 'probe') return false
  return !(t < warmUp && /timeout|timed_out/.test(failure.code))
}
