import { rcodeOf } from './azure-dns.ts'
import { entry, hostOf, type ParsedRecord, timeOf } from './entry.ts'
import { isObject, type Json, objectAt, objectsAt, textAt } from './json.ts'

/** A query of Cloud DNS (log dns_queries). Format: docs.cloud.google.com/dns/docs/monitoring */
export function googleDns(logEntry: Json): ParsedRecord {
  const payload = objectAt(logEntry, 'jsonPayload')
  const name = textAt(payload, 'queryName')
  if (name === null || !('responseCode' in payload)) return null
  const rcode = rcodeOf(payload['responseCode'])
  const answered = rcode === null || rcode === 'NOERROR'
  const zone = [textAt(payload, 'target_type'), textAt(payload, 'target_name')]
    .filter(Boolean)
    .join(' ')
  return entry({
    format: 'google-dns',
    protocol: 'dns',
    host: hostOf(name),
    port: 53,
    outcome: answered ? 'allowed' : 'failed',
    source: textAt(payload, 'sourceIP'),
    at: timeOf(logEntry['timestamp']),
    reason: answered
      ? null
      : [rcode, zone === '' ? null : `from ${zone}`].filter(Boolean).join(' '),
  })
}

/**
 * A violation of VPC Service Controls in the audit log. The path works; the perimeter denies the call. Format:
 * docs.cloud.google.com/vpc-service-controls/docs/audit-logging
 */
export function googlePerimeter(logEntry: Json): ParsedRecord {
  const payload = objectAt(logEntry, 'protoPayload')
  const metadata = objectAt(payload, 'metadata')
  if (!String(metadata['@type'] ?? '').endsWith('VpcServiceControlAuditMetadata')) return null
  const violations = [
    ...objectsAt(metadata, 'egressViolations'),
    ...objectsAt(metadata, 'ingressViolations'),
  ]
  const perimeter =
    textAt(violations[0] ?? {}, 'servicePerimeter') ??
    textAt(objectAt(metadata, 'securityPolicyInfo'), 'servicePerimeterName')
  const words = [
    textAt(metadata, 'violationReason'),
    perimeter,
    textAt(metadata, 'vpcServiceControlsUniqueId'),
  ]
  const isDryRun = metadata['dryRun'] === true
  return entry({
    format: 'google-perimeter',
    protocol: 'https',
    host: hostOf(textAt(payload, 'serviceName') ?? ''),
    port: 443,
    outcome: isDryRun ? 'unknown' : 'denied',
    source: callerOf(payload),
    at: timeOf(logEntry['timestamp']),
    reason: words.filter((word) => word !== null).join(', '),
  })
}

function callerOf(payload: Json): string | null {
  const given = payload['requestMetadata']
  return isObject(given) ? textAt(given, 'callerIp') : null
}
