import { VIP_NAMES } from '../../address/special.ts'
import { googleDomain } from '../../zone/google-domains.ts'
import type { TargetView } from '../target-view.ts'
import type { Words } from '../words.ts'
import type { Led } from './facts.ts'
import { createZone } from './zone-commands.ts'

const DOMAINS = 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid'

/** The name of what names are led to. */
export function wayName({ way, address }: Led): string {
  if (way === 'endpoint') return `the Private Service Connect endpoint ${address}`
  return VIP_NAMES[way]
}

/**
 * Why a name of Google’s APIs leads to a public address where others of the same sweep lead to a VIP or an endpoint:
 * each domain needs a private zone of its own, googleapis.com has no say over pkg.dev. Within one domain, a record or a
 * response policy sets this name apart. Null where nothing of Google’s is led inside the network, or where this name is
 * not public. Source: the page above, which lists the domains.
 */
export function zoneMissing(view: TargetView): Words | null {
  const { host } = view.target
  const domain = googleDomain(host)
  const { led } = view.sweep.google
  // Every network that leads names of Google’s inside leads those of its APIs there.
  const other = led.has('googleapis.com') ? 'googleapis.com' : [...led.keys()][0]
  const way = other === undefined ? undefined : led.get(other)
  if (domain === null || way === undefined || !isPublic(view)) return null
  const same = led.get(domain.name)
  if (same !== undefined) return apart(host, domain.name, same)
  return {
    cause: `${other} leads to ${wayName(way)} here (${way.host}) and ${domain.name} does not: no private zone ${domain.name} is bound to this network, so its names have public addresses`,
    fix: createZone(domain, way),
    docs: DOMAINS,
  }
}

function apart(host: string, domain: string, led: Led): Words {
  return {
    cause: `${led.host} leads to ${wayName(led)} and ${host} does not, though both are in ${domain}: the zone lacks the wildcard and lets this name through, a response policy has a bypass rule for it, or a narrower zone holds it`,
    fix: `Give ${host} the record that *.${domain} has; look for it in the rules of the response policy (\`gcloud dns response-policies rules list RESPONSE_POLICY\`) and among the private zones (\`gcloud dns managed-zones list --filter="visibility=private"\`)`,
    docs: DOMAINS,
  }
}

function isPublic({ names }: TargetView): boolean {
  const { application } = names
  return application.length > 0 && application.every(({ about }) => about.realm === 'public')
}
