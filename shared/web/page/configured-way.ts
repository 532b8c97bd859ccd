import { rootOf } from '../../causes/root.ts'
import { objectText } from '../../cloud-network/at.ts'
import type { ConfiguredHop } from '../../model/configured.ts'
import { isSameObject, type NetworkObject } from '../../model/network-object.ts'
import type { TargetResult } from '../../model/report.ts'
import { LAYER_WORDS, OUTCOME_WORDS } from '../../view/configured-lines.ts'
import type { Hop, HopState, Way } from './hops.ts'

const STATES: Readonly<Record<ConfiguredHop['outcome'], HopState>> = {
  pass: 'ok',
  blocked: 'failed',
  unreadable: 'unseen',
}

/**
 * The way with what the configuration of the network says of it: rules, routes, firewalls and endpoints between what the
 * probe saw, each hop with its evidence. Where the finding names one of them, the break is there.
 */
export function withConfigured(
  way: Way,
  result: TargetResult,
  configured: readonly ConfiguredHop[],
): Way {
  if (configured.length === 0) return way
  const named = rootOf(result)?.object
  const parts = configured
    .filter(({ layer }) => layer !== 'dns' && layer !== 'service')
    .map((hop) => partOf(hop, way, named))
  const isBreak = parts.some(({ broken }) => broken)
  const seen = way.hops.map((hop): Hop => {
    return { ...hop, broken: hop.broken && !isBreak, evidence: evidenceOf(hop, configured) }
  })
  // What the probe dials itself comes after what its own network does with the flow.
  const at = seen.findIndex(({ kind }) => ['proxy', 'device', 'endpoint'].includes(kind))
  return { ...way, hops: [...seen.slice(0, at), ...parts, ...seen.slice(at)] }
}

type Evidence = NonNullable<Hop['evidence']>

function partOf(hop: ConfiguredHop, way: Way, named: NetworkObject | undefined): Hop {
  const { layer, outcome, object, says } = hop
  const broken = object !== null && named !== undefined && isSameObject(object, named)
  return {
    kind: 'part',
    title: object === null ? LAYER_WORDS[layer] : objectText(object),
    says: `${OUTCOME_WORDS[outcome]}: ${says}`,
    state: broken ? 'failed' : STATES[outcome],
    broken,
    evidence: outcome === 'unreadable' ? 'none' : partEvidence(outcome, broken, way),
  }
}

/** The wire agrees where the flow came through, or where the finding names what blocks it. */
function partEvidence(outcome: ConfiguredHop['outcome'], broken: boolean, way: Way): Evidence {
  const through = way.hops.at(-1)?.state === 'ok'
  return broken || (through && outcome === 'pass') ? 'both' : 'configuration'
}

function evidenceOf({ kind, state }: Hop, configured: readonly ConfiguredHop[]): Evidence {
  if (kind === 'vantage') return 'wire'
  const layer = { resolver: 'dns', endpoint: 'service' }[kind as string]
  const said = configured.find((hop) => hop.layer === layer && hop.outcome !== 'unreadable')
  if (state === 'unseen') return said === undefined ? 'none' : 'configuration'
  return said === undefined ? 'wire' : 'both'
}
