import type { ConfiguredHop } from '../model/configured.ts'
import type { Observation } from '../model/observation.ts'
import { type Report, type TargetResult, wasChecked } from '../model/report.ts'
import { holdersOf } from './compact.ts'
import { configuredPathOf } from './configured.ts'
import { type Facts, factsOf } from './facts.ts'

/** What can give back a report: a ResultsStore can. */
export interface ReportSource {
  get(id: string): Promise<Report | null>
}

/** The evidence of one target in one sweep. */
export interface TargetEvidenceAt extends Facts {
  /** What the configuration of the network says of its path; absent: none was known. */
  readonly configured?: readonly ConfiguredHop[]
  /** The result of that sweep; its observations are those that stand for it. */
  readonly result: TargetResult
  /** The report that the observations are of: their times count from its `startedAt`. */
  readonly observedIn: Pick<Report, 'id' | 'startedAt'>
}

/**
 * The evidence of one target in one stored report, in full, wherever it is kept. Null when there is no such report,
 * or the target is not in it. Throws StoreError.
 */
export async function evidenceAt(
  source: ReportSource,
  id: string,
  target: string,
): Promise<TargetEvidenceAt | null> {
  const report = await source.get(id)
  const result = report?.results.find((r) => r.target.id === target)
  if (report === null || result === undefined) return null
  const configured = await configuredAt(source, report, target)
  if (result.evidenceIn === null) return evidenceFrom(report, result, configured)
  const holder = await source.get(result.evidenceIn)
  const held = holder?.results.find((r) => r.target.id === target)
  // Only a hand that reached into the store can have removed it; what is known without it stays true.
  if (holder === null || held === undefined) return evidenceFrom(report, result, configured)
  const seen = { ...result, observations: held.observations }
  // What was not due has no part in what this sweep knows of the network.
  const path = wasChecked(result) ? configured : await configuredAt(source, holder, target)
  return evidenceFrom(holder, seen, path)
}

async function configuredAt(
  source: ReportSource,
  { network }: Report,
  target: string,
): Promise<readonly ConfiguredHop[]> {
  const own = network?.configured
  const heldIn = own?.heldIn ?? null
  const holder = heldIn === null ? own : (await source.get(heldIn))?.network?.configured
  return configuredPathOf(holder, target)
}

function evidenceFrom(
  holder: Report,
  result: TargetResult,
  path: readonly ConfiguredHop[],
): TargetEvidenceAt {
  const { id, startedAt } = holder
  const seen = { result, observedIn: { id, startedAt }, ...factsOf([result], holder) }
  return path.length === 0 ? seen : { ...seen, configured: path }
}

/**
 * A stored report with the evidence of every target in it. `evidenceIn` goes on saying which observations are of
 * another sweep; to `judge`, `diff` and the views it is a report like any other. Throws StoreError.
 */
export async function wholeReport(source: ReportSource, report: Report): Promise<Report> {
  const missing = holdersOf(report)
  const holders = await Promise.all(missing.map((id) => source.get(id)))
  return withEvidence(
    report,
    holders.filter((holder) => holder !== null),
  )
}

/** The same from reports at hand; what they do not hold stays brief. */
export function withEvidence(report: Report, holders: Iterable<Report>): Report {
  const byId = new Map([...holders].map((holder) => [holder.id, held(holder)]))
  let facts: Facts = { dns: report.dns, certificates: report.certificates }
  const results = report.results.map((result) => {
    if (result.evidenceIn === null || result.observations.length > 0) return result
    const holder = byId.get(result.evidenceIn)
    const found = holder?.results.get(result.target.id)
    if (holder === undefined || found === undefined) return result
    return { ...result, observations: found.observations.map(holder.renamed) }
  })
  for (const { facts: more } of byId.values()) {
    facts = {
      dns: { ...more.dns, ...facts.dns },
      certificates: { ...more.certificates, ...facts.certificates },
    }
  }
  return { ...report, ...networkOf(report, holders), results, ...factsOf(results, facts) }
}

/** What the configuration of the network says of the paths, from the report that holds it. */
function networkOf({ network }: Report, holders: Iterable<Report>): Pick<Report, 'network'> | null {
  const own = network?.configured
  if (network === undefined || own === undefined || own.heldIn === null) return null
  const holder = [...holders].find(({ id }) => id === own.heldIn)?.network?.configured
  const held = holder === undefined ? own : { ...holder, heldIn: own.heldIn }
  return { network: { ...network, configured: held } }
}

/**
 * What one report holds, with the keys of its answers marked as its own: another sweep may have had another answer
 * to the same question.
 */
function held(holder: Report) {
  const own = (key: string) => `${key} in ${holder.id}`
  const dns = Object.entries(holder.dns).map(([key, answer]) => [own(key), answer] as const)
  return {
    results: new Map(holder.results.map((r) => [r.target.id, r])),
    facts: { dns: Object.fromEntries(dns), certificates: holder.certificates },
    renamed: (o: Observation): Observation =>
      o.step === 'resolve' && o.answer !== null ? { ...o, answer: own(o.answer) } : o,
  }
}
