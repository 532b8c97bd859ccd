import { cameIn } from './came-in.ts'
import {
  entry,
  hostOf,
  type LogFormat,
  type ParsedRecord,
  portOf,
  protocolOf,
  type RequestOutcome,
  type TrafficRecord,
} from './entry.ts'
import type { Json } from './json.ts'

/**
 * What became of a connection, as Zeek saw it; it decides nothing itself. States: docs.zeek.org/en/master/logs/conn.html
 */
const STATES: Readonly<Record<string, readonly [RequestOutcome, string | null]>> = {
  S0: ['failed', 'S0: no reply to the first packet'],
  REJ: ['failed', 'REJ: refused'],
  RSTOS0: ['failed', 'RSTOS0: no reply, and then a reset by the client'],
  S1: ['allowed', null],
  S2: ['allowed', null],
  S3: ['allowed', null],
  SF: ['allowed', null],
  RSTO: ['allowed', null],
  RSTR: ['allowed', null],
}

/** conn.log with tabs: `#fields` names the columns. */
export class ZeekLog {
  #fields: readonly string[] | null = null
  #path = ''

  read(line: string): ParsedRecord {
    if (line.startsWith('#path\t')) this.#path = line.slice('#path\t'.length).trim()
    if (line.startsWith('#fields\t')) this.#fields = line.trimEnd().split('\t').slice(1)
    if (line.startsWith('#')) return null
    const values = this.#fields === null ? [] : line.trimEnd().split('\t')
    if (this.#fields === null || values.length !== this.#fields.length) return null
    if (this.#path !== 'conn') return 'unread'
    const row = Object.fromEntries(this.#fields.map((name, i) => [name, values[i] ?? '']))
    return entryOf('zeek', row)
  }

  end(): readonly TrafficRecord[] {
    return []
  }
}

/** The same as JSON; Zeek's other logs tell of no decision. */
export function zeekJson(value: Json): ParsedRecord {
  if (!('id.orig_h' in value && 'id.resp_h' in value)) return null
  return 'conn_state' in value ? entryOf('zeek-json', value) : 'unread'
}

function entryOf(format: LogFormat, row: Json): ParsedRecord {
  const of = (name: string) => String(row[name] ?? '')
  const [source, target, protocol] = [of('id.orig_h'), of('id.resp_h'), of('proto')]
  if (cameIn(source, target)) return 'ignored'
  const [outcome, reason] = (protocol === 'tcp' ? STATES[of('conn_state')] : null) ?? UNKNOWN
  const seconds = Number(of('ts'))
  return entry({
    format,
    protocol: protocolOf(protocol),
    host: hostOf(target),
    port: portOf(of('id.resp_p')),
    outcome,
    source,
    at: seconds > 0 ? Math.round(seconds * 1000) : Date.parse(of('ts')) || null,
    reason,
  })
}

/** A datagram needs no answer. */
const UNKNOWN = ['unknown', null] as const
