import { cloudApi } from '../../../../runtime/cloud-api.ts'
import type { CallerParts, PullLimits } from '../../../../shared/cloud-network/pull/caller.ts'
import { type NetworkPull, pullNetwork } from '../../../../shared/cloud-network/pull/pull.ts'
import type { Token } from '../../../../shared/ports/token-source.ts'
import { type Answer, type Asked, endpoint } from '../../../identity/endpoint.ts'

export const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001'

export interface Pulling {
  readonly limits?: Partial<PullLimits>
  readonly token?: (refused: string | null) => Token
  readonly subscriptions?: readonly string[]
  readonly projects?: readonly string[]
}

/** What was pulled from a cloud on loopback, and what it was asked. */
export async function pulledFrom(
  answer: (asked: Asked, at: number) => Answer | null,
  { limits, token, subscriptions = [], projects = [] }: Pulling,
): Promise<NetworkPull & { readonly asked: readonly Asked[]; readonly waits: readonly number[] }> {
  let count = 0
  await using cloud = await endpoint((asked) => answer(asked, count++))
  await using api = cloudApi({ proxyFor: () => null, ca: [] })
  const waits: number[] = []
  let now = 0
  const parts: CallerParts = {
    api: api.ask,
    tokens: async (_, refused) => token?.(refused) ?? { token: 'good', failure: null },
    clock: { now: () => now, date: () => new Date(Date.UTC(2026, 0, 1) + now) },
    sleep: async (ms) => {
      waits.push(ms)
      now += ms
    },
    limits: { calls: 100, ms: 60_000, ...limits },
    signal: new AbortController().signal,
  }
  const host = `http://${cloud.at}`
  const hosts = { arm: host, compute: host, dns: host }
  const pulled = await pullNetwork({ subscriptions, projects }, parts, hosts)
  return { ...pulled, asked: cloud.asked, waits }
}
