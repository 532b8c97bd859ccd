import { authorityOf } from '../address/authority.ts'
import { causesOf, type Judged } from '../causes/causes.ts'
import { judgeCapabilities } from '../judge/capability.ts'
import type { TargetJudgement } from '../judge/judge.ts'
import { openingOf } from '../judge/opening.ts'
import type { Capability } from '../model/capability.ts'
import type { Evidence, TargetEvidence } from '../model/evidence.ts'
import type { Observation } from '../model/observation.ts'
import type { Report, TargetResult, Vantage } from '../model/report.ts'
import type { Path, Target } from '../model/target.ts'
import { addressesOf } from './diff-names.ts'
import { factsOf } from './facts.ts'
import { tenth, timingsOf } from './timings.ts'

/** What a report is made of; `judgements` are in the order of `evidence.targets`. */
export interface ReportInput {
  readonly id: string
  readonly kind: Report['kind']
  readonly vantage: Vantage
  readonly configuration?: Report['configuration']
  readonly network?: Report['network']
  readonly evidence: Evidence
  readonly judgements: readonly TargetJudgement[]
  readonly capabilities: readonly Capability[]
  /** The passes of targets that were not due (shared/sweep/due.ts), and all ids in the order of the report. */
  readonly carried?: {
    readonly results: readonly TargetResult[]
    readonly order: readonly string[]
  }
}

/**
 * Puts together the one document of a sweep. Of the shared facts (DNS answers, certificates) only those are
 * kept that an observation refers to. Throws a RangeError when a target has no judgement: a bug of the caller.
 */
export function buildReport(input: ReportInput): Report {
  const { evidence, judgements } = input
  if (judgements.length !== evidence.targets.length) {
    throw new RangeError(
      `Cannot build the report: every target needs one judgement, got ${judgements.length} for ${evidence.targets.length} targets`,
    )
  }
  const checked = evidence.targets.map((seen, index) =>
    resultOf(seen, judgements[index] as TargetJudgement, evidence.warmUp),
  )
  const results = withCarried(checked, input.carried)
  return {
    schema: 1,
    id: input.id,
    kind: input.kind,
    startedAt: evidence.startedAt,
    finishedAt: evidence.finishedAt,
    ...(input.configuration !== undefined && { configuration: input.configuration }),
    ...(input.network !== undefined && { network: input.network }),
    warmUp: evidence.warmUp,
    summary: countVerdicts(results),
    ...explained({
      results,
      vantage: input.vantage,
      certificates: evidence.certificates,
      capabilities: judgeCapabilities(input.capabilities, results),
    }),
    ...factsOf(results, evidence),
  }
}

/** What is new, the name that a list has only now, comes last. */
function withCarried(
  checked: readonly TargetResult[],
  carried: ReportInput['carried'],
): TargetResult[] {
  if (carried === undefined) return [...checked]
  const places = new Map(carried.order.map((id, place) => [id, place]))
  const placeOf = ({ target }: TargetResult) => places.get(target.id) ?? places.size
  return [...checked, ...carried.results].sort((a, b) => placeOf(a) - placeOf(b))
}

function resultOf(seen: TargetEvidence, judgement: TargetJudgement, warmUp: number): TargetResult {
  const { target } = seen
  const observations = seen.observations.map(rounded)
  const opening = openingOf(seen.observations, warmUp)
  return {
    target: {
      id: target.id,
      name: target.name,
      url: target.url,
      catalog: target.catalog,
      capabilities: [...target.capabilities],
      discoveredBy: target.discoveredBy ?? null,
      ...(target.dependsOn !== undefined && { dependsOn: [...target.dependsOn] }),
      optional: target.optional === true,
      address: target.address,
      ...(target.family !== undefined && { family: target.family }),
      ...(target.redirects !== undefined && { redirects: target.redirects }),
      ...(target.redirectedFrom !== undefined && { redirectedFrom: target.redirectedFrom }),
      ...(target.interval !== undefined && { interval: target.interval }),
      auth: target.auth ?? null,
      sandboxes: [...(target.sandboxes ?? [])],
      expect: target.expect,
    },
    path: pathOf(target),
    verdict: judgement.verdict,
    ending: seen.ending,
    findings: [...judgement.findings],
    observations,
    timings: timingsOf(seen.observations),
    openedAfter: opening === null ? null : tenth(opening.first.t),
    addresses: [...addressesOf(seen.observations)],
    cause: null,
    evidenceIn: null,
  }
}

/** The causes of the sweep; each failing target names its own. */
export function explained(judged: Judged): Judged & Pick<Report, 'causes'> {
  const causes = causesOf(judged)
  const causeOf = new Map(
    causes.flatMap(({ id, targets }) => targets.map((target) => [target, id])),
  )
  const results = judged.results.map((result) => {
    return { ...result, cause: causeOf.get(result.target.id) ?? null }
  })
  return { ...judged, results, causes }
}

/** The way that was taken; credentials of the proxy stay behind. */
function pathOf({ pathKind, proxy }: Target): Path {
  if (proxy === null) return { kind: pathKind, via: null }
  return { kind: pathKind, via: `${proxy.scheme}://${authorityOf(proxy)}` }
}

function rounded(o: Observation): Observation {
  const times = { t0: tenth(o.t0), t: tenth(o.t) }
  if (o.step !== 'request') return { ...o, ...times }
  return { ...o, ...times, firstByte: o.firstByte === null ? null : tenth(o.firstByte) }
}

function countVerdicts(results: readonly TargetResult[]): Report['summary'] {
  const summary = { pass: 0, warn: 0, fail: 0, inconclusive: 0 }
  for (const { verdict } of results) summary[verdict] += 1
  return summary
}
