import type { Cause } from '../model/cause.ts'
import { SEVERITIES } from '../model/finding.ts'
import type { Traits } from './traits.ts'

/** By the id of a failing target: the failing target that it depends on in the end. */
export type Leaders = ReadonlyMap<string, string>

/**
 * What the configuration says that the evidence cannot: which failing targets fail because another does. A warning holds
 * up nobody, and a target whose dependencies work fails for a cause of its own.
 */
export function leadersOf(failing: readonly Traits[]): Leaders {
  const serious = new Map(failing.filter(({ result }) => isSerious(result)).map((t) => [t.id, t]))
  const led = [...serious.keys()].flatMap((id) => {
    const leader = leaderOf(id, serious, new Set([id]))
    return leader === id ? [] : [[id, leader] as const]
  })
  const all = new Set(led.map(([id]) => id))
  // Only a circle leads to what is led itself: it says nothing, and each of it stands for itself.
  return new Map(led.filter(([, leader]) => !all.has(leader)))
}

/** The first dependency that fails, and the first of its own, to the end. */
function leaderOf(id: string, serious: ReadonlyMap<string, Traits>, passed: Set<string>): string {
  const dependencies = serious.get(id)?.result.target.dependsOn ?? []
  const next = dependencies.find((dependency) => serious.has(dependency) && !passed.has(dependency))
  if (next === undefined) return id
  return leaderOf(next, serious, passed.add(next))
}

function isSerious({ verdict }: Traits['result']): boolean {
  return verdict === 'fail' || verdict === 'inconclusive'
}

/** The cause with the targets that depend on one of its own. */
export function withDependents(cause: Cause, leaders: Leaders, failing: readonly Traits[]): Cause {
  const members = new Set(cause.targets)
  const led = failing.filter(({ id }) => members.has(leaders.get(id) ?? ''))
  if (led.length === 0) return cause
  const ranks = led.map(({ result }) => SEVERITIES.indexOf(result.verdict as Cause['severity']))
  const severity = SEVERITIES[Math.min(SEVERITIES.indexOf(cause.severity), ...ranks)]
  const [word, verb] = led.length === 1 ? ['target', 'depends'] : ['targets', 'depend']
  return {
    ...cause,
    severity: severity ?? cause.severity,
    statement: `${cause.statement}; ${led.length} ${word} that ${verb} on it (dependsOn) ${led.length === 1 ? 'fails' : 'fail'} with it`,
    targets: [...cause.targets, ...led.map(({ id }) => id)],
  }
}
