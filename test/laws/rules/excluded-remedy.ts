import type { ConnectObservation } from '../../../shared/model/observation.ts'
import { allSaid, allSeen, type Said } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

/** Causes and remedies that another open port of the same address excludes: the host is up, and there is a path. */
const NO_PATH =
  /\bpeer(ed|ing)\b|\broutes?\b(?! the rule)|\brouting\b|next hop|\bNAT\b|Private Google Access|was deleted|does not exist|is down\b/i

/** No cause or remedy for a thing that the evidence excludes: a missing peering where the address answers elsewhere. */
export const excludedRemedy: Law = (sweep) => {
  const open = new Map<string, Set<number>>()
  for (const { o } of allSeen(sweep)) {
    if (o.step === 'connect' && o.failure === null)
      open.set(o.address, (open.get(o.address) ?? new Set()).add(o.port))
  }
  return allSaid(sweep).flatMap((said) => {
    const failed = failedConnects(said)
    const elsewhere = failed.map(({ address, port }) =>
      [...(open.get(address) ?? [])].find((other) => other !== port),
    )
    const [first] = failed
    const told = [said.finding.cause, said.finding.fix].find((text) => NO_PATH.test(text))
    if (first === undefined || told === undefined || elsewhere.includes(undefined)) return []
    return [broken(said, `${first.address} accepts connections on port ${elsewhere[0]}`, told)]
  })
}

function failedConnects({ finding, cited }: Said): readonly ConnectObservation[] {
  // That connections get lost to one port says nothing of the address, and is excluded by nothing at another.
  const inPart = finding.claims?.some((claim) => claim.kind === 'lost-in-part') ?? false
  if (inPart || !/^(tcp-|private-endpoint-not-)/.test(finding.code)) return []
  return cited.filter((o) => o.step === 'connect').filter((o) => o.failure !== null)
}
