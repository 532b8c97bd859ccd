import { googleDomain } from '../../zone/google-domains.ts'
import type { WireAnswer } from '../names.ts'
import type { TargetView } from '../target-view.ts'
import { vipExpected } from '../vips.ts'
import type { Words } from '../words.ts'
import { createRecord } from './zone-commands.ts'

/**
 * What a private zone of a domain of Google’s lacks for a name, by its answer: no such name means no wildcard, and an
 * empty answer that a deeper record hides the wildcard or that a record of another type stands there (RFC 4592, 2.2.2;
 * RFC 2308, 2.2). Null for a zone of any other domain.
 */
export function zoneIncomplete(view: TargetView, zone: string, by: WireAnswer): Words | null {
  const domain = googleDomain(zone)
  if (domain?.name !== zone) return null
  const { host } = view.target
  const vip = vipExpected(view)?.name ?? 'restricted.googleapis.com or private.googleapis.com'
  const end = zone === 'googleapis.com' ? vip : zone
  const hidden = by.seen.failure?.code === 'dns_no_answer'
  return {
    cause: hidden
      ? `A record below ${host} in the zone ${zone} hides the wildcard for it (RFC 4592), or its only records are of another type`
      : `The zone ${zone} has no record for ${host} and no wildcard record *.${zone}`,
    fix: `Add ${hidden ? 'a record for the name' : 'the wildcard'} to the zone: ${createRecord(hidden ? host : `*.${zone}`, 'ZONE', 'CNAME', `${end}.`)}; \`gcloud dns managed-zones list --filter="dnsName=${zone}."\` names the zone`,
    docs: 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid',
  }
}
