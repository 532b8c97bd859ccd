import { parseIp } from '../address/ip.ts'
import { MEANINGS } from '../error-text/meanings/table.ts'
import { addressPort, pathWorks } from '../error-text/next-step.ts'
import { type Reading, readText, type Said } from '../error-text/read.ts'
import { webOrOnlyPort } from '../target/url-of-host.ts'
import { entry, type ParsedRecord, type RequestOutcome, type TrafficRecord } from './entry.ts'

/** A line begins as programs begin theirs: a time, a level, or both. */
const LOGGED =
  /^\W{0,3}(?:time="?)?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ,]|^\W{0,2}(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|FAILURE)\b|^\w{3} {1,2}\d{1,2} \d\d:\d\d:\d\d /i
/** What has none of these tells of no failure; looked for before anything else, since most lines do not. */
const TELLING =
  /error|fail|refus|reset|time[- ]?d?[- ]?out|unreach|denied|forbid|blocked|resolv|no such host|handshake|certificate|x509|proxy|unavailable|EOF|40[137]|50[234]/i
const LONGEST = 4_000
/** Reading an error for its words takes a hundred times as long as a record of a known form. */
export const MOST_ERROR_LINES = 20_000
/** Below, words only wrap an error. */
const SAYS_SOMETHING = 3

/**
 * Lines of programs that tell of failures in their own words: azcmagent.log, the Environment Checker, Kudu's and
 * containers' logs. A line that begins as a log's does and names no peer that failed tells of no decision.
 */
export class ErrorLines {
  readonly #most: number
  #read = 0

  constructor(most: number = MOST_ERROR_LINES) {
    this.#most = most
  }

  /** The entries of a line: one a peer that failed. Null: no line of a program's log. */
  read(line: string): readonly TrafficRecord[] | ParsedRecord {
    const isLogged = LOGGED.test(line)
    if (!TELLING.test(line.slice(0, LONGEST))) return isLogged ? 'unread' : null
    if (++this.#read > this.#most) return 'unread'
    const reading = readText(line.slice(0, LONGEST))
    const entries = reading.says.flatMap(entriesOf)
    if (entries.length > 0) return entries
    const ofSystem = systemEntries(reading)
    if (ofSystem.length > 0) return ofSystem
    return isLogged ? 'unread' : null
  }
}

/** A system's message that something failed, and the hosts that it names: in which step is not told. */
function systemEntries({ systems, peers }: Reading): readonly TrafficRecord[] {
  const message = systems.find(({ weight }) => weight >= SAYS_SOMETHING)
  if (message === undefined) return []
  const reason = message.misleads ?? `a message of ${message.family}`
  return peers
    .filter(({ role }) => role === 'target')
    .map(({ host, port }) =>
      entry({
        format: 'error-lines',
        protocol: protocolAt(port ?? 443),
        host,
        port: port ?? 443,
        outcome: 'failed',
        reason,
      }),
    )
}

function entriesOf(one: Said): readonly TrafficRecord[] {
  const { layer, says } = MEANINGS[one.shows]
  const named = one.peers.filter(({ role }) => role === 'target')
  if (one.weight < SAYS_SOMETHING) return []
  const outcome = outcomeOf(layer, one)
  const ofWords = addressPort(one.peers) ?? one.port
  return asNamed(named).map(({ host, port, scheme }) => {
    const known = port ?? ofWords ?? (scheme === 'http' ? 80 : webOrOnlyPort(host))
    const flow =
      layer === 'dns' ? { protocol: 'dns', port: 53 } : { protocol: protocolAt(known), port: known }
    return entry({ format: 'error-lines', host, ...flow, outcome, reason: says })
  })
}

/** An address beside a name is where the name led, and nothing that anybody asks for. */
function asNamed(targets: Said['peers']): Said['peers'] {
  const names = targets.filter(({ host }) => parseIp(host) === null)
  return names.length > 0 ? names : targets
}

function protocolAt(port: number): string {
  if (port === 443) return 'https'
  return port === 80 ? 'http' : 'tcp'
}

function outcomeOf(layer: string, one: Said): RequestOutcome {
  const { shows } = one
  // The service answered, whatever it said.
  if (pathWorks(one)) return 'allowed'
  if (shows === 'proxy wants credentials') return 'challenged'
  return layer === 'denied' || shows === 'proxy denied' || shows === 'proxy refused'
    ? 'denied'
    : 'failed'
}
