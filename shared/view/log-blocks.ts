import {
  type Affected,
  type ExplainedFlow,
  isBlocked,
  type LogExplanation,
} from '../traffic-log/explain.ts'

/** What one set of flows breaks: capabilities with the same flows stand together. */
export interface Breakage {
  readonly breaks: readonly {
    readonly name: string
    readonly in: string
    readonly symptom: string
  }[]
  readonly flows: readonly ExplainedFlow[]
}

/** The parts of the page, in its order. Every flow that was denied or failed is in one of them. */
export interface LogBlocks {
  readonly needed: readonly Breakage[]
  readonly sometimes: readonly Breakage[]
  /** Let through, and must not be. */
  readonly leaks: readonly ExplainedFlow[]
  /** Denied, as they must be. */
  readonly shut: readonly ExplainedFlow[]
  /** In no catalog. */
  readonly strangers: readonly ExplainedFlow[]
  readonly fine: readonly ExplainedFlow[]
}

/** Sorts what a log says into the parts of the page. */
export function logBlocks(explanation: LogExplanation): LogBlocks {
  const { flows, affected, mustBeBlocked } = explanation
  const leaks = new Set(mustBeBlocked)
  const stopped = (flow: ExplainedFlow) => flow.verdict === 'denied' || flow.verdict === 'failed'
  const known = flows.filter((flow) => flow.rows.length > 0)
  return {
    needed: breakages(
      affected.filter((h) => h.needed),
      flows,
    ),
    sometimes: breakages(
      affected.filter((h) => !h.needed),
      flows,
    ),
    leaks: flows.filter((flow) => leaks.has(flow.id)),
    shut: known.filter((flow) => isBlocked(flow) && stopped(flow) && !leaks.has(flow.id)),
    strangers: flows.filter((flow) => flow.rows.length === 0),
    fine: known.filter((flow) => !stopped(flow) && !leaks.has(flow.id)),
  }
}

function breakages(
  affected: readonly Affected[],
  flows: readonly ExplainedFlow[],
): readonly Breakage[] {
  const byId = new Map(flows.map((flow) => [flow.id, flow]))
  const groups = Map.groupBy(affected, (h) => h.flows.join('\n'))
  return [...groups.values()].map((group) => {
    const own = (group[0]?.flows ?? []).flatMap((id) => byId.get(id) ?? [])
    return { breaks: breaksOf(group, symptomIn(own)), flows: own }
  })
}

/** What the user sees where nothing but a perimeter denies: an answer, and no silence. Null: what the catalog says. */
function symptomIn(flows: readonly ExplainedFlow[]): string | null {
  const isPerimeter = flows.every(({ formats }) =>
    formats.every((one) => one === 'google-perimeter'),
  )
  return isPerimeter && flows.length > 0
    ? 'Calls are answered with 403, "Request is prohibited by organization\'s policy"'
    : null
}

/** What two catalogs say in the same words is said once. */
function breaksOf(group: readonly Affected[], seen: string | null): Breakage['breaks'] {
  const same = Map.groupBy(group, ({ capability: c }) => `${c.name}\n${c.symptom}`)
  return [...same.values()].flatMap((alike) => {
    const [first] = alike
    const catalogs = alike.flatMap((h) => h.capability.catalog ?? [])
    const { name = '', symptom = '' } = first?.capability ?? {}
    return [{ name, symptom: seen ?? symptom, in: catalogs.join(', ') }]
  })
}
