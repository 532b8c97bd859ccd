import { NOTHING, UNREAD } from './lines.ts'

const TIME = '2026-11-20T10:00:00.123456789Z'

/** An entry as `gcloud logging read --format json` writes it. */
export function entryOf(log: string, more: object): string {
  return JSON.stringify({
    insertId: 'i',
    logName: `projects/p1/logs/${log.replace('/', '%2F')}`,
    receiveTimestamp: TIME,
    timestamp: TIME,
    ...more,
  })
}

const CONNECTION = {
  src_ip: '10.8.0.7',
  src_port: 41_234,
  dest_ip: '20.1.2.3',
  dest_port: 443,
  protocol: 6,
}
const GATEWAY = { gateway_name: 'nat', router_name: 'router', region: 'asia-northeast1' }
export const nat = (allocation_status: string, more: object = {}) =>
  entryOf('compute.googleapis.com/nat_flows', {
    resource: { type: 'nat_gateway' },
    jsonPayload: {
      connection: CONNECTION,
      allocation_status,
      gateway_identifiers: GATEWAY,
      endpoint: { vm_name: 'worker-1', project_id: 'p1' },
      ...more,
    },
  })
const inspected = (log: string, payload: object) =>
  entryOf(`networksecurity.googleapis.com/${log}`, { jsonPayload: payload })
const SIDES = { clientIp: '10.8.0.7', clientPort: 4000, serverIp: '20.1.2.3', serverPort: 443 }
export const METADATA = {
  '@type': 'type.googleapis.com/google.cloud.audit.VpcServiceControlAuditMetadata',
  egressViolations: [
    {
      servicePerimeter: 'accessPolicies/1/servicePerimeters/prod',
      source: 'projects/111',
      targetResource: 'projects/222',
    },
  ],
  violationReason: 'RESOURCES_NOT_IN_SAME_SERVICE_PERIMETER',
  vpcServiceControlsUniqueId: 'AbCd-1234_x',
}
const AUDIT = {
  '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
  authenticationInfo: { principalEmail: 'orders@p1.iam.gserviceaccount.com' },
  requestMetadata: { callerIp: '10.8.0.7' },
  serviceName: 'storage.googleapis.com',
}
export const violation = (metadata: object = {}, more: object = {}) =>
  entryOf('cloudaudit.googleapis.com/policy', {
    protoPayload: { ...AUDIT, metadata: { ...METADATA, ...metadata }, ...more },
  })
const status = (code: number, message: string) =>
  entryOf('cloudaudit.googleapis.com/data_access', {
    protoPayload: { ...AUDIT, status: { code, message } },
  })
const said = (log: string, textPayload: string) =>
  entryOf(log, { textPayload, resource: { type: 'cloud_run_revision' } })
const FRONT_END =
  'The request failed because either the HTTP response was malformed or connection to the instance had an error. Additional troubleshooting documentation can be found at: https://cloud.google.com/run/docs/troubleshooting#malformed-response-or-connection-error'

/** Entries of Google's logs: what each says, and the healthy one of its kind. */
// biome-ignore format: one line a line
export const GOOGLE_LINES: readonly (readonly [line: string, says: string])[] = [
  // Cloud NAT
  [nat('DROPPED'), 'denied tcp 20.1.2.3:443'],
  [nat('OK'), 'allowed tcp 20.1.2.3:443'],
  // URL filtering and threats of Cloud NGFW
  [inspected('firewall_url_filter', { action: 'deny', denyType: 'SNI', direction: 'CLIENT_TO_SERVER', sessionLayerDetails: { sni: 'PyPI.org' }, connection: { ...SIDES, protocol: 'TCP' } }), 'denied https pypi.org:443'],
  [inspected('firewall_url_filter', { action: 'allow', applicationLayerDetails: { uri: 'pypi.org/simple' }, connection: { ...SIDES, protocol: 6 } }), 'allowed https pypi.org:443'],
  [inspected('firewall_threat', { action: 'DENY', name: 'Eicar File Detected', threatId: '39040', connection: { ...SIDES, protocol: 'tcp' } }), 'denied tcp 20.1.2.3:443'],
  [inspected('firewall_threat', { action: 'ALERT', threatId: '39040', connection: { ...SIDES, protocol: 'tcp' } }), 'allowed tcp 20.1.2.3:443'],
  [inspected('firewall_threat', { action: 'DENY', threatId: '39040', connection: { ...SIDES, clientIp: '20.9.9.9', serverIp: '10.8.0.7' } }), NOTHING],
  // VPC Service Controls
  [violation(), 'denied https storage.googleapis.com:443'],
  [violation({ dryRun: true }), 'allowed https storage.googleapis.com:443'],
  [status(7, 'Request is prohibited by organization’s policy. vpcServiceControlsUniqueIdentifier: AbCd-1234'), 'denied https storage.googleapis.com:443'],
  [status(7, 'orders@p1.iam.gserviceaccount.com does not have storage.objects.list access'), UNREAD],
  // Cloud DNS
  [entryOf('dns.googleapis.com/dns_queries', { jsonPayload: { queryName: 'x.pkg.dev.', responseCode: 'SERVFAIL' }, resource: { labels: { target_type: 'forwarding-zone', target_name: 'corp' } } }), 'failed dns x.pkg.dev:53'],
  [entryOf('dns.googleapis.com/dns_queries', { jsonPayload: { queryName: 'x.pkg.dev.', responseCode: 'NOERROR', rdata: 'x.pkg.dev.\t300\tIN\ta\t199.36.153.4' } }), 'allowed dns x.pkg.dev:53'],
  // what tells of no decision
  [entryOf('compute.googleapis.com/vpc_flows', { jsonPayload: { connection: CONNECTION, reporter: 'SRC', bytes_sent: '0', packets_sent: '5' } }), UNREAD],
  [entryOf('run.googleapis.com/requests', { httpRequest: { status: 503, requestUrl: 'https://orders-abc-an.a.run.app/' }, textPayload: FRONT_END }), UNREAD],
  // what a program wrote
  [said('run.googleapis.com/stderr', 'Error: connect ETIMEDOUT 10.127.0.4:5432'), 'failed tcp 10.127.0.4:5432'],
  [said('run.googleapis.com/stdout', 'listening on port 8080'), UNREAD],
  [entryOf('run.googleapis.com/stderr', { jsonPayload: { message: 'dial tcp: lookup us-east1-docker.pkg.dev on 169.254.169.254:53: no such host' } }), 'failed dns us-east1-docker.pkg.dev:53'],
  // a row of an export to BigQuery
  [JSON.stringify({ logName: 'projects/p1/logs/cloudaudit.googleapis.com%2Fpolicy', timestamp: '2026-11-20 10:00:00.123 UTC', jsonPayload: null, protopayload_auditlog: { ...AUDIT, metadataJson: JSON.stringify(METADATA) } }), 'denied https storage.googleapis.com:443'],
  [JSON.stringify({ logName: 'projects/p1/logs/compute.googleapis.com%2Ffirewall', timestamp: TIME, jsonPayload: { connection: CONNECTION, disposition: 'INTERCEPTED', rule_details: { direction: 'EGRESS', action: 'APPLY_SECURITY_PROFILE_GROUP', reference: 'network:n/firewallPolicy:1' } } }), 'unknown tcp 20.1.2.3:443'],
  [JSON.stringify({ logName: 'projects/p1/logs/compute.googleapis.com%2Ffirewall', timestamp: '2026-11-20 10:00:00', jsonPayload: { connection: { ...CONNECTION, dest_port: '443.0', protocol: '6.0' }, disposition: 'DENIED', rule_details: { direction: 'EGRESS', reference: 'network:n/firewall:f' } } }), 'denied tcp 20.1.2.3:443'],
]
