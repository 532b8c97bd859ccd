import type { FailureCode } from '../failure/table.ts'
import type { ExchangeObservation } from '../model/exchange-observation.ts'
import { hasFailed, type Seen, SILENT } from './seen.ts'
import { countedLegs, type TargetView } from './target-view.ts'
import { list } from './text.ts'

export type Exchange = Seen<ExchangeObservation>

/** The datagrams to the addresses that count, with what came of them. */
export function exchangesOf(view: TargetView): readonly Exchange[] {
  return countedLegs(view).flatMap(({ exchange }) => exchange ?? [])
}

/** Those that got no reply at all. */
export function silentOf(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter((o) => hasFailed(o, SILENT))
}

const REJECTED: ReadonlySet<FailureCode> = new Set([
  'connection_refused',
  'connection_reset',
  'host_unreachable',
  'network_unreachable',
])

/** Those that an ICMP error came back to. */
export function rejectedOf(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter((o) => hasFailed(o, REJECTED))
}

/** `10.0.0.4 and 10.0.0.5`. */
export function addressesText(exchanges: readonly Exchange[]): string {
  return list(exchanges.map(({ address }) => address))
}

/** `10.0.0.4 and 10.0.0.5, UDP port 123`. */
export function portText(exchanges: readonly Exchange[]): string {
  return `${addressesText(exchanges)}, UDP port ${exchanges[0]?.port}`
}

/** What failed together has one subject: the addresses with their port. */
export function portSubject(exchanges: readonly Exchange[]): string {
  return exchanges.map(({ address, port }) => `${address} UDP ${port}`).join(', ')
}
