import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { entry, hostOf, type ParsedRecord, portOf, type RequestOutcome, timeOf } from './entry.ts'
import { protocolName } from './google-firewall.ts'
import { type Json, objectAt, textAt } from './json.ts'

/**
 * An entry of Cloud NGFW's inspection: URL filtering (firewall_url_filter) and threats (firewall_threat). Both have
 * client, server and the action; URL filtering has the name that was asked for. Formats:
 * docs.cloud.google.com/firewall/docs/url-filtering-logs and docs.cloud.google.com/firewall/docs/threat_logs
 */
export function googleInspection(logEntry: Json): ParsedRecord {
  const log = /networksecurity\.googleapis\.com(?:%2F|\/)(firewall_(?:url_filter|threat))$/i.exec(
    textAt(logEntry, 'logName') ?? '',
  )
  if (log === null) return null
  const payload = objectAt(logEntry, 'jsonPayload')
  const connection = objectAt(payload, 'connection')
  const [client, server] = [address(connection, 'client'), address(connection, 'server')]
  const host = nameOf(payload) ?? (server === null ? null : hostOf(server))
  if (host === null || comesIn(client)) return 'ignored'
  const port = portOf(connection['serverPort'])
  const outcome = outcomeOf(textAt(payload, 'action') ?? '')
  return entry({
    format: 'google-inspection',
    protocol: port === 443 && nameOf(payload) !== null ? 'https' : protocolOf(connection),
    host,
    port,
    outcome,
    source: client,
    at: timeOf(logEntry['timestamp']),
    reason: outcome === 'allowed' ? null : reasonOf(payload),
    note: null,
  })
}

function address(connection: Json, side: 'client' | 'server'): string | null {
  return textAt(connection, `${side}Ip`) ?? textAt(connection, `${side}IP`)
}

/** The protocol is a number or a name. */
function protocolOf(connection: Json): string {
  const given = String(connection['protocol'] ?? '').toLowerCase()
  return given === 'tcp' || given === 'udp' ? given : protocolName(connection['protocol'])
}

/** The server name of the handshake, else the host of the request, else the pattern that fitted. */
function nameOf(payload: Json): string | null {
  const sni = textAt(objectAt(payload, 'sessionLayerDetails'), 'sni')
  const uri = textAt(objectAt(payload, 'applicationLayerDetails'), 'uri')
  const matched = textAt(payload, 'uriMatched')
  const given = sni ?? uri ?? matched
  const host = given === null ? null : /^(?:[a-z]+:\/\/)?([^/:?#]+)/i.exec(given)?.[1]
  return host === null || host === undefined ? null : hostOf(host)
}

/** A client of the internet asks a server of ours. */
function comesIn(client: string | null): boolean {
  return client !== null && classify(client, EMPTY_BOOK).kind === 'public'
}

function outcomeOf(action: string): RequestOutcome {
  if (/deny|drop|reset|block/i.test(action)) return 'denied'
  return /allow|alert/i.test(action) ? 'allowed' : 'unknown'
}

function reasonOf(payload: Json): string | null {
  const group = objectAt(payload, 'securityProfileGroupDetails')
  const denied = textAt(payload, 'denyType')
  const threat = textAt(payload, 'name') ?? textAt(payload, 'threatId')
  const said = [
    textAt(group, 'securityProfileGroupId') ?? textAt(group, 'securityProfileGroupName'),
    denied === null ? null : `denied by ${denied}`,
    textAt(payload, 'uriMatched'),
    threat === null ? null : `threat ${threat}`,
  ].filter((text) => text !== null)
  return said.length === 0 ? null : said.join(', ')
}
