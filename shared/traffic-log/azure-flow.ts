import { entry, hostOf, type ParsedRecord, portOf } from './entry.ts'
import { type Json, objectAt, objectsAt, textAt } from './json.ts'

const PROTOCOLS: Readonly<Record<string, string>> = {
  T: 'tcp',
  U: 'udp',
  '6': 'tcp',
  '17': 'udp',
  '1': 'icmp',
}

/** One tuple of a flow log, with the rule that decided; what one record of such a log is cut into. */
interface Tuple {
  readonly flowTuple: string
  readonly rule: string
}

/**
 * The tuples of a record of NSG flow logs (version 1 and 2) or VNet flow logs (version 4), each an object; null for any
 * other record. Formats: learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview and vnet-flow-logs-overview
 */
export function flowTuples(record: Json): readonly Json[] | null {
  const ofNsg = objectsAt(objectAt(record, 'properties'), 'flows')
  const ofVnet = objectsAt(objectAt(record, 'flowRecords'), 'flows')
  if (ofNsg.length === 0 && ofVnet.length === 0) return null
  const tuples = [
    ...ofNsg.flatMap((rule) =>
      objectsAt(rule, 'flows').flatMap((flow) => tuplesOf(flow, ruleOf(rule))),
    ),
    ...ofVnet.flatMap((flow) =>
      objectsAt(flow, 'flowGroups').flatMap((group) => tuplesOf(group, ruleOf(group))),
    ),
  ]
  return tuples.map((tuple) => ({ ...tuple }))
}

function ruleOf(value: Json): string {
  return textAt(value, 'rule') ?? ''
}

function tuplesOf(value: Json, rule: string): readonly Tuple[] {
  const list = value['flowTuples']
  return Array.isArray(list)
    ? list.flatMap((one) => (typeof one === 'string' ? [{ flowTuple: one, rule }] : []))
    : []
}

/** The eighth field of an NSG's tuple is the decision; a VNet's has the state there, in which D is a denial. */
export function azureFlow(value: Json): ParsedRecord {
  const tuple = textAt(value, 'flowTuple')
  if (tuple === null) return null
  const [
    time = '',
    source = '',
    target = '',
    ,
    port = '',
    protocol = '',
    direction = '',
    word = '',
  ] = tuple.split(',')
  if (direction !== 'O' && direction !== 'I') return null
  if (direction === 'I') return 'ignored'
  const at = Number(time) * (time.length > 11 ? 1 : 1000)
  return entry({
    format: 'azure-flow',
    protocol: PROTOCOLS[protocol] ?? 'other',
    host: hostOf(target),
    port: portOf(port),
    outcome: word === 'D' ? 'denied' : 'allowed',
    source,
    at: Number.isFinite(at) && at > 0 ? at : null,
    reason: textAt(value, 'rule'),
  })
}

const DENIED = /^(?:D|Denied|Deny)$/i

/** A row of Traffic Analytics (NTANetAnalytics, AzureNetworkAnalytics_CL): public targets stand in a column of their own. */
export function trafficAnalytics(row: Json): ParsedRecord {
  const status = textAt(row, 'FlowStatus')
  if (status === null) return null
  if (/^(?:I|Inbound)/i.test(textAt(row, 'FlowDirection') ?? '')) return 'ignored'
  const publicIp = textAt(row, 'DestPublicIps')?.split(/[|\s]/)[0]
  const target = textAt(row, 'DestinationIp') ?? publicIp ?? ''
  const isDenied = DENIED.test(status)
  return entry({
    format: 'azure-traffic-analytics',
    protocol: PROTOCOLS[textAt(row, 'Protocol') ?? ''] ?? 'other',
    host: hostOf(target),
    port: portOf(row['DestinationPort']),
    outcome: isDenied ? 'denied' : 'allowed',
    count: countOf(isDenied ? row['DeniedOutFlows'] : row['AllowedOutFlows']),
    source: textAt(row, 'SourceIp'),
    reason: textAt(row, 'AclRule'),
  })
}

function countOf(value: unknown): number {
  const count = Number(value ?? 1)
  return Number.isSafeInteger(count) && count > 0 ? count : 1
}
