import { urlOfEndpoint } from '../target/url-of-host.ts'
import { LogReader } from '../traffic-log/reader.ts'
import { type Found, found, plainTarget } from './part.ts'

/** So many endpoints are taken, the most called first: a configuration is for people, too. */
const MOST = 200

/** So many denials are named. */
const TOLD = 20

/** Protocols whose requests a target can repeat. */
const REPEATED = ['https', 'http', 'tcp', 'tls', 'mssql', 'other']

/**
 * What a firewall or proxy log says is called: each endpoint that was let through is to be reachable. What was denied
 * is for somebody to decide, and only noted. Null for a text that is no log.
 */
export function trafficFound(text: string): Found | null {
  const reader = new LogReader({ errorLines: false })
  const entries = [...reader.push(text), ...reader.end()]
  if (entries.length === 0) return null
  const called = new Map<string, { count: number; denied: boolean }>()
  for (const { host, port, protocol, outcome, count } of entries) {
    if (host === null || !REPEATED.includes(protocol)) continue
    const url = urlOfEndpoint(host, port ?? (protocol === 'http' ? 80 : 443))
    const before = called.get(url)
    const denied = outcome === 'denied' && (before?.denied ?? true)
    called.set(url, { count: (before?.count ?? 0) + count, denied })
  }
  const most = [...called].toSorted(([, a], [, b]) => b.count - a.count)
  const passed = most.filter(([, { denied }]) => !denied).slice(0, MOST)
  const denied = most.filter((one) => one[1].denied)
  return found({
    targets: passed.map(([url, { count }]) =>
      plainTarget(url, `called ${count} ${count === 1 ? 'time' : 'times'} in the log`),
    ),
    notes: [...deniedNotes(denied.slice(0, TOLD)), ...beyond(denied.length - TOLD)],
  })
}

function deniedNotes(denied: readonly (readonly [string, unknown])[]): readonly string[] {
  return denied.map(
    ([url]) =>
      `the log has only denials of ${url}: add it if it is needed, with reachability: blocked if it must stay so`,
  )
}

function beyond(count: number): readonly string[] {
  return count > 0
    ? [`the log has only denials of ${count} further endpoints: perimeter explain-log`]
    : []
}
