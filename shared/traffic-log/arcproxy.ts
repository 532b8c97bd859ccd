import {
  endpointOf,
  entry,
  ownText,
  type ParsedRecord,
  type TrafficRecord,
  timeOf,
} from './entry.ts'

const LINE = /^time=(\S{10,40}) level=([A-Z]{1,10})\S{0,4} msg=(?:"((?:[^"\\]|\\.)*)"|(\S+))/
const OPENED = /^(P:\d{1,9}:C:\d{1,12}) (\S{1,80}) --> (\S{1,300}) on /
const DONE = /^(P:\d{1,9}:C:\d{1,12}) done via (\S{1,60})/
const OF_CONNECTION = /^(P:\d{1,9}:C:\d{1,12})\b/

/** Connections that were opened and not yet ended are few; more are a log of beginnings only. */
const MOST_OPEN = 10_000

interface Opened {
  readonly target: string
  readonly at: number | null
}

/**
 * arcproxy.log of the Connected Machine agent. One line opens a connection and names its host, a later one ends it and
 * says the way: `gateway...` was tunnelled through the Arc gateway, anything else must be allowed by
 * oneself. How failures are worded is documented nowhere: a line of a connection at level WARN or ERROR ends
 * it as failed, in its own words.
 */
export class ArcProxyLog {
  readonly #open = new Map<string, Opened>()

  /** Reads a line; the entry comes with the line that ends the connection. */
  read(text: string): ParsedRecord {
    const [, time = '', level = '', quoted, plain] = LINE.exec(text) ?? []
    if (time === '') return null
    const message = quoted ?? plain ?? ''
    const at = timeOf(time)
    const opened = OPENED.exec(message)
    if (opened !== null) {
      return this.#opens(ownText(opened[1] ?? ''), { target: ownText(opened[3] ?? ''), at })
    }
    const done = DONE.exec(message)
    if (done !== null)
      return this.#ends(done[1] ?? '', at, { outcome: 'allowed', via: way(done[2] ?? '') })
    const connection = OF_CONNECTION.exec(message)?.[1]
    if (connection === undefined || (level !== 'ERROR' && level !== 'WARN')) return 'ignored'
    return this.#ends(connection, at, { outcome: 'failed', reason: message })
  }

  /** What the log's end leaves open. */
  end(): readonly TrafficRecord[] {
    const left = [...this.#open.values()].map(unfinished)
    this.#open.clear()
    return left
  }

  #opens(connection: string, opened: Opened): ParsedRecord {
    // Numbers begin again when the service restarts; what an id was before is lost.
    const before = this.#open.get(connection) ?? this.#crowdedOut()
    this.#open.delete(connection)
    this.#open.set(connection, opened)
    return before === undefined ? 'ignored' : unfinished(before)
  }

  #crowdedOut(): Opened | undefined {
    if (this.#open.size < MOST_OPEN) return undefined
    const [oldest] = this.#open
    if (oldest === undefined) return undefined
    this.#open.delete(oldest[0])
    return oldest[1]
  }

  #ends(
    connection: string,
    at: number | null,
    known: Pick<TrafficRecord, 'outcome'> & Partial<TrafficRecord>,
  ): ParsedRecord {
    const opened = this.#open.get(connection)
    if (opened === undefined) return 'ignored'
    this.#open.delete(connection)
    return { ...unfinished(opened), at: at ?? opened.at, ...known }
  }
}

function unfinished({ target, at }: Opened): TrafficRecord {
  const { host, port } = endpointOf(target)
  const protocol = port === 443 ? 'https' : port === 80 ? 'http' : 'tcp'
  return entry({ format: 'arcproxy', protocol, host, port, outcome: 'unknown', at })
}

function way(word: string): string {
  return word.startsWith('gateway') ? 'gateway' : word
}
