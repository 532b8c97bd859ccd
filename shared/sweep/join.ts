import type { Evidence, TargetEvidence } from '../model/evidence.ts'
import type { Observation } from '../model/observation.ts'
import type { Target } from '../model/target.ts'
import { tenth } from '../report/timings.ts'
import { checkAll } from '../target/led-to.ts'
import type { Checked, ShardEvidence } from './shard-evidence.ts'

export interface Joining {
  /** All targets of the sweep, in the order of the report. */
  readonly targets: readonly Target[]
  /** What came, in the order of the shards. */
  readonly shards: readonly ShardEvidence[]
  readonly startedAt: Date
  readonly finishedAt: Date
  /** What became of targets that no shard speaks of. */
  readonly missing: 'lost' | 'interrupted'
}

/**
 * The evidence of a whole sweep from that of its shards, as one instance would have it: times count from the start of
 * the sweep, and targets that no shard speaks of are `lost`. The clocks of the instances date their shards, so that times
 * of two shards compare only as well as these clocks agree.
 */
export async function joined({
  targets,
  shards,
  startedAt,
  finishedAt,
  missing,
}: Joining): Promise<Evidence> {
  const dns: Record<string, Evidence['dns'][string]> = {}
  const seen = new Map<string, Checked>()
  for (const [n, shard] of shards.entries()) {
    const renamed = addAnswers(dns, shard.dns, n)
    const later = Math.max(0, Date.parse(shard.startedAt) - startedAt.getTime())
    for (const one of shard.targets) {
      seen.set(one.id, {
        ...one,
        observations: one.observations.map((o) => moved(o, later, renamed)),
      })
    }
  }
  const all = await checkAll(targets, async (target): Promise<TargetEvidence> => {
    const { ending = missing, observations = [] } = seen.get(target.id) ?? {}
    return { target, ending, observations }
  })
  return {
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    // Each instance waits until its own path is open before it measures a shard.
    warmUp: 0,
    systemResolvers: [...new Set(shards.flatMap(({ systemResolvers }) => systemResolvers))],
    targets: all.filter(({ target }, n) => n < targets.length || seen.has(target.id)),
    dns,
    certificates: Object.assign({}, ...shards.map(({ certificates }) => certificates)),
  }
}

/** Adds the answers of a shard. Gives new keys for those that another shard has otherwise: each observation keeps its own. */
function addAnswers(
  to: Record<string, Evidence['dns'][string]>,
  answers: Evidence['dns'],
  shard: number,
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>()
  for (const [key, answer] of Object.entries(answers)) {
    const known = Object.hasOwn(to, key) ? to[key] : undefined
    const taken = known !== undefined && JSON.stringify(known) !== JSON.stringify(answer)
    const own = taken ? `${key} (shard ${shard})` : key
    if (taken) renamed.set(key, own)
    to[own] = answer
  }
  return renamed
}

function moved(o: Observation, ms: number, renamed: ReadonlyMap<string, string>): Observation {
  const at = { t0: tenth(o.t0 + ms), t: tenth(o.t + ms) }
  if (o.step !== 'resolve' || o.answer === null) return { ...o, ...at }
  return { ...o, ...at, answer: renamed.get(o.answer) ?? o.answer }
}
