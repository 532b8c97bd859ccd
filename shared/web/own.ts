import type { Own } from './page/acts.ts'
import type { RoutePorts } from './ports.ts'

/** What this program can check again, and the vantage that it does so from. */
export async function ownOf({ agent, targets }: RoutePorts): Promise<Own> {
  const { vantage } = await agent.status()
  return { vantage, targets: new Set(targets.map(({ id }) => id)) }
}
