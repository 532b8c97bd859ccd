import {
  endpointOf,
  entry,
  hostOf,
  type ParsedRecord,
  portOf,
  protocolOf,
  type RequestOutcome,
  type TrafficRecord,
} from './entry.ts'
import { timeIn } from './times.ts'

const FIELD = /"((?:[^"]|"")*)"|(\S+)/g

/**
 * The W3C extended log format, as Blue Coat (Edge SWG) and other proxies write it: `#Fields` names the columns. A web
 * server’s own log has no proxy’s verdict in it and is not read. Format: www.w3.org/TR/WD-logfile
 */
export class ElffLog {
  #fields: readonly string[] | null = null

  read(line: string): ParsedRecord {
    if (line.startsWith('#Fields:')) {
      this.#fields = line.slice('#Fields:'.length).trim().split(/\s+/)
      return 'ignored'
    }
    if (this.#fields === null || line.startsWith('#')) return null
    const values = [...line.matchAll(FIELD)].map(([, quoted, plain]) => quoted ?? plain ?? '')
    if (values.length !== this.#fields.length) return null
    const row = new Map(this.#fields.map((name, i) => [name, values[i] ?? '']))
    if (!isRow(row)) return null
    return row.has('action') && row.has('dst-ip') ? packetEntry(row) : rowEntry(row)
  }

  end(): readonly TrafficRecord[] {
    return []
  }
}

type Row = ReadonlyMap<string, string>

/** A line of another log may have as many words: dates and clients are none of them. */
function isRow(row: Row): boolean {
  return /^[\d./-]*$/.test(row.get('date') ?? '') && /^[\w.:-]*$/.test(row.get('c-ip') ?? '')
}

/** Windows Firewall: what was done with a packet, and which way it went. Its times are local. */
const ACTIONS: Readonly<Record<string, RequestOutcome>> = { DROP: 'denied', ALLOW: 'allowed' }

/** A line of pfirewall.log. Format: learn.microsoft.com/windows/security/operating-system-security/network-security/windows-firewall/configure-logging */
function packetEntry(row: Row): ParsedRecord {
  const outcome = ACTIONS[row.get('action') ?? '']
  if (outcome === undefined || row.get('path') === 'RECEIVE') return 'ignored'
  return entry({
    format: 'elff',
    protocol: protocolOf(row.get('protocol') ?? ''),
    host: hostOf(row.get('dst-ip') ?? ''),
    port: portOf(row.get('dst-port')),
    outcome,
    source: row.get('src-ip') ?? null,
    reason: outcome === 'denied' ? 'Windows Firewall of the machine itself' : null,
  })
}

function rowEntry(row: Row): ParsedRecord {
  const of = (...names: string[]) =>
    names
      .map((name) => row.get(name))
      .find((value) => value !== undefined && value !== '-' && value !== '')
  const host = of('cs-host', 'cs(Host)', 'r-host', 'cs-uri')
  const words = said(of('s-action'), of('x-exception-id'), of('sc-filter-result'))
  if (host === undefined || words === '') return 'unread'
  const target = endpointOf(host.replace(/^[a-z]+:\/\//i, '').split('/')[0] ?? '')
  const port = portOf(of('cs-uri-port', 'r-port')) ?? target.port
  const outcome = outcomeOf(words, of('sc-status') ?? '')
  const reason = said(of('x-exception-id'), of('cs-categories', 'sc-category'))
  return entry({
    format: 'elff',
    protocol: port === 443 || (of('cs-method') === 'CONNECT' && port !== 80) ? 'https' : 'http',
    host: target.host,
    port,
    outcome,
    source: of('c-ip') ?? null,
    at: timeIn(said(of('date'), of('time')), 0, 'open'),
    reason: outcome === 'allowed' ? null : reason === '' ? words : reason,
    via: 'proxy',
  })
}

function said(...words: (string | undefined)[]): string {
  return words.filter((word) => word !== undefined).join(' ')
}

function outcomeOf(words: string, status: string): RequestOutcome {
  if (status === '407' || /authentication_failed|AUTH/i.test(words)) return 'challenged'
  if (/DENIED|policy_denied|BLOCKED/i.test(words)) return 'denied'
  if (/tcp_error|dns_|timeout|ERR_/i.test(words) || /^50[234]$/.test(status)) return 'failed'
  return 'allowed'
}
