import type { Agent } from '../../shared/agent/agent.ts'
import { MINUTE, type World } from '../shared/agent/world.ts'

const never = new AbortController().signal

/** Sweeps a minute apart; the second target is down for five of every twelve. */
export async function sweepOn(at: World, agent: Agent, count: number, from = 0): Promise<void> {
  for (let n = from; n < from + count; n++) {
    at.working = n % 12 < 7
    await agent.sweep('scheduled', never)
    at.clock.pass(MINUTE)
  }
}

/** What alerts made of the sweeps: it must not depend on what went wrong on the way. */
export async function outcome(at: World) {
  const { store } = at
  const sweeps = await store.sweepsAfter('prod-japaneast', null, 10_000)
  const targets = ['www.contoso.com', 'orders.contoso.com']
  const transitions = await Promise.all(targets.map((t) => store.transitions(t, { limit: 10_000 })))
  const incidents = await store.incidents({ limit: 10_000 })
  return {
    sweeps: sweeps.map(({ id }) => id),
    transitions,
    incidents: incidents.map(({ id, state, openedAt, closedAt, sweeps: n }) => ({
      id,
      state,
      openedAt,
      closedAt,
      sweeps: n,
    })),
    notified: [...new Set(at.sent)].sort(),
  }
}
