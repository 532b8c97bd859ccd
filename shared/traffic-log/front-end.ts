import type { ParsedRecord } from './entry.ts'
import type { Json } from './json.ts'

/** Categories and tables of what takes requests in: Application Gateway, Front Door, App Service, API Management. */
const TABLES =
  /^(?:ApplicationGateway(?:Access|Firewall|Performance)Log|AGW(?:Access|Firewall)Logs|FrontDoor(?:Access|HealthProbe|WebApplicationFirewall)Log|AppService(?:HTTPLogs|IPSecAuditLogs)|(?:ApiManagement)?GatewayLogs)$/
/** Columns of their tables alone, as `columns.ts` names them: an export names no table. */
const COLUMNS = ['RuleSetType', 'TrackingReference', 'TransactionId']

/** What entries of their diagnostic settings are called. */
const OPERATIONS = /^ApplicationGateway(?:Access|Firewall|Performance)$/

const CAME_IN = { undecided: 'Log of a front end' } as const

/** A row of a log of what came in, whose verdicts are about callers; null for any other. */
export function frontEndRow(row: Json, table: string | null): ParsedRecord {
  if (table !== null && TABLES.test(table)) return CAME_IN
  const operation = row['operationName']
  if (typeof operation === 'string' && OPERATIONS.test(operation)) return CAME_IN
  return COLUMNS.some((name) => name in row) ? CAME_IN : null
}

/** nginx, Apache httpd and what writes as they do: what is asked for is a path, and not a URL as a proxy has it. */
const ACCESS =
  /^\S{1,100} \S{1,300} \S{1,300} \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:[^\]]{8,20}\] "[A-Z]{3,10} \/\S{0,8192} HTTP\/[\d.]{1,3}" \d{3} /

/** A line of a web server's access log; null for any other. */
export function frontEndLine(line: string): ParsedRecord {
  return ACCESS.test(line) ? CAME_IN : null
}
