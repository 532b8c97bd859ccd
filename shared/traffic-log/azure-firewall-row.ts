import { parseIp } from '../address/ip.ts'
import { rcodeOf } from './azure-dns.ts'
import { azureFirewallText, outcomeOfAction } from './azure-firewall-text.ts'
import {
  endpointOf,
  entry,
  hostOf,
  isEntry,
  type ParsedRecord,
  portOf,
  protocolOf,
  timeOf,
} from './entry.ts'
import { frontEndRow } from './front-end.ts'
import { type Json, textAt } from './json.ts'

/**
 * One row of the tables AZFWApplicationRule, AZFWNetworkRule, AZFWDnsQuery, AZFWThreatIntel and the aggregations, or
 * of AzureDiagnostics, whose text is in `msg_s`; its columns by the names of `columns.ts`. Columns:
 * learn.microsoft.com/azure/azure-monitor/reference/tables.
 */
export function azureFirewallRow(row: Json): ParsedRecord {
  const table = tableOf(row)
  if (table === 'AZFWFlowTrace' || table === 'AZFWFatFlow') return { undecided: table }
  const cameIn = frontEndRow(row, table)
  if (cameIn !== null) return cameIn
  const at = timeOf(row['TimeGenerated'])
  const message = textAt(row, 'msg_s')
  if (message !== null) return textRow(message, at)
  if (textAt(row, 'QueryName') !== null) return dnsRow(row, at)
  const unresolved = textAt(row, 'Fqdn')
  if (unresolved !== null && textAt(row, 'Error') !== null)
    return unresolvedRow(row, unresolved, at)
  if (textAt(row, 'Action') !== null && isTarget(row)) return ruleRow(row, at)
  return table !== null && /^(AZFW|AzureFirewall)/.test(table) ? 'ignored' : null
}

function tableOf(row: Json): string | null {
  return textAt(row, 'category') ?? textAt(row, 'Category') ?? textAt(row, 'Type')
}

function textRow(message: string, at: number | null): ParsedRecord {
  const parsed = azureFirewallText(message)
  return isEntry(parsed) ? { ...parsed, at: at ?? parsed.at } : parsed
}

function isTarget(row: Json): boolean {
  return ['Fqdn', 'DestinationIp', 'TargetUrl'].some((column) => typeof row[column] === 'string')
}

function ruleRow(row: Json, at: number | null): ParsedRecord {
  const outcome = outcomeOfAction(textAt(row, 'Action') ?? '')
  if (outcome === null || outcome === 'ignored') return outcome
  // A query that cuts the text itself may leave the port at the name: pypi.org:443.
  const given = textAt(row, 'Fqdn') ?? textAt(row, 'DestinationIp') ?? ''
  const target = parseIp(given) === null ? endpointOf(given) : { host: hostOf(given), port: null }
  return entry({
    format: 'azure-firewall-rows',
    protocol: protocolIn(row, target.port),
    host: target.host,
    port: portOf(row['DestinationPort']) ?? target.port,
    outcome,
    count: countOf(row['Count']),
    source: textAt(row, 'SourceIp'),
    at,
    reason: textAt(row, 'ActionReason') ?? rule(row) ?? textAt(row, 'ThreatDescription'),
  })
}

/** A summary may have dropped the column: then the port says it. */
function protocolIn(row: Json, portAtName: number | null): string {
  const given = textAt(row, 'Protocol')
  if (given !== null) return protocolOf(given)
  const port = portOf(row['DestinationPort']) ?? portAtName
  if (port === 443) return 'https'
  return port === 80 ? 'http' : 'tcp'
}

/** AZFWFqdnResolveFailure: a name in a network rule that the firewall itself could not resolve. */
function unresolvedRow(row: Json, name: string, at: number | null): ParsedRecord {
  return entry({
    format: 'azure-firewall-rows',
    protocol: 'dns',
    host: hostOf(name),
    port: 53,
    outcome: 'failed',
    at,
    reason: `the firewall cannot resolve it: ${textAt(row, 'Error')}`,
  })
}

function rule(row: Json): string | null {
  const names = ['Policy', 'RuleCollectionGroup', 'RuleCollection', 'Rule']
  const given = names.flatMap((column) => textAt(row, column) ?? [])
  return given.length === 0 ? null : given.join(' / ')
}

/** A reply is all that a query needs; NXDOMAIN and SERVFAIL keep the request behind it from ever being made. */
function dnsRow(row: Json, at: number | null): ParsedRecord {
  const rcode = rcodeOf(row['ResponseCode'])
  const answered = rcode === null ? textAt(row, 'ErrorMessage') === null : rcode === 'NOERROR'
  return entry({
    format: 'azure-firewall-rows',
    protocol: 'dns',
    host: hostOf(textAt(row, 'QueryName') ?? ''),
    port: 53,
    outcome: answered ? 'allowed' : 'failed',
    source: textAt(row, 'SourceIp'),
    at,
    reason: answered ? null : (textAt(row, 'ErrorMessage') ?? rcode),
  })
}

function countOf(value: unknown): number {
  const count = Number(value ?? 1)
  return Number.isSafeInteger(count) && count > 0 ? count : 1
}
