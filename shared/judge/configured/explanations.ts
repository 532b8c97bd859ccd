import type { FindingCode } from '../../model/finding-codes.ts'
import {
  cutByFirewall,
  dropped,
  inspected,
  keptOut,
  ledPast,
  letThrough,
  notApproved,
  resolvedByFirewall,
  toResolverOverTcp,
  toSilentProxy,
  toSilentResolver,
  unrouted,
} from './explain-flow.ts'
import {
  closedResource,
  fromOtherRecord,
  fromRecord,
  handedOn,
  noApprovedEndpoint,
  noRecord,
  noRecordOfName,
  notFromZone,
  notUsed,
  wrongRecord,
} from './explain-name.ts'
import type { Explanation } from './explained.ts'

/**
 * What of the configuration can explain a finding: the first that does is named. Each claims only what looks on the wire
 * as the finding says: a rule that drops explains no refusal.
 */
export const EXPLANATIONS: Partial<Record<FindingCode, readonly Explanation[]>> = {
  'tcp-dropped': [wrongRecord, dropped, keptOut],
  'private-endpoint-not-answering': [wrongRecord, dropped, keptOut],
  'tcp-some-addresses-fail': [wrongRecord, dropped, keptOut],
  'tcp-refused': [wrongRecord],
  'tcp-unreachable': [unrouted],
  'udp-no-answer': [wrongRecord, dropped, keptOut],
  'network-no-internet': [dropped],
  'network-no-way-out': [dropped],
  'tls-blocked-by-name': [cutByFirewall],
  'http-denied-by-firewall': [cutByFirewall],
  'tls-intercepted': [inspected],
  'private-endpoint-stale': [wrongRecord, resolvedByFirewall],
  'http-reached-publicly': [notApproved, resolvedByFirewall],
  'http-denied-by-service': [notApproved, closedResource],
  'database-denied': [closedResource],
  'reachable-but-must-be-blocked': [letThrough],
  'egress-address-unexpected': [ledPast],
  'dns-private-zone-not-used': [notFromZone],
  'dns-google-vip-not-used': [fromRecord, notFromZone],
  'dns-no-private-endpoint': [noApprovedEndpoint],
  'dns-private-record-missing': [noRecord],
  'dns-public-zone-shadowed': [noRecordOfName],
  'dns-name-not-found': [noRecordOfName, notUsed],
  'dns-address-unexpected': [wrongRecord, fromOtherRecord],
  'dns-private-unexpected': [fromRecord],
  'dns-zone-unexpected': [fromRecord],
  'dns-google-vip-wrong': [fromRecord],
  'dns-sinkholed': [fromRecord],
  'dns-server-failure': [handedOn],
  'dns-resolver-unreachable': [toSilentResolver],
  'dns-tcp-unanswered': [toResolverOverTcp],
  'proxy-unreachable': [toSilentProxy],
}

/** The object is where it should be, and the remedy is the finding’s own. */
export const KEEPS_FIX: ReadonlySet<FindingCode> = new Set([
  'dns-private-unexpected',
  'dns-zone-unexpected',
])
