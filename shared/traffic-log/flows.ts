import { type LogFormat, ownText, type RequestOutcome, type TrafficRecord } from './entry.ts'

/** All requests of one protocol to one host and port, whoever made them. */
export interface Flow {
  readonly protocol: string
  readonly host: string | null
  readonly port: number | null
  readonly counts: Readonly<Record<RequestOutcome, number>>
  /** First and last time in ms since 1970; null when the log has none. */
  readonly first: number | null
  readonly last: number | null
  /** Different sources, up to `MOST_SOURCES`. */
  readonly sources: readonly string[]
  /** The log's words for the first request that was denied or failed. */
  readonly reason: string | null
  readonly via: readonly string[]
  /** What follows from the first request that has such a note. */
  readonly note: string | null
  readonly formats: readonly LogFormat[]
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
interface Growing extends Mutable<Flow> {
  counts: Mutable<Flow['counts']>
  sources: string[]
  via: string[]
  formats: LogFormat[]
}

/** Kept distinct flows; a scan of ports or names must not fill the memory. */
export const MOST_FLOWS = 50_000
/** What is needed has so many times the room: a name below a wildcard can be made up, too. */
const NEEDED = 4
export const MOST_SOURCES = 10
const MOST_WAYS = 5
const LONGEST_REASON = 300
const LONGEST_NOTE = 600

/** Gathers entries into flows. */
export class FlowTable {
  readonly #flows = new Map<string, Growing>()
  readonly #most: number
  readonly #isNeeded: (entry: TrafficRecord) => boolean
  #beyond = 0

  /** `isNeeded`: what is kept although there is no room for the rest; asked only then. */
  constructor(
    most: number = MOST_FLOWS,
    isNeeded: (entry: TrafficRecord) => boolean = () => false,
  ) {
    this.#most = most
    this.#isNeeded = isNeeded
  }

  add(entry: TrafficRecord): void {
    const key = `${entry.protocol} ${entry.host ?? ''} ${entry.port ?? ''}`
    const flow = this.#flows.get(key) ?? this.#begin(key, entry)
    if (flow === null) this.#beyond += entry.count
    else grow(flow, entry)
  }

  get flows(): readonly Flow[] {
    return [...this.#flows.values()]
  }

  /** Requests of flows that were not kept. */
  get beyond(): number {
    return this.#beyond
  }

  #begin(key: string, entry: TrafficRecord): Growing | null {
    const { protocol, host, port } = entry
    const { size } = this.#flows
    if (size >= this.#most && (size >= NEEDED * this.#most || !this.#isNeeded(entry))) return null
    const counts = { allowed: 0, denied: 0, challenged: 0, failed: 0, unknown: 0 }
    const lists = { sources: [], via: [], formats: [] }
    const name = { protocol: ownText(protocol), host: host === null ? null : ownText(host), port }
    const flow = { ...name, ...lists, counts, first: null, last: null, reason: null, note: null }
    this.#flows.set(key, flow)
    return flow
  }
}

function grow(flow: Growing, entry: TrafficRecord): void {
  flow.counts[entry.outcome] += entry.count
  if (entry.at !== null) {
    flow.first = Math.min(flow.first ?? entry.at, entry.at)
    flow.last = Math.max(flow.last ?? entry.at, entry.at)
  }
  note(flow.sources, entry.source, MOST_SOURCES)
  note(flow.via, entry.via, MOST_WAYS)
  if (!flow.formats.includes(entry.format)) flow.formats.push(entry.format)
  if (entry.reason !== null && flow.reason === null && entry.outcome !== 'allowed') {
    flow.reason = ownText(entry.reason.slice(0, LONGEST_REASON))
  }
  if (entry.note !== null && flow.note === null)
    flow.note = ownText(entry.note.slice(0, LONGEST_NOTE))
}

function note(list: string[], text: string | null, most: number): void {
  if (text === null || list.length === most || list.includes(text)) return
  list.push(ownText(text))
}
