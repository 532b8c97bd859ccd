import { parseIp } from '../address/ip.ts'
import {
  endpointOf,
  entry,
  type ParsedRecord,
  type RequestOutcome,
  type TrafficRecord,
  timeOf,
} from './entry.ts'
import { frontEndLine } from './front-end.ts'

/** squid's own format (logformat squid), also behind a date or a syslog head. */
const NATIVE =
  /(?:^|\s)(\d{9,10}\.\d{3})\s{1,7}-?\d{1,12} (\S{1,100}) ([A-Z_]{3,60})\/(\d{3}) \d{1,20} (\S{1,30}) (\S{1,8192}) \S{1,300} \S{1,300}(?: |$)/
/** logformat combined and common: as web servers write, with squid's tag at the end. */
const COMBINED =
  /^(\S{1,100}) \S{1,300} \S{1,300} \[([^\]]{20,30})\] "(\S{1,30}) (\S{1,8192}) \S{1,20}" (\d{3}) \S{1,20} (?:"[^"]{0,8192}" "[^"]{0,2048}" )?([A-Z_]{3,60}):[A-Z_]{3,60}\s*$/

/** A logformat of one's own: wherever tag, status, size, method and URL stand in the usual order, behind any time and any user. */
const OWN =
  /(?:^|\s)([A-Z][A-Z_]{2,59})\/(\d{3}) \d{1,20} (CONNECT|GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH) (\S{1,8192})(?:\s|$)/
const OWN_TIME =
  /^\W{0,2}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|\d{9,10}\.\d{3})/

interface Line {
  readonly source: string
  readonly at: number | null
  readonly tag: string
  readonly status: number
  readonly method: string
  readonly url: string
}

/** A line of squid's access.log. What never became a request (error:...) and what asks the proxy itself is ignored. */
export function squid(text: string): ParsedRecord {
  const line = nativeLine(text) ?? combinedLine(text) ?? ownLine(text)
  if (line === null) return frontEndLine(text)
  const target = targetOf(line)
  if (target === null || target.host === null) return 'ignored'
  const { outcome, reason } = outcomeOf(line)
  const { source, at } = line
  return entry({
    format: 'squid',
    ...target,
    host: target.host,
    outcome,
    reason,
    source: source === '' ? null : source,
    at,
  })
}

function nativeLine(text: string): Line | null {
  const found = NATIVE.exec(text)
  if (found === null) return null
  const [, seconds = '', source = '', tag = '', status = '', method = '', url = ''] = found
  const at = Math.round(Number(seconds) * 1000)
  return { source, at, tag, status: Number(status), method, url }
}

function combinedLine(text: string): Line | null {
  const found = COMBINED.exec(text)
  if (found === null) return null
  const [, source = '', date = '', method = '', url = '', status = '', tag = ''] = found
  // 18/Jul/2024:04:52:41 +0900: with a space before the hour it is a date.
  const at = Date.parse(date.replace(':', ' ').replaceAll('/', ' '))
  return Number.isNaN(at) ? null : { source, at, tag, status: Number(status), method, url }
}

function ownLine(text: string): Line | null {
  const found = OWN.exec(text)
  if (found === null || !/TCP_|NONE|UDP_/.test(found[1] ?? '')) return null
  const [, tag = '', status = '', method = '', url = ''] = found
  const before = text.slice(0, found.index)
  const time = OWN_TIME.exec(before)?.[1] ?? ''
  const at = /^\d+\.\d+$/.test(time) ? Number(time) * 1000 : timeOf(isoZone(time))
  const source = before.split(/\s+/).find((word) => parseIp(word) !== null) ?? ''
  return { source, at, tag, status: Number(status), method, url }
}

/** strftime's `%z` has no colon; without a zone it is local time of nobody knows where. */
function isoZone(time: string): string | null {
  return /(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : null
}

function targetOf({ method, url }: Line): Pick<TrafficRecord, 'protocol' | 'host' | 'port'> | null {
  if (method === 'CONNECT') {
    const { host, port } = endpointOf(url)
    return { protocol: port === 443 ? 'https' : 'tcp', host, port }
  }
  const [, scheme = '', authority = ''] =
    /^(https?|ftp):\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url) ?? []
  if (scheme === '') return null
  const protocol = scheme.toLowerCase()
  const { host, port } = endpointOf(authority)
  return { protocol, host, port: port ?? { https: 443, http: 80, ftp: 21 }[protocol] ?? null }
}

/** The tag says what squid decided, the status what the client got. */
function outcomeOf(line: Line): { outcome: RequestOutcome; reason: string | null } {
  const { tag, status, method } = line
  const reason = `${tag}/${String(status).padStart(3, '0')}`
  if (status === 407) return { outcome: 'challenged', reason }
  // Only a proxy answers CONNECT: a 403 is this one's or its parent's.
  if (tag.includes('DENIED') || (method === 'CONNECT' && status === 403)) {
    return { outcome: 'denied', reason }
  }
  const failed =
    status === 0 || (status >= 502 && status <= 504) || (method === 'CONNECT' && status >= 400)
  return failed ? { outcome: 'failed', reason } : { outcome: 'allowed', reason: null }
}
