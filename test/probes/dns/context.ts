import process from 'node:process'
import { setImmediate } from 'node:timers/promises'
import type { Network } from '../../../probes/context.ts'
import { systemNetwork } from '../../../probes/network.ts'
import { Silence } from '../../../probes/silence.ts'
import type { ResolveContext } from '../../../probes/steps/resolve.ts'
import type { DnsAnswer } from '../../../shared/model/facts.ts'
import { PATIENT } from '../../fixtures/context.ts'

export interface ContextOptions {
  /** Budget of each step, in ms. */
  readonly ms?: number
  /** By default time as it passes. */
  readonly now?: () => number
  readonly signal?: AbortSignal
  readonly resolvers?: readonly string[]
  readonly attempts?: number
  readonly network?: Partial<Network>
}

/** A context for DNS steps; no name reaches the resolver of the host unless the test says so. */
export function resolveContext(options: ContextOptions = {}): ResolveContext {
  const {
    ms = PATIENT,
    now = () => performance.now(),
    signal = new AbortController().signal,
    resolvers = [],
    attempts = 1,
  } = options
  const network = { ...systemNetwork(), lookup: () => Promise.resolve(['192.0.2.1']) }
  return {
    network: { ...network, ...options.network },
    now,
    budget: () => ms,
    signal,
    resolvers,
    attempts,
    silence: new Silence(ms),
    answers: new Map<string, DnsAnswer>(),
  }
}

/**
 * What keeps the process alive now. Lets the event loop turn first, since a UDP handle says that it is closed one
 * turn before it is gone.
 */
export async function handles(): Promise<readonly string[]> {
  for (let turn = 0; turn < 2; turn++) await setImmediate()
  return process.getActiveResourcesInfo()
}

/** What is there now and was not before; the test runner's own timers may end in between. */
export async function leftSince(before: readonly string[]): Promise<readonly string[]> {
  const left = [...(await handles())]
  for (const kind of before) {
    const at = left.indexOf(kind)
    if (at !== -1) left.splice(at, 1)
  }
  return left
}
