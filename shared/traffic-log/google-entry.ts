import type { ParsedRecord, UndecidedLog } from './entry.ts'
import { isObject, type Json, parseJson, textAt } from './json.ts'

/** An entry of Cloud Logging: of its API, of an export to Cloud Storage or Pub/Sub, or a row of one to BigQuery. */
export function isGoogle(value: Json): boolean {
  return 'logName' in value || 'jsonPayload' in value || 'protoPayload' in value
}

/**
 * A row of a table that Logs Explorer wrote, whose columns are the paths of the fields (`jsonPayload.connection.dest_ip`),
 * as the entry that it was; a field that the entry does not have is empty.
 */
export function entryOfRow(row: Json): Json {
  const made: Record<string, unknown> = Object.create(null)
  for (const [path, value] of Object.entries(row)) {
    if (value !== '') put(made, path === 'TimeGenerated' ? ['timestamp'] : path.split('.'), value)
  }
  return made
}

function put(
  into: Record<string, unknown>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
) {
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const inner = into[key]
  const next: Record<string, unknown> = isObject(inner) ? { ...inner } : Object.create(null)
  into[key] = next
  put(next, rest, value)
}

/** BigQuery's own text of a time has no zone, or UTC in words; it is UTC. */
const BIGQUERY_TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?: UTC)?$/

/**
 * A row of an export to BigQuery as the entry that it was: there a payload with a type has a column of its own, and the
 * metadata of an audit entry are a text. docs.cloud.google.com/logging/docs/export/bigquery
 */
export function asLogEntry(value: Json): Json {
  const time = BIGQUERY_TIME.exec(textAt(value, 'timestamp') ?? '')
  const audit = value['protopayload_auditlog']
  const typed = Object.keys(value).find((key) => /^jsonpayload_/i.test(key))
  return {
    ...value,
    ...(time === null ? {} : { timestamp: `${time[1]}T${time[2]}Z` }),
    ...(isObject(audit) ? { protoPayload: withMetadata(audit) } : {}),
    ...(typed === undefined || isObject(value['jsonPayload']) ? {} : { jsonPayload: value[typed] }),
  }
}

function withMetadata(audit: Json): Json {
  const metadata = parseJson(textAt(audit, 'metadataJson') ?? '')
  return isObject(metadata) ? { ...audit, metadata } : audit
}

const UNDECIDED: Readonly<Record<string, UndecidedLog>> = {
  vpc_flows: 'VPC flow log',
  requests: 'Cloud Run request log',
  activity: 'Cloud Audit Logs',
  data_access: 'Cloud Audit Logs',
  system_event: 'Cloud Audit Logs',
  policy: 'Cloud Audit Logs',
}
const LOG = /(?:compute|networkmanagement|run|cloudaudit)\.googleapis\.com(?:%2F|\/)(\w+)$/i

/** What no reader takes: which log it is, or else one that is known by nothing but its form. */
export function undecided(logEntry: Json): ParsedRecord {
  const log = UNDECIDED[LOG.exec(textAt(logEntry, 'logName') ?? '')?.[1] ?? '']
  if (log !== undefined) return { undecided: log }
  return isObject(logEntry['protoPayload']) ? { undecided: 'Cloud Audit Logs' } : 'unread'
}

/** What a program wrote: a line of its output, or the message of a structured entry; null when it is none. */
export function lineIn(logEntry: Json): string | null {
  const payload = logEntry['jsonPayload']
  const text = textAt(logEntry, 'textPayload')
  if (text !== null || !isObject(payload)) return text
  return textAt(payload, 'message') ?? textAt(payload, 'msg')
}
