import { entry, hostOf, type ParsedRecord, timeOf } from './entry.ts'
import { type Json, objectAt, objectsAt, textAt } from './json.ts'

/** An id of a violation, as it may stand in a command. */
const ID = /vpcServiceControlsUniqueIdentifier: ?([A-Za-z0-9_-]{1,200})/
const SAFE_ID = /^[A-Za-z0-9_-]{1,200}$/
const PROJECT = /^projects\/([a-z0-9:.-]{1,100})\/logs\//
/** google.rpc.Code: PERMISSION_DENIED. */
const PERMISSION_DENIED = 7

/**
 * A violation of VPC Service Controls in the audit log: an entry of the log `policy`, or any whose status is that of a
 * violation. The path works; the perimeter denies the call. In a dry run the call went through. Formats:
 * docs.cloud.google.com/vpc-service-controls/docs/audit-logging and docs.cloud.google.com/vpc-service-controls/docs/troubleshooting
 */
export function googlePerimeter(logEntry: Json): ParsedRecord {
  const payload = objectAt(logEntry, 'protoPayload')
  const metadata = objectAt(payload, 'metadata')
  const isViolation = String(metadata['@type'] ?? '').endsWith('VpcServiceControlAuditMetadata')
  const id = textAt(metadata, 'vpcServiceControlsUniqueId') ?? idInStatus(payload)
  if (!isViolation && id === null) return null
  const isDryRun = metadata['dryRun'] === true || metadata['dryRun'] === 'true'
  const said = [whereOf(metadata), textAt(metadata, 'violationReason'), whoOf(payload), idText(id)]
  const reason = said.filter((word) => word !== null).join(', ')
  return entry({
    format: 'google-perimeter',
    protocol: 'https',
    host: hostOf(textAt(payload, 'serviceName') ?? ''),
    port: 443,
    outcome: isDryRun ? 'allowed' : 'denied',
    source: textAt(objectAt(payload, 'requestMetadata'), 'callerIp'),
    at: timeOf(logEntry['timestamp']),
    reason: isDryRun ? null : reason,
    note: isDryRun
      ? `denied as soon as the dry run is enforced: ${reason}`
      : noteOf(id, textAt(logEntry, 'logName')),
  })
}

/** The unique id in the status of a call that a perimeter denied. */
function idInStatus(payload: Json): string | null {
  const status = objectAt(payload, 'status')
  if (Number(status['code']) !== PERMISSION_DENIED) return null
  const violations = objectsAt(status, 'details').flatMap((one) => objectsAt(one, 'violations'))
  const named = violations.find((one) => one['type'] === 'VPC_SERVICE_CONTROLS')
  const inMessage = ID.exec(textAt(status, 'message') ?? '')?.[1] ?? null
  return inMessage ?? (named === undefined ? null : textAt(named, 'description'))
}

/** The perimeter, and from where to where the violation went. */
function whereOf(metadata: Json): string | null {
  const egress = objectsAt(metadata, 'egressViolations')[0]
  const ingress = objectsAt(metadata, 'ingressViolations')[0]
  const violation = egress ?? ingress ?? {}
  const perimeter =
    textAt(violation, 'servicePerimeter') ??
    textAt(objectAt(metadata, 'securityPolicyInfo'), 'servicePerimeterName')
  const [source, target] = [textAt(violation, 'source'), textAt(violation, 'targetResource')]
  const ends = [source === null ? '' : ` from ${source}`, target === null ? '' : ` to ${target}`]
  const direction = egress !== undefined ? ' egress' : ingress !== undefined ? ' ingress' : ''
  if (perimeter === null && direction === '') return null
  return `perimeter ${perimeter ?? '(not named)'}${direction}${ends.join('')}`
}

function whoOf(payload: Json): string | null {
  const principal = textAt(objectAt(payload, 'authenticationInfo'), 'principalEmail')
  return principal === null ? null : `as ${principal}`
}

function idText(id: string | null): string | null {
  return id === null ? null : `id ${id}`
}

/** The path is proved by the answer; the entry that says more is found by its id. By itself gcloud looks back one day. */
function noteOf(id: string | null, logName: string | null): string {
  const works =
    'the network path works: an ingress or egress rule of the perimeter, or an access level, lets it pass'
  if (id === null || !SAFE_ID.test(id)) return works
  const project = PROJECT.exec(logName ?? '')?.[1]
  const where = project === undefined ? '' : ` --project=${project}`
  return `${works}; gcloud logging read 'protoPayload.metadata.vpcServiceControlsUniqueId="${id}"'${where} --freshness=30d --format=json`
}
