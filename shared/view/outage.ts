import type { FailureCode } from '../failure/table.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import type { Observation } from '../model/observation.ts'
import { type Report, wasChecked } from '../model/report.ts'

/** Nothing at all could be reached: one sentence that says so, and what to look at. */
export interface Outage {
  readonly says: string
  readonly look: string
}

/** Fewer different names or addresses than this say nothing of the machine itself. */
const ENOUGH = 3

const SILENT: readonly FailureCode[] = [
  'generic_timeout_error',
  'timed_out',
  'host_unreachable',
  'network_unreachable',
  'network_down',
  'address_not_available',
]

/**
 * Whether the machine itself, not its targets, is what is wrong: not one name got an address, or names resolve
 * and not one connection was so much as answered. Null when anything worked, or too little was tried.
 */
export function outageOf({ results, ...rest }: Report): Outage | null {
  const report = { ...rest, results: results.filter(wasChecked) }
  // A warning of an optional target may be a failure; any other means that the target answered.
  const worked = report.results.some(
    ({ verdict, target }) => verdict === 'pass' || (verdict === 'warn' && !target.optional),
  )
  if (worked) return null
  const seen = report.results.flatMap((r) => r.observations)
  if (seen.some((o) => o.step !== 'resolve' && !isSilent(o))) return null
  const dialled = new Set(seen.flatMap((o) => (o.step === 'connect' ? [o.address] : [])))
  return dialled.size >= ENOUGH ? noWayOut(dialled.size) : noNames(seen, report)
}

function isSilent(o: Observation): boolean {
  return o.step === 'connect' && o.failure !== null && SILENT.includes(o.failure.code)
}

function noWayOut(addresses: number): Outage {
  return {
    says: `This machine has no egress path: not one of ${addresses} addresses answered a connection attempt.`,
    look: 'Look at its own network first (interface, default route, firewall, a proxy that must be used): the targets below have not been judged by themselves.',
  }
}

/** What may be said of a name when no name resolves; any other finding has a cause of its own. */
const OF_DNS: readonly FindingCode[] = [
  'dns-resolver-unreachable',
  'dns-refused',
  'dns-server-failure',
  'dns-name-not-found',
]

/** Not one name resolves, no finding says why, and no resolver so much as knows the root. */
function noNames(seen: readonly Observation[], report: Report): Outage | null {
  const told = report.results.flatMap(({ findings }) => findings.slice(0, 1))
  if (told.some(({ code }) => !OF_DNS.includes(code))) return null
  const asked = seen.filter((o) => o.step === 'resolve' && o.type !== 'SOA')
  const names = new Set(asked.flatMap((o) => (o.step === 'resolve' ? [o.name] : [])))
  const found = seen.some(
    (o) =>
      (o.step === 'query' && o.failure === null) ||
      (o.step === 'resolve' && (o.addresses.length > 0 || (o.name === '.' && o.failure === null))),
  )
  return names.size < ENOUGH || found ? null : withoutNames(seen, names.size, report)
}

function withoutNames(seen: readonly Observation[], names: number, report: Report): Outage {
  const answered = Object.values(report.dns).some((answer) => answer.rcode === 'NXDOMAIN')
  const asked = seen.flatMap((o) => (o.step === 'resolve' ? (o.server ?? []) : []))
  const servers = [...new Set(asked)].join(', ')
  const resolvers = servers === '' ? 'its resolvers' : servers
  return answered
    ? {
        says: `No name resolves on this machine: its resolvers answer, and know none of ${names} names.`,
        look: `Look at what the resolvers forward to (${resolvers}): the targets below have not been judged by themselves.`,
      }
    : {
        says: `This machine has no working DNS: not one of ${names} names could be resolved.`,
        look: `Look at the resolvers first (${resolvers}), and at the way to their port 53: the targets below have not been judged by themselves.`,
      }
}
