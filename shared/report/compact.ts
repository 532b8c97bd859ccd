import type { Report, TargetResult } from '../model/report.ts'
import type { Side } from './change.ts'
import { targetChanges } from './diff-target.ts'
import { type Facts, factsOf } from './facts.ts'

/**
 * How old evidence may be that a report refers to, in ms: one day. After that a report has its own again. Retention
 * counts on it: a store that keeps one day more than it was asked for never removes evidence that is referred to.
 */
export const EVIDENCE_AGE = 24 * 60 * 60 * 1000

/** How many reports one report may refer to: whoever wants its whole evidence has to read them all. */
export const MAX_HOLDERS = 16

/** The newest full evidence of one target, and the report that holds it. */
export interface KnownEvidence extends Side {
  readonly holder: Pick<Report, 'id' | 'startedAt'>
}

/** What the next report can refer to: by target id, its evidence. */
export interface EvidenceBase extends ReadonlyMap<string, KnownEvidence> {
  /** And what the configuration of the network says of the paths, by its hash, with the report that holds it. */
  readonly configured?: { readonly hash: string; readonly holder: KnownEvidence['holder'] } | null
}

/**
 * Keeps evidence in full for what failed, or is not as in the evidence that `base` knows, and in brief for the rest:
 * verdict, findings, addresses and timings of this sweep, and the report that holds the evidence. A report whose
 * evidence would lie scattered over more than MAX_HOLDERS others is kept whole.
 *
 * Pure, and safe to repeat: compacting a compacted report changes nothing.
 */
export function compactReport(report: Report, base: EvidenceBase): Report {
  const results = report.results.map((result) => {
    const known = base.get(result.target.id)
    return known !== undefined && standsFor(known, result, report) ? brief(result, known) : result
  })
  const compacted = { ...withoutConfigured(report, base), results, ...factsOf(results, report) }
  return holdersOf(compacted).length > MAX_HOLDERS ? report : compacted
}

/** The same configuration is stored once, as long as the report that has it may be referred to. */
function withoutConfigured(report: Report, { configured: known }: EvidenceBase): Report {
  const { network } = report
  const own = network?.configured
  if (network === undefined || own === undefined || own.heldIn !== null) return report
  if (known?.hash !== own.hash || !isFresh(report, known.holder)) return report
  const configured = { hash: own.hash, heldIn: known.holder.id, hops: [], paths: {}, holders: [] }
  return { ...report, network: { ...network, configured } }
}

/** The reports that hold the evidence of the brief results, and the configuration, each once, sorted. */
export function holdersOf({ results, network }: Report): readonly string[] {
  const ids = results.flatMap(({ evidenceIn }) => evidenceIn ?? [])
  return [...new Set([...ids, network?.configured?.heldIn ?? []].flat())].sort()
}

/**
 * What the next report can be compacted against: the full evidence in this report, which is stored as it stands
 * here, and that which `base` knows of its brief results.
 */
export function nextBase(stored: Report, base: EvidenceBase): EvidenceBase {
  const holder = { id: stored.id, startedAt: stored.startedAt }
  const facts: Facts = { dns: stored.dns, certificates: stored.certificates }
  const targets = new Map(
    stored.results.flatMap((result): [string, KnownEvidence][] => {
      const { id } = result.target
      if (result.evidenceIn === null) return [[id, { holder, result, report: facts }]]
      const known = base.get(id)
      return known?.holder.id === result.evidenceIn ? [[id, known]] : []
    }),
  )
  return Object.assign(targets, { configured: configuredBase(stored, base) })
}

function configuredBase(
  stored: Report,
  { configured = null }: EvidenceBase,
): NonNullable<EvidenceBase['configured']> | null {
  const own = stored.network?.configured
  if (own === undefined) return null
  const { id, startedAt } = stored
  if (own.heldIn === null) return { hash: own.hash, holder: { id, startedAt } }
  return configured?.holder.id === own.heldIn ? configured : null
}

/** The base from the newest stored report and those that it refers to; one that is missing is done without. */
export function baseOf(newest: Report, holders: Iterable<Report>): EvidenceBase {
  const byHolder = new Map<string, EvidenceBase>()
  for (const holder of holders) byHolder.set(holder.id, nextBase(holder, new Map()))
  const known = newest.results.flatMap(({ target: { id }, evidenceIn }) => {
    const evidence = evidenceIn === null ? undefined : byHolder.get(evidenceIn)?.get(id)
    return evidence === undefined ? [] : [[id, evidence] as const]
  })
  const heldIn = newest.network?.configured?.heldIn ?? ''
  const configured = byHolder.get(heldIn)?.configured ?? null
  return nextBase(newest, Object.assign(new Map(known), { configured }))
}

/** Whether the reader of `result` learns the same from the known evidence. */
function standsFor(known: KnownEvidence, result: TargetResult, report: Report): boolean {
  const { verdict, evidenceIn, ending } = result
  if (evidenceIn !== null || verdict === 'fail' || verdict === 'inconclusive') return false
  return (
    isFresh(report, known.holder, result.target.interval) &&
    ending === known.result.ending &&
    sameFindings(result, known.result) &&
    noNewFailure(result, known.result) &&
    targetChanges(known, { result, report }).length === 0
  )
}

/** Whether a report may still refer to another, and those after it that carry the result, for so many ms more. */
function isFresh(report: Report, holder: KnownEvidence['holder'], carriedFor = 0): boolean {
  const age = Date.parse(report.startedAt) - Date.parse(holder.startedAt)
  return age > 0 && age + carriedFor < EVIDENCE_AGE
}

/** Their words may differ (the days that a certificate has left); what they claim and where may not. */
function sameFindings(a: TargetResult, b: TargetResult): boolean {
  return claims(a) === claims(b)
}

function claims({ findings }: TargetResult): string {
  return findings.map(({ code, severity }) => `${code} ${severity}`).join()
}

/** A step that failed once and worked on the second attempt is no change, yet worth its evidence when it is new. */
function noNewFailure(result: TargetResult, known: TargetResult): boolean {
  const seen = new Set(failures(known))
  return failures(result).every((failure) => seen.has(failure))
}

function failures({ observations }: TargetResult): readonly string[] {
  return observations.flatMap(({ step, peer, failure }) =>
    failure === null ? [] : [`${step} ${peer} ${failure.code}`],
  )
}

function brief(result: TargetResult, known: KnownEvidence): TargetResult {
  return {
    ...result,
    // Indexes into the observations that are kept: the order of steps may differ from sweep to sweep.
    findings: result.findings.map((finding, index) => ({
      ...finding,
      evidence: known.result.findings[index]?.evidence ?? [],
    })),
    observations: [],
    evidenceIn: known.holder.id,
  }
}
