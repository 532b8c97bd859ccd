import { hostInUrl } from '../address/authority.ts'
import type { AddressBook } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { VIP_NAMES } from '../address/special.ts'
import type { MatchedRow, RowIndex } from '../catalog/row-index.ts'
import type { Capability } from '../model/capability.ts'
import type { Flow } from './flows.ts'
import type { Tally } from './tally.ts'

/** `failed`: let through, and never arrived. `unknown`: the log begins a connection and does not end it. */
export type FlowVerdict = 'denied' | 'failed' | 'allowed' | 'unknown'

/** What an address is, for flows to addresses. */
export interface AddressMeaning {
  readonly label: string
  /** From the published range files of the configuration. */
  readonly owner: string | null
}

export interface ExplainedFlow extends Flow {
  readonly id: string
  readonly verdict: FlowVerdict
  readonly rows: readonly MatchedRow[]
  /**
   * Further catalogs with the same endpoint, which nothing else in the log speaks for; of a flow without rows, the
   * catalogs that know it and are not in use.
   */
  readonly alsoIn: readonly string[]
  /** The ports at which a catalog needs this host, when it is not this one. */
  readonly otherPorts: readonly number[]
  readonly address: AddressMeaning | null
}

/** A capability, or a target of no catalog, and the flows that keep it from working. */
export interface Affected {
  readonly capability: Capability
  /** Ids of flows: denied or failed. */
  readonly flows: readonly string[]
  /** False when all of them are needed in some cases only. */
  readonly needed: boolean
}

/** What a log says. */
export interface LogExplanation {
  readonly schema: 1
  readonly tally: Tally
  /** What the file is written in, where that is not plain UTF-8. */
  readonly encoding: string | null
  /** Whether the log was not read to its end, since nothing in so much of it was understood. */
  readonly isGivenUp: boolean
  readonly first: number | null
  readonly last: number | null
  /** Requests of further flows than are kept. */
  readonly beyond: number
  readonly flows: readonly ExplainedFlow[]
  readonly affected: readonly Affected[]
  /** Ids of flows that were let through and must not be. */
  readonly mustBeBlocked: readonly string[]
}

interface Read {
  readonly flows: readonly Flow[]
  readonly beyond: number
  readonly tally: Tally
  readonly encoding?: string | null
  readonly isGivenUp?: boolean
}

/**
 * Finds for every flow the rows that it belongs to, and for every capability the flows that hinder it. `others` are rows
 * of catalogs that are not in use: they name the owner of a flow that no row in use is for, and nothing more. Pure.
 */
export function explainLog(
  read: Read,
  index: RowIndex,
  book: AddressBook,
  others: RowIndex | null = null,
): LogExplanation {
  const explained = read.flows.map((flow) => explainFlow(flow, index, book))
  const flows = bySpeakingCatalogs(explained)
    .map((flow) => (others === null ? flow : ownedElsewhere(flow, others)))
    .toSorted(mostTellingFirst)
  const times = (key: 'first' | 'last') => flows.flatMap((flow) => flow[key] ?? [])
  return {
    schema: 1,
    tally: read.tally,
    encoding: read.encoding ?? null,
    isGivenUp: read.isGivenUp ?? false,
    first: times('first').reduce<number | null>((a, b) => Math.min(a ?? b, b), null),
    last: times('last').reduce<number | null>((a, b) => Math.max(a ?? b, b), null),
    beyond: read.beyond,
    flows,
    affected: affectedBy(flows),
    mustBeBlocked: flows.filter(leaks).map((flow) => flow.id),
  }
}

/** Whether something was denied that is needed, or let through that must be blocked. */
export function isAsExpected({ affected, mustBeBlocked }: LogExplanation): boolean {
  return mustBeBlocked.length === 0 && !affected.some((h) => h.needed)
}

/** Whether what the log shows is all that it holds: every record understood, and every flow kept. */
export function isWhole({ tally, beyond }: LogExplanation): boolean {
  return tally.malformed.count === 0 && tally.unread === 0 && beyond === 0
}

/** Whether so little was there or was understood that the rest says nothing. */
export function isMostlyUnread({ tally, flows, beyond }: LogExplanation): boolean {
  if (tally.records === 0) return true
  const lost = tally.malformed.count + tally.unread
  return beyond > 0 || lost > tally.records / 2 || (flows.length === 0 && lost > 0)
}

/** Whether nothing of what was read so far speaks for a known format: a line of binary data may begin with `#`, too. */
export function isUnknown({ records, formats, malformed }: Tally): boolean {
  return Object.keys(formats).length === 0 && malformed.count > 0.9 * records
}

/** Whether the flow belongs to what must not be reached: then a denial is as it should be. */
export function isBlocked(flow: ExplainedFlow): boolean {
  return flow.rows.some((row) => row.blocked)
}

/** A name that resolves is not yet reached. */
function leaks(flow: ExplainedFlow): boolean {
  return flow.counts.allowed > 0 && flow.protocol !== 'dns' && isBlocked(flow)
}

/** Requests that did not get through. */
export function refusals({ counts }: Flow): number {
  return counts.denied + counts.failed + (counts.allowed === 0 ? counts.challenged : 0)
}

function explainFlow(flow: Flow, index: RowIndex, book: AddressBook): ExplainedFlow {
  const port = flow.port === null ? '' : `:${flow.port}`
  const id = `${flow.protocol}://${hostInUrl(flow.host ?? '')}${port}`
  const base = { ...flow, id, verdict: verdictOf(flow), alsoIn: [], address: null }
  if (flow.host === null) return { ...base, rows: [], otherPorts: [] }
  const found = index.match(flow.host, flow)
  if (parseIp(flow.host) === null) return { ...base, ...found }
  const { kind, label, owner } = classify(flow.host, book)
  const service = SERVICE_NAMES[kind]
  const address = { label, owner }
  const known = found.rows.length > 0 || service === undefined
  return { ...base, ...(known ? found : index.match(service, flow)), address }
}

/** Addresses that stand for one name alone: what belongs to the name belongs to them. */
const SERVICE_NAMES: Readonly<Record<string, string>> = {
  ...VIP_NAMES,
  metadata: 'metadata.google.internal',
}

/** A denial counts even when the flow was let through at other times: a rule came or went, or covers some sources only. */
function verdictOf({ counts }: Flow): FlowVerdict {
  if (counts.denied > 0) return 'denied'
  if (counts.allowed > 0) return 'allowed'
  if (counts.challenged > 0) return 'denied'
  return counts.failed > 0 ? 'failed' : 'unknown'
}

/**
 * Many catalogs share an endpoint (login.microsoftonline.com). Those count for which something else in the log
 * speaks. When nothing speaks for any of them, all count.
 */
function bySpeakingCatalogs(flows: readonly ExplainedFlow[]): readonly ExplainedFlow[] {
  const speaking = speakingCatalogs(flows.map(catalogsOf).filter(({ length }) => length > 0))
  return flows.map((flow) => {
    const names = catalogsOf(flow)
    if (names.length < 2 || !names.some((name) => speaking.has(name))) return flow
    const rows = flow.rows.filter((row) => row.catalog === null || speaking.has(row.catalog))
    return { ...flow, rows, alsoIn: names.filter((name) => !speaking.has(name)) }
  })
}

/**
 * A catalog speaks when a flow is its alone; then, of what is left, when it has more of the flows than any other, which
 * two systems that merely share names have not.
 */
function speakingCatalogs(flows: readonly (readonly string[])[]): ReadonlySet<string> {
  const speaking = new Set(flows.flatMap((names) => (names.length === 1 ? names : [])))
  for (;;) {
    const open = flows.filter((names) => !names.some((name) => speaking.has(name)))
    const counts = [...Map.groupBy(open.flat(), (name) => name)]
      .map(([name, all]) => ({ name, flows: all.length }))
      .toSorted((a, b) => b.flows - a.flows)
    const [most, next] = counts
    if (most === undefined || most.flows <= (next?.flows ?? 1)) return speaking
    speaking.add(most.name)
  }
}

function ownedElsewhere(flow: ExplainedFlow, others: RowIndex): ExplainedFlow {
  if (flow.host === null || flow.rows.length > 0) return flow
  const { rows } = others.match(flow.host, flow)
  return { ...flow, alsoIn: [...new Set(rows.flatMap((row) => row.catalog ?? []))] }
}

function catalogsOf(flow: ExplainedFlow): readonly string[] {
  return [...new Set(flow.rows.flatMap((row) => row.catalog ?? []))]
}

function affectedBy(flows: readonly ExplainedFlow[]): readonly Affected[] {
  const found = new Map<string, { capability: Capability; flows: Set<string>; needed: boolean }>()
  for (const flow of flows) {
    if (flow.verdict !== 'denied' && flow.verdict !== 'failed') continue
    for (const row of flow.rows.filter((r) => !r.blocked)) {
      for (const capability of capabilitiesOf(row)) {
        const known = found.get(capability.id) ?? { capability, flows: new Set(), needed: false }
        known.flows.add(flow.id)
        known.needed ||= !row.optional
        found.set(capability.id, known)
      }
    }
  }
  const all = [...found.values()].map((h) => ({ ...h, flows: [...h.flows] }))
  return all.toSorted((a, b) => Number(b.needed) - Number(a.needed))
}

/** A target that is in no catalog is something that its owner wants to work. */
function capabilitiesOf(row: MatchedRow): readonly Capability[] {
  if (row.capabilities.length > 0 || row.catalog !== null) return row.capabilities
  return [{ id: row.id, name: row.name, catalog: null, symptom: '' }]
}

const ORDER: readonly FlowVerdict[] = ['denied', 'failed', 'unknown', 'allowed']

function mostTellingFirst(a: ExplainedFlow, b: ExplainedFlow): number {
  const byVerdict = ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict)
  if (byVerdict !== 0) return byVerdict
  return refusals(b) - refusals(a) || total(b) - total(a) || (a.id < b.id ? -1 : 1)
}

function total({ counts }: Flow): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
