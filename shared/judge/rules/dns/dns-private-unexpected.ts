import { privateLinkZone } from '../../../zone/private-names.ts'
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
  const scoped = SCOPED.test(zone)
  return {
    cause: `The name leads to a private endpoint: the zone ${zone} is linked to this network, while public addresses are expected`,
    fix: scoped
      ? `Either use the private link scope: mode: private-link here, and azcmagent connect with --private-link-scope (without it onboarding ends with AZCM0026); or remove the link of ${zone} to this network`
      : `Either expect it (resolution: private), or remove the link of ${zone} to this network`,
  }
}

/** Zones of which an Arc agent must be told at connecting: https://learn.microsoft.com/azure/azure-arc/servers/private-link-security. */
const SCOPED = /^privatelink\.(his\.arc|guestconfiguration|dp\.kubernetesconfiguration)\./
