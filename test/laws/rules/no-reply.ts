import type { FailureCode } from '../../../shared/failure/table.ts'
import { allSaid, allSeen, type JudgedSweep, type Said } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

const SILENT: ReadonlySet<FailureCode> = new Set([
  'generic_timeout_error',
  'timed_out',
  'connection_refused',
  'connection_reset',
  'connection_aborted',
  'eof_error',
  'host_unreachable',
  'network_unreachable',
  'interrupted',
  'probe_fault',
  'unknown_failure',
  'permission_denied',
  'network_down',
  'address_not_available',
  'address_family_not_supported',
])

/** No "resolver R gave no reply" where R replied to any question of the sweep, be it with a failure of its own. */
export const noReply: Law = (sweep) => {
  const replied = repliesOf(sweep)
  return allSaid(sweep).flatMap((said) => {
    const refuted = silentServers(said).find((server) => replied.has(server))
    if (refuted === undefined) return []
    return [broken(said, `${refuted} replied to the question for ${replied.get(refuted)}`)]
  })
}

function silentServers({ finding }: Said): readonly string[] {
  const claimed = (finding.claims ?? []).flatMap((c) => (c.kind === 'no-reply' ? [c.server] : []))
  const subject = finding.code === 'dns-resolver-unreachable' ? finding.subject.split(', ') : []
  return [...claimed, ...subject]
}

/** By server: a name that it replied to. */
function repliesOf(sweep: JudgedSweep): ReadonlyMap<string, string> {
  const replies = new Map<string, string>()
  for (const { o } of allSeen(sweep)) {
    if (o.step !== 'resolve' || o.engine !== 'dns' || o.server === null) continue
    // The question went on over TCP: its reply over UDP was cut (RFC 7766, 5).
    const replied = o.failure === null || o.transport === 'tcp' || !SILENT.has(o.failure.code)
    if (replied) replies.set(o.server, o.name)
  }
  return replies
}
