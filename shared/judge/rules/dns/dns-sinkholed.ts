import { answersA, decisive, unique, type WireAnswer } from '../../names.ts'
import { classesOf, isSinkholed, leadsNowhere } from '../../resolution.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { strippedCause } from '../../stripped.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'

/**
 * The name leads to an address that leads nowhere (0.0.0.0, loopback, the discard prefix): a response policy or a DNS
 * filter blocks it, or something on this machine does. Names of localhost and the hosts file are not meant. Source:
 * https://docs.cloud.google.com/dns/docs/zones/manage-response-policies.
 */
export const dnsSinkholed: Rule = {
  code: 'dns-sinkholed',
  judge(view) {
    if (!isSinkholed(view)) return null
    const { names, target } = view
    const addresses = names.application.map((n) => `${n.address}, ${n.about.label}`)
    const answers = answersA(decisive(names))
    return {
      subject: target.host,
      ...strippedCause(view),
      summary: `${target.host} resolves to ${list(addresses)}: the name is blocked in DNS`,
      ...blockedOnMachine(view, answers, addresses),
      evidence: cite(names.lookup, ...answers.map((w) => w.seen)),
    }
  },
}

/** The name is decided on before DNS is asked: each server of the system that answered has ordinary addresses for it. */
function blockedOnMachine(
  view: TargetView,
  answers: readonly WireAnswer[],
  addresses: readonly string[],
): Pick<Claim, 'summary' | 'cause' | 'fix' | 'docs'> | null {
  const ofSystem = answers.filter(({ system, seen }) => system && seen.addresses.length > 0)
  if (ofSystem.length === 0 || ofSystem.some((w) => classesOf(view, w).some(leadsNowhere)))
    return null
  const servers = list(unique(ofSystem).map(serverName))
  const given = list([...new Set(ofSystem.flatMap((w) => w.seen.addresses))])
  const hostsFile = view.names.lookup?.hosts == null ? 'the hosts file, ' : ''
  return {
    summary: `Programs of this machine get ${list(addresses)} for ${view.target.host}, where ${servers} answers ${given}: DNS does not block the name`,
    cause: `${hostsFile}a stub resolver or a filter on this machine (an agent of endpoint protection or of a VPN) answers before ${servers} is asked; or ${servers} answers differently at times`,
    fix: `Find what answers lookups on this machine: ${hostsFile}nsswitch.conf or the name resolution policy of Windows, a stub resolver, a filter agent`,
    docs: 'https://www.man7.org/linux/man-pages/man5/nsswitch.conf.5.html',
  }
}
