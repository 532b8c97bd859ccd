import { MINUTE, type World } from './world.ts'

const never = new AbortController().signal

/** So many sweeps, a minute apart. */
export async function sweeps(at: World, agent: ReturnType<World['agent']>, count: number) {
  const kept = []
  for (let n = 0; n < count; n++) {
    const outcome = await agent.sweep('scheduled', never)
    kept.push(outcome.state === 'done' ? outcome.kept : outcome.state)
    at.clock.pass(MINUTE)
  }
  return kept
}

/** When the stored scheduled sweeps began, HH:MM, in order. */
export async function stored(at: World): Promise<readonly string[]> {
  const all = await at.store.sweepsAfter('prod-japaneast', null, 999)
  return all.map(({ startedAt }) => startedAt.slice(11, 16))
}
