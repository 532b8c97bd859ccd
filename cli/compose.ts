import { randomBytes } from 'node:crypto'
import type { Network } from '../probes/context.ts'
import { systemNetwork } from '../probes/network.ts'
import { type SweepOptions, sweep } from '../probes/sweep.ts'
import { SYSTEM_CLOCK } from '../runtime/clock.ts'
import { warmUpFromNow } from '../runtime/cloud-run.ts'
import type { NetworkSource } from '../runtime/network-source.ts'
import { platformOf } from '../runtime/platform.ts'
import { describeVantage, vantageName } from '../runtime/vantage.ts'
import { addressBook } from '../shared/address/book.ts'
import { judgedReport } from '../shared/agent/judged-report.ts'
import type { KnownNetwork } from '../shared/cloud-network/at.ts'
import type { Config } from '../shared/config/schema.ts'
import { bugText } from '../shared/failure/bug-text.ts'
import type { Capability } from '../shared/model/capability.ts'
import type { Report } from '../shared/model/report.ts'
import type { Target } from '../shared/model/target.ts'
import { reportId } from '../shared/report/id.ts'
import type { Io } from './io.ts'

export interface Check extends Pick<SweepOptions, 'onTarget' | 'tokens'> {
  readonly config: Config
  readonly targets: readonly Target[]
  readonly capabilities: readonly Capability[]
  readonly owners: readonly { owner: string; cidr: string }[]
  /** The configuration of the network; null: none. */
  readonly knownNetwork: KnownNetwork | null
  /** Where it is read for each sweep; null, and by default: nowhere. */
  readonly networkSource?: NetworkSource | null
  readonly kind: Report['kind']
  /** The last report of this vantage, for what changed since. */
  readonly previous?: Report | null
  /** The network; the demonstration leads it to a pretend network. */
  readonly network?: Network
}

/** One sweep from plan to report: measure, judge, tell. */
export async function composeCheck(
  check: Check,
  io: Pick<Io, 'signal' | 'err' | 'env'>,
): Promise<Report> {
  const { config, targets, capabilities, owners, knownNetwork, kind, onTarget, tokens } = check
  const network = check.network ?? systemNetwork()
  const platform = platformOf(io.env)
  const reading = check.networkSource?.({ signal: io.signal, ms: config.limits.sweep })
  const evidence = await sweep(targets, {
    network,
    clock: SYSTEM_CLOCK,
    limits: { ...config.limits, warmUp: warmUpFromNow(config.limits.warmUp, io.env) },
    resolvers: config.resolvers,
    signal: io.signal,
    ...{ tokens, onTarget },
    onBug: (bug, target) =>
      io.err(`perimeter: a fault of the probe on ${target.id}: ${bugText(bug)}\n`),
  })
  const known = (await reading) ?? knownNetwork
  return judgedReport(evidence, {
    kind,
    vantage: describeVantage(
      vantageName(config.vantage ?? platform.app),
      platform,
      evidence.systemResolvers,
      config.privateRanges,
    ),
    knowledge: {
      book: addressBook({ privateRanges: config.privateRanges, owners }),
      ...(known !== null && { network: known }),
    },
    capabilities,
    previous: check.previous ?? null,
    newId: (startedAt, vantage) => reportId(startedAt, vantage, randomBytes),
  })
}
