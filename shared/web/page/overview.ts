import { leftOpenBy } from '../../judge/platform.ts'
import type { Verdict } from '../../model/finding.ts'
import type { CapabilityResult } from '../../model/report.ts'
import type { SandboxName } from '../../model/sandbox.ts'
import { listText } from '../../view/words.ts'
import {
  type Across,
  acrossVantages,
  isSplit,
  type Reporting,
  reportingOf,
} from '../side-by-side.ts'
import type { VantageStatus } from '../status-data.ts'
import { rankOf, worst } from './mark.ts'

/** One target across the vantages. */
export interface TargetRow {
  readonly id: string
  readonly name: string
  readonly url: string
  /** By position in `Overview.vantages`; undefined where it is not checked. */
  readonly cells: Across
  readonly worst: Verdict
  /** The worst that a vantage sees which is not silent. */
  readonly now: Verdict
  /** It works from one vantage and fails from another, neither of them silent: their networks differ. */
  readonly split: boolean
}

/** A vantage as something was seen there. */
export interface AtVantage {
  readonly vantage: string
  /** What was seen is old. */
  readonly silent: boolean
}

/** One capability across the vantages. */
export interface CapabilityRow {
  readonly name: string
  readonly catalog: string | null
  readonly symptom: string
  readonly worst: Verdict
  readonly at: readonly (AtVantage & { readonly result: CapabilityResult })[]
  /** The places of the platform that carry it out and that no pass here speaks for. */
  readonly unproven: readonly SandboxName[]
}

/** The newest sweeps of all vantages, turned to what a reader asks: what does not work, and where. */
export interface Overview {
  /** Where most fails first, the silent ones last. */
  readonly vantages: readonly Reporting[]
  /** The worst first, as vantages that are not silent see it; then what differs between them, then as configured. */
  readonly rows: readonly TargetRow[]
  readonly capabilities: readonly CapabilityRow[]
  /** Targets by their worst verdict. */
  readonly counts: Readonly<Record<Verdict, number>>
}

export function overviewOf(vantages: readonly VantageStatus[]): Overview {
  const reporting = failingFirst(reportingOf(vantages))
  const rows = rowsOf(reporting)
  const counts = { pass: 0, warn: 0, fail: 0, inconclusive: 0 }
  for (const row of rows) counts[row.worst]++
  return { vantages: reporting, rows, capabilities: capabilitiesOf(reporting), counts }
}

/** A reader looks at the first columns, and on a phone sees no others. */
function failingFirst(vantages: readonly Reporting[]): readonly Reporting[] {
  return vantages.toSorted(
    (a, b) => Number(a.silent) - Number(b.silent) || b.latest.summary.fail - a.latest.summary.fail,
  )
}

function rowsOf(vantages: readonly Reporting[]): readonly TargetRow[] {
  return acrossVantages(vantages)
    .flatMap((cells) => rowOf(cells, vantages))
    .sort((a, b) => rankOf(a.now) - rankOf(b.now) || Number(b.split) - Number(a.split))
}

function rowOf(cells: Across, vantages: readonly Reporting[]): readonly TargetRow[] {
  const checked = cells.filter((cell) => cell !== undefined)
  const verdict = worst(checked.map((cell) => cell.verdict))
  const [first] = checked
  if (first === undefined || verdict === null) return []
  const { id, name, url } = first.target
  const live = cells.map((cell, i) => (vantages[i]?.silent ? undefined : cell))
  const now = worst(live.flatMap((cell) => cell?.verdict ?? [])) ?? 'pass'
  return [{ id, name, url, cells, worst: verdict, now, split: isSplit(live) }]
}

type Seen = CapabilityRow['at'][number] & Pick<CapabilityRow, 'unproven'>

function capabilitiesOf(vantages: readonly Reporting[]): readonly CapabilityRow[] {
  const rows = new Map<string, Seen[]>()
  for (const { name, silent, latest } of vantages) {
    for (const result of latest.capabilities) {
      const key = JSON.stringify([result.catalog, result.id])
      const unproven = leftOpenBy(result, latest.vantage)
      const seen = { vantage: name, silent, result, unproven }
      const row = rows.get(key)
      if (row === undefined) rows.set(key, [seen])
      else row.push(seen)
    }
  }
  return [...rows.values()]
    .flatMap(capabilityRow)
    .sort((a, b) => rankOf(a.worst) - rankOf(b.worst) || Number(isOld(a)) - Number(isOld(b)))
}

/** Whether only vantages that fell silent have it so. */
function isOld({ at, worst }: CapabilityRow): boolean {
  return at.every(({ silent, result }) => silent || result.verdict !== worst)
}

function capabilityRow(at: readonly Seen[]): readonly CapabilityRow[] {
  const verdict = worst(at.map(({ result }) => result.verdict))
  const [first] = at
  if (first === undefined || verdict === null) return []
  const { name, catalog, symptom } = first.result
  const unproven = [...new Set(at.flatMap((seen) => seen.unproven))]
  return [{ name, catalog, symptom, worst: verdict, at, unproven }]
}

/** Vantages named at once; the table of targets has them all. */
const NAMED = 4

/** `one, two (silent)`; `one, two, three, four and 16 more`. */
export function placesText(places: readonly AtVantage[]): string {
  const names = places.map(({ vantage, silent }) => `${vantage}${silent ? ' (silent)' : ''}`)
  return listText(names, NAMED)
}
