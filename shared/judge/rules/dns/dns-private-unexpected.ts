import { privateLinkZone } from '../../../zone/private-names.ts'
import { byZone } from '../../name-facts.ts'
import { answersA, decisive, privateLinkAlias } from '../../names.ts'
import { unmetAddresses } from '../../resolution.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list } from '../../text.ts'

/**
 * A public address is expected and a private one (or a Google VIP) is given: some private zone answers for a name that
 * has no private endpoint in this network. Source: https://learn.microsoft.com/azure/private-link/private-endpoint-dns.
 */
export const dnsPrivateUnexpected: Rule = {
  code: 'dns-private-unexpected',
  judge(view) {
    const { names, target, expect } = view
    const wrong = unmetAddresses(view)
    if (expect.resolution !== 'public' || wrong.length === 0) return null
    const what = wrong.map((n) => `${n.address}, ${n.about.label}`)
    return {
      subject: target.host,
      summary: `${target.host} must resolve publicly, and resolves to ${list(what)}`,
      ...byEndpoint(view),
      evidence: cite(names.lookup, ...answersA(decisive(names)).map((w) => w.seen)),
    }
  },
}

/** An alias into a private link zone proves whose address it is: a private endpoint that nobody spoke of. */
function byEndpoint(view: TargetView): Pick<Claim, 'cause' | 'fix'> | null {
  const alias = privateLinkAlias(view.names)
  if (alias === null || view.names.judged.some(({ about }) => !about.isPrivate)) return null
  const zone = privateLinkZone(alias.alias) ?? alias.alias
  if (SCOPED.test(zone)) return byScope(zone)
  const others = neededBy(view, zone)
  return others.length > 0 ? byRecord(zone, alias.alias, others) : byLink(zone)
}

const linked = (zone: string) =>
  `The name leads to a private endpoint: the zone ${zone} is linked to this network, while public addresses are expected`

function byScope(zone: string): Pick<Claim, 'cause' | 'fix'> {
  return {
    cause: linked(zone),
    fix: `Either use the private link scope: mode: private-link here, and azcmagent connect with --private-link-scope (without it onboarding ends with AZCM0026); or remove the link of ${zone} to this network`,
  }
}

function byLink(zone: string): Pick<Claim, 'cause' | 'fix'> {
  return {
    cause: linked(zone),
    fix: `Either expect it (resolution: private), or remove the link of ${zone} to this network`,
  }
}

/** Without the link, names that must be private would not be. */
function byRecord(
  zone: string,
  name: string,
  others: readonly string[],
): Pick<Claim, 'cause' | 'fix'> {
  return {
    cause: `The zone ${zone}, which ${list(others)} ${others.length === 1 ? 'needs' : 'need'} here, has an address for ${name}: a record of its own, or a wildcard record, which answers for every name`,
    fix: `Either expect it (resolution: private), or remove the record ${name} or the wildcard from ${zone} and set the resolution policy of its link to NxDomainRedirect, so that names without a record get their public address. Keep the link: ${list(others)} would lose ${others.length === 1 ? 'its address' : 'their addresses'}`,
  }
}

/** What is answered privately out of the zone as it must be. */
function neededBy({ sweep, target }: TargetView, zone: string): readonly string[] {
  const hosts = (byZone(sweep.private).get(zone) ?? []).map(({ seen }) => seen.name)
  return [...new Set(hosts)].filter((host) => host !== target.host && sweep.wantedPrivate.has(host))
}

/** Zones of which an Arc agent must be told at connecting: https://learn.microsoft.com/azure/azure-arc/servers/private-link-security. */
const SCOPED = /^privatelink\.(his\.arc|guestconfiguration|dp\.kubernetesconfiguration)\./
