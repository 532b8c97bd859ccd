import { isAzureName } from '../zone/azure-name.ts'
import { isWithin } from '../zone/expected-zone.ts'
import { isGoogleName } from '../zone/google-domains.ts'
import { isPrivateLinkName } from '../zone/private-names.ts'
import type { BareView } from './bare-view.ts'
import { answersA, decisive, type WireAnswer } from './names.ts'
import { serverName } from './text.ts'

/**
 * The name that Azure's resolver gives as an alias for one that a DNS security policy blocks; it never exists.
 * Source: https://learn.microsoft.com/azure/dns/dns-security-policy
 */
const BLOCKED = 'blockpolicy.azuredns.invalid'

/** The answer by which a DNS server blocks a name that may well exist. */
export interface DnsPolicy {
  readonly by: WireAnswer
  /** The policy zone that the answer is out of; null: a DNS security policy of Azure. */
  readonly zone: string | null
  /** What it did, for the middle of a sentence. */
  readonly said: string
}

/** The answer by which a policy of the DNS server blocks the name; null when none does. */
export function blockedByPolicy({
  names,
  target,
}: Pick<BareView, 'names' | 'target'>): DnsPolicy | null {
  const answers = answersA(decisive(names))
  const azure = answers.find((w) => w.facts?.chain.some(({ target: alias }) => alias === BLOCKED))
  if (azure !== undefined) {
    const said = `a DNS security policy of Azure blocks ${target.host} (asked ${serverName(azure.server)})`
    return { by: azure, zone: null, said }
  }
  for (const by of answers) {
    const zone = foreignZone(by, target.host)
    if (zone === null) continue
    const said = `${serverName(by.server)} denies ${target.host} out of ${zone}, a zone that it does not lie in: a policy zone or a filter`
    return { by, zone, said }
  }
  return null
}

/** Where a server leaves the aliases out, a zone of the cloud is what they led to. */
function isOfCloud(zone: string): boolean {
  return isPrivateLinkName(zone) || isAzureName(`a.${zone}`) || isGoogleName(`a.${zone}`)
}

/**
 * The zone that denies a name which does not lie in it. An answer that nobody rewrote names the zone of the name, or of
 * what its aliases end at (RFC 2308, 2.1 and 2.2); one out of a response policy zone names that zone
 * (https://www.ietf.org/archive/id/draft-vixie-dnsop-dns-rpz-00.html). The root denies anything.
 */
function foreignZone(answer: WireAnswer, host: string): string | null {
  const denies = ['dns_nxdomain_error', 'dns_no_answer'].includes(answer.seen.failure?.code ?? '')
  const zone = answer.facts?.soa?.zone.toLowerCase().replace(/\.$/, '') ?? ''
  if (!denies || zone === '' || isOfCloud(zone)) return null
  const names = [host, ...(answer.facts?.chain.map(({ target }) => target) ?? [])]
  return names.some((name) => isWithin(name.toLowerCase(), zone)) ? null : zone
}
