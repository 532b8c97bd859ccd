import { entry, hostOf, type ParsedRecord, portOf, timeOf } from './entry.ts'
import { protocolName } from './google-firewall.ts'
import { type Json, objectAt, textAt } from './json.ts'

/**
 * A connection through Cloud NAT (log nat_flows): translated, or dropped since no port was left. That there is no entry
 * proves nothing: the log is limited by rate. Format: docs.cloud.google.com/nat/docs/monitoring
 */
export function googleNat(logEntry: Json): ParsedRecord {
  const payload = objectAt(logEntry, 'jsonPayload')
  const status = textAt(payload, 'allocation_status')
  const connection = objectAt(payload, 'connection')
  const target = textAt(connection, 'dest_ip')
  if (status === null || target === null) return null
  const isDropped = status === 'DROPPED'
  const gateway = objectAt(payload, 'gateway_identifiers')
  return entry({
    format: 'google-nat',
    protocol: protocolName(connection['protocol']),
    host: hostOf(target),
    port: portOf(connection['dest_port']),
    outcome: isDropped ? 'denied' : status === 'OK' ? 'allowed' : 'unknown',
    source: textAt(connection, 'src_ip'),
    at: timeOf(logEntry['timestamp']),
    reason: isDropped ? reasonOf(gateway, objectAt(payload, 'endpoint')) : null,
    note: isDropped ? noteOf(gateway) : null,
  })
}

function reasonOf(gateway: Json, endpoint: Json): string {
  const [name, vm] = [textAt(gateway, 'gateway_name'), textAt(endpoint, 'vm_name')]
  const who = vm === null ? 'this source' : vm
  return `Cloud NAT${name === null ? '' : ` ${name}`} had no port left for ${who}: allocation DROPPED`
}

/** A name of a resource of Compute Engine (RFC 1035): nothing else goes into a command. */
const NAME = /^[a-z][a-z0-9-]{0,62}$/

/** Source of the two reasons and what helps: docs.cloud.google.com/nat/docs/troubleshooting */
function noteOf(gateway: Json): string {
  const [nat, router, region] = ['gateway_name', 'router_name', 'region'].map((key) =>
    textAt(gateway, key),
  )
  const known = [nat, router, region].every((name) => NAME.test(name ?? ''))
  const where = known
    ? `${nat} --router=${router} --region=${region}`
    : 'NAT --router=ROUTER --region=REGION'
  return `more ports for each source, or more addresses: gcloud compute routers nats update ${where} --min-ports-per-vm=PORTS; the metric dropped_sent_packets_count tells OUT_OF_RESOURCES from ENDPOINT_INDEPENDENCE_CONFLICT`
}
