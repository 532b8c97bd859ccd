import { isWithin } from '../../../zone/expected-zone.ts'
import { authorityOfIssuer, chainOf } from '../../certificates.ts'
import { handshakesOf } from '../../handshakes.ts'
import { answersJudged } from '../../names.ts'
import { addressText, isSinkholed, unmetAddresses } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite, type Seen } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, seconds, shown } from '../../text.ts'
import { connectTook, dnsTook, type Took, totalTook } from '../../took.ts'

/** One thing that is not as it was. */
interface Drift {
  /** Both values, to follow the name of the host. */
  readonly says: string
  readonly seen: readonly (Pick<Seen, 'cites'> | null)[]
  /** What it is a fault of, where that is not the host. */
  readonly subject?: string
}

/**
 * The target is not as good reports of the past agreed on. What depends on the way (addresses, zone, latency) is
 * compared only where the way is the same; what another finding explains is left to it. Source: the file of `baseline`.
 */
export const baselineDrift: Rule = {
  code: 'baseline-drift',
  judge(view) {
    const { host } = view.target
    const drifts = [...ofTheWay(view), issuer(view)].filter((drift) => drift !== null)
    const [first] = drifts
    if (first === undefined) return null
    return {
      subject: (drifts.length === 1 ? first.subject : undefined) ?? host,
      summary: `${host} is not as in the baseline: ${drifts.map(({ says }) => says).join('; ')}`,
      evidence: cite(...drifts.flatMap(({ seen }) => seen)),
    }
  },
}

function ofTheWay(view: TargetView): readonly (Drift | null)[] {
  const { proxy } = view.target
  const via = proxy === null ? undefined : `${proxy.scheme}://${proxy.host}:${proxy.port}`
  if (view.expect.pinned?.via !== via) return []
  return [addresses(view), zone(view), latency(view)]
}

function addresses(view: TargetView): Drift | null {
  const { names, expect } = view
  const pinned = expect.pinned?.addresses
  if (pinned === undefined || !names.matters || isSinkholed(view)) return null
  if (unmetAddresses(view).length > 0) return null
  const others = names.judged.filter(({ address }) => !pinned.includes(address))
  if (others.length === 0) return null
  return {
    says: `it resolves to ${list(others.map(addressText))}, where it was ${list(pinned)}`,
    seen: [names.lookup],
  }
}

function zone(view: TargetView): Drift | null {
  const { names, expect } = view
  const pinned = expect.pinned?.zone
  if (pinned === undefined || !names.matters || unmetAddresses(view).length > 0) return null
  const found = answersJudged(names).find((w) => (w.facts?.addresses.length ?? 0) > 0)
  const chain = found?.facts?.chain ?? []
  if (found === undefined || chain.some(({ target }) => isWithin(target, pinned))) return null
  const end = chain.at(-1)?.target
  const now = end === undefined ? 'it has no alias' : `it is an alias of ${end}`
  return { says: `${now}, where its alias led into ${pinned}`, seen: [found.seen] }
}

function issuer(view: TargetView): Drift | null {
  const pinned = view.expect.pinned?.issuer
  if (pinned === undefined) return null
  for (const handshake of handshakesOf(view)) {
    const [leaf] = chainOf(handshake, view.certificates)
    if (leaf === undefined || handshake.failure !== null || handshake.verification !== null)
      continue
    const now = authorityOfIssuer(leaf.issuer)
    if (now === pinned) continue
    return {
      says: `its certificate is signed by “${shown(now)}”, where it was “${shown(pinned)}”`,
      seen: [handshake],
      subject: now,
    }
  }
  return null
}

/** In one sweep slowness may be chance: it takes the one before as well. */
function latency(view: TargetView): Drift | null {
  const pinned = view.expect.pinned?.latency
  const { before } = view
  const last = before?.timings ?? null
  if (pinned === undefined || last === null) return null
  const isOver = ({ what, ms }: Pick<Took, 'what' | 'ms'>) => ms > (pinned[what] ?? Infinity)
  const slow = [dnsTook(view), connectTook(view), totalTook(view)]
    .filter((took) => took !== null)
    .filter((took) => isOver(took) && isOver({ ...took, ms: last[took.what] ?? 0 }))
  if (slow.length === 0) return null
  const parts = slow.map(({ what, ms }) => {
    const was = last[what] ?? 0
    return `${what} took ${seconds(ms)}, and ${seconds(was)} in the sweep before, where the margin is ${seconds(pinned[what] ?? 0)}`
  })
  return { says: list(parts), seen: slow.flatMap(({ seen }) => seen) }
}
