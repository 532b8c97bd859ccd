import { rowIn } from '../finding/in-cloud.ts'
import type { FindingRow } from '../finding/row.ts'
import { FINDINGS } from '../finding/table.ts'
import type { ConfiguredHop } from '../model/configured.ts'
import type { Evidence } from '../model/evidence.ts'
import { type Finding, SEVERITIES, type Severity, type Verdict } from '../model/finding.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import { bareView } from './bare-view.ts'
import { cloudOf } from './cloud-of.ts'
import { networkOf } from './configured/network-of.ts'
import { configuredPath } from './configured/path.ts'
import { refutedObjects, withObject } from './configured/with-object.ts'
import type { Knowledge } from './knowledge.ts'
import { compareLists } from './lists.ts'
import type { Rule } from './rule.ts'
import { RULES } from './rules.ts'
import { hasTrouble } from './seen.ts'
import { sweepFacts } from './sweep-facts.ts'
import type { TargetView } from './target-view.ts'
import { list } from './text.ts'

export interface TargetJudgement {
  readonly verdict: Verdict
  /** The root cause first, at most four. */
  readonly findings: readonly Finding[]
  /** What the configuration of the network says of its path; absent: none is known here. */
  readonly configured?: readonly ConfiguredHop[]
}

/** More than a few findings hide the one that matters. */
const MOST_FINDINGS = 4

/**
 * Judges a sweep: one judgement for each of `evidence.targets`, by index. Pure: the same evidence and knowledge
 * give the same judgement, so a stored report can be judged again. Sees all targets before it judges one, since
 * a dead resolver, a dead proxy or a dead egress path only show across them.
 */
export function judge(evidence: Evidence, knowledge: Knowledge): readonly TargetJudgement[] {
  return viewsOf(evidence, knowledge).map(judgeTarget)
}

/** What the rules look at: one view of each of `evidence.targets`, by index. */
export function viewsOf(evidence: Evidence, knowledge: Knowledge): readonly TargetView[] {
  const views = evidence.targets.map((target) => bareView(target, evidence, knowledge.book))
  const sweep = { ...sweepFacts(views), lists: compareLists(evidence, knowledge.lists) }
  const { cloud, facts, region = null } = knowledge.vantage ?? { cloud: 'other', facts: {} }
  const platform = { cloud, facts, region, resolvers: evidence.systemResolvers }
  const known = { sweep, platform, network: networkOf(knowledge) }
  const before = (id: string) => knowledge.before?.get(id) ?? null
  const bare = views.map((view) => ({
    ...{ ...view, ...known },
    ...{ before: before(view.target.id), refuted: new Set<string>() },
  }))
  const refuted = refutedObjects(bare)
  return bare.map((view) => ({ ...view, refuted }))
}

function judgeTarget(view: TargetView): TargetJudgement {
  const claimed: Finding[] = []
  for (const rule of rulesFor(view)) {
    const finding = findingBy(rule, view)
    if (finding !== null) claimed.push(finding)
  }
  const warming = claimed.find((f) => f.code === 'path-warming-up' && f.severity !== 'info')
  const certain =
    warming === undefined ? claimed : claimed.filter(({ code }) => has(code, 'in-warm-up'))
  const findings = oneHint(withoutLastResort(certain))
  // Stable: within a severity the order of the rules stays, root before symptom.
  const ordered = findings.toSorted((a, b) => rank(a.severity) - rank(b.severity))
  return {
    verdict: verdictOf(ordered),
    findings: ordered.slice(0, MOST_FINDINGS),
    ...(view.network !== null && { configured: configuredPath(view, view.network) }),
  }
}

/** The rules that may have something to say of a target. */
function rulesFor(view: TargetView): readonly Rule[] {
  if (view.expect.reachability === 'blocked') return OF_BLOCKED
  return hasTrouble(view) ? RULES : OF_SUCCESS
}

const OF_BLOCKED = RULES.filter(({ code }) => has(code, 'blocked-too'))
const OF_SUCCESS = RULES.filter(({ ofFailures }) => ofFailures !== true)

/** Of the hints, the first: one a target is enough. */
function oneHint(findings: readonly Finding[]): readonly Finding[] {
  const first = findings.find(({ code }) => has(code, 'hint'))
  return findings.filter((finding) => finding === first || !has(finding.code, 'hint'))
}

/** What is said only where nothing else is goes where something is. */
function withoutLastResort(findings: readonly Finding[]): readonly Finding[] {
  const others = findings.filter(({ code }) => !has(code, 'last-resort'))
  return others.every(({ severity }) => severity === 'info') ? findings : others
}

function has(code: FindingCode, trait: FindingRow['traits'][number]): boolean {
  return FINDINGS[code].traits.includes(trait)
}

function findingBy(rule: Rule, view: TargetView): Finding | null {
  const claim = rule.judge(view)
  if (claim === null) return null
  const row = rowIn(rule.code, cloudOf(view))
  const finding = {
    code: rule.code,
    severity: severityOf(claim.severity ?? row.severity, view),
    subject: claim.subject,
    summary: claim.summary,
    cause: claim.cause ?? likely(row.causes),
    fix: claim.fix ?? row.fix,
    evidence: inOrder(claim.evidence),
    docs: claim.docs ?? row.docs,
    ...(claim.claims !== undefined && { claims: [...claim.claims] }),
    ...(claim.object !== undefined && { object: claim.object }),
  }
  return withObject(finding, view)
}

/** In the order in which it was seen, each once. */
function inOrder(evidence: readonly number[]): number[] {
  return [...new Set(evidence)].sort((a, b) => a - b)
}

/** What a system can do without does not fail it. */
function severityOf(severity: Severity, view: TargetView): Severity {
  return view.target.optional === true && severity === 'fail' ? 'warn' : severity
}

function likely(causes: readonly string[]): string {
  return causes.length === 1 ? list(causes) : causes.join('; or ')
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}

function verdictOf(findings: readonly Finding[]): Verdict {
  const mostSevere = findings[0]?.severity
  return mostSevere === undefined || mostSevere === 'info' ? 'pass' : mostSevere
}
