import { hostInUrl } from '../address/authority.ts'
import type { TrafficRecord } from '../traffic-log/entry.ts'
import {
  LOG_FORMATS,
  type LogFormat,
  UNDECIDED_LOGS,
  type UndecidedLog,
} from '../traffic-log/entry.ts'
import type { ExplainedFlow, LogExplanation } from '../traffic-log/explain.ts'
import { MOST_SOURCES } from '../traffic-log/flows.ts'
import type { Breakage } from './log-blocks.ts'
import { plural } from './text.ts'

/** `oryx-cdn.microsoft.io:443`, and the protocol where the port does not say it. */
export function flowName({ host, port, protocol }: ExplainedFlow): string {
  if (host === null) return `(no name sent), ${protocol}`
  if (protocol === 'dns') return `${host} (DNS)`
  const where = `${hostInUrl(host)}${port === null ? '' : `:${port}`}`
  const usual = port === 443 ? ['https', 'tcp'] : port === 80 ? ['http', 'tcp'] : ['tcp']
  return usual.includes(protocol) ? where : `${where} ${protocol}`
}

const OUTCOME_WORDS: Readonly<Record<TrafficRecord['outcome'], string>> = {
  denied: 'denied',
  challenged: 'asked for credentials (407)',
  failed: 'let through and failed',
  allowed: 'allowed',
  unknown: 'left open by the log',
}

/** `denied 37 times, allowed once`. */
export function countsText(flow: ExplainedFlow): string {
  const { counts } = flow
  const order = ['denied', 'challenged', 'failed', 'allowed', 'unknown'] as const
  const said = order.filter((outcome) => counts[outcome] > 0)
  const words = isSeenByDevice(flow) ? OUTCOME_WORDS : { ...OUTCOME_WORDS, failed: 'failed' }
  return said.map((outcome) => `${words[outcome]} ${times(counts[outcome])}`).join(', ')
}

/** A program and a DNS server tell that something failed, and know of no device that let it through. */
function isSeenByDevice({ protocol, formats }: ExplainedFlow): boolean {
  return protocol !== 'dns' && !formats.includes('error-lines') && !formats.includes('arcproxy')
}

/** `Denied`, `Failed` or both, as the flows of a part of the page are. */
export function stoppedWord(part: readonly Pick<Breakage, 'flows'>[]): string {
  const flows = part.flatMap((breakage) => breakage.flows)
  const has = (verdict: ExplainedFlow['verdict']) => flows.some((flow) => flow.verdict === verdict)
  if (!has('failed')) return 'Denied'
  return has('denied') ? 'Denied or failed' : 'Failed'
}

/** What became of flows that nothing stopped. */
export function passedWord(flows: readonly ExplainedFlow[]): string {
  const isOpen = flows.some(({ verdict }) => verdict === 'unknown')
  return isOpen ? 'Known, let through or left open' : 'Known and let through'
}

/** What flows that must be blocked met. */
export function shutWord(flows: readonly ExplainedFlow[]): string {
  return flows.every(({ verdict }) => verdict === 'denied') ? 'Blocked' : 'Blocked or not reached'
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

/** When and from where, and the way that it took. */
export function circumstances(flow: ExplainedFlow): string {
  const { sources, via } = flow
  const more = sources.length === MOST_SOURCES ? ' or more' : ''
  const from = sources.length === 1 ? `from ${sources[0]}` : `from ${sources.length}${more} sources`
  const said = [
    rangeText(flow.first, flow.last),
    sources.length === 0 ? '' : from,
    via.length === 0 ? '' : `via ${via.join(' and ')}`,
  ]
  return said.filter((text) => text !== '').join(', ')
}

/** A range of times in UTC; the day stands once when it is the same. */
export function rangeText(first: number | null, last: number | null): string {
  if (first === null || last === null) return ''
  const [from, to] = [timeText(first), timeText(last)]
  if (from === to) return from
  const sameDay = from.slice(0, 10) === to.slice(0, 10)
  return `${from.replace(/Z$/, '')} to ${sameDay ? to.slice(11) : to}`
}

function timeText(ms: number): string {
  // Outside these years a Date has another form, or none; no log is from there.
  const date = new Date(Math.min(Math.max(ms, 0), 253_402_300_799_000))
  return `${date.toISOString().slice(0, 19).replace('T', ' ')}Z`
}

/** What is known of an address, and the ports at which a catalog needs the host. */
export function remark({ address, otherPorts, alsoIn, rows }: ExplainedFlow): string {
  const said = [
    address === null ? '' : [address.label, address.owner ?? ''].filter(Boolean).join(', '),
    otherPorts.length === 0 ? '' : `catalogs need this host at port ${otherPorts.join(', ')}`,
    alsoIn.length === 0
      ? ''
      : `${rows.length > 0 ? 'also in' : 'of a system that is not asked about:'} ${alsoIn.join(', ')}`,
  ]
  return said.filter((text) => text !== '').join('; ')
}

/** How much was read and of what. */
export function tallyText({ tally, encoding, isGivenUp, first, last }: LogExplanation): string {
  const formats = Object.entries(tally.formats) as [LogFormat, number][]
  const said = [
    plural(tally.records, 'record'),
    ...formats.map(([format, count]) => `${LOG_FORMATS[format]}: ${count}`),
    tally.ignored === 0 ? '' : `ignored, since no outgoing request: ${tally.ignored}`,
    undecidedText(tally),
    tally.malformed.count === 0 ? '' : `not understood: ${tally.malformed.count}`,
    isGivenUp ? 'the rest was not read' : '',
    encoding ?? '',
    rangeText(first, last),
    tally.timesUnknown === 0
      ? ''
      : `${plural(tally.timesUnknown, 'time')} not shown, since zone or day and month are not told (--zone +09:00)`,
  ]
  return said.filter((text) => text !== '').join('; ')
}

/** Records of logs that tell of no decision, and which logs these are. */
function undecidedText({ unread, undecided }: LogExplanation['tally']): string {
  if (unread === 0) return ''
  const named = Object.entries(undecided).map(([log, count]) => `${log}: ${count}`)
  const which = named.length === 0 ? '' : ` (${named.join(', ')})`
  return `telling of no decision: ${unread}${which}`
}

/** Which log tells of the decision instead, for each log that was read and does not; empty when there is none. */
export function undecidedHints({ undecided }: LogExplanation['tally']): readonly string[] {
  const logs = Object.keys(undecided) as UndecidedLog[]
  return logs.map((log) => `${log}: no decision stands in it; ${UNDECIDED_LOGS[log]}`)
}

/** How many flows there are of each verdict. */
export function verdictsText({ flows }: LogExplanation): string {
  const count = (verdict: ExplainedFlow['verdict']) =>
    flows.filter((flow) => flow.verdict === verdict).length
  const said = (['denied', 'failed', 'allowed', 'unknown'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`)
  return `${plural(flows.length, 'flow')}${said.length === 0 ? '' : `: ${said.join(', ')}`}`
}
