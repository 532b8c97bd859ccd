import { authorityOf } from '../../address/authority.ts'
import { rootOf } from '../../causes/root.ts'
import { words } from '../../judge/text.ts'
import type { Verdict } from '../../model/finding.ts'
import type { FindingCode } from '../../model/finding-codes.ts'
import type { Observation, ResolveObservation } from '../../model/observation.ts'
import type { QueryObservation } from '../../model/query-observation.ts'
import type { TargetResult } from '../../model/report.ts'
import { listText } from '../../view/words.ts'
import { isBad } from './names.ts'

/** What a hop was seen to do: it did its part, it did not, or nothing got as far. */
export type HopState = 'ok' | 'failed' | 'unseen'

/** One thing on the way from the vantage to the target. */
export interface Hop {
  /** `part`: of the network, known by its configuration. */
  readonly kind: 'vantage' | 'resolver' | 'part' | 'proxy' | 'device' | 'endpoint'
  readonly title: string
  /** What it did, in a few words: addresses, a status, a failure. */
  readonly says: string
  readonly state: HopState
  /** The root finding rests on what was seen here: this is where to look. */
  readonly broken: boolean
  /** By what it is known; absent: by the wire, since no configuration is. */
  readonly evidence?: 'wire' | 'configuration' | 'both' | 'none'
}

/** The way of a target, and how it went. */
export interface Way {
  readonly hops: readonly Hop[]
  readonly verdict: Verdict
  /** Of the break; null where nothing is broken. */
  readonly code: string | null
}

type Kind = Hop['kind']

/** What the finding says stands between, though no probe sees it: it answers in the place of the endpoint. */
const DEVICES: Partial<Record<FindingCode, string>> = {
  'tls-blocked-by-name': 'firewall, or the server',
  'tls-intercepted': 'inspecting device',
  'http-denied-by-firewall': 'firewall',
}

const NAMED = 2

/**
 * Vantage, resolver, proxy or firewall, endpoint: from the evidence alone. Of what stands behind a device that answers
 * in its place nothing is known; the break is where the evidence of the root finding was seen.
 */
export function wayOf(result: TargetResult, vantage: string): Way {
  const root = rootOf(result)
  const device = root === null ? undefined : DEVICES[root.code]
  const cited = root === null ? [] : root.evidence.flatMap((i) => result.observations[i] ?? [])
  const at = root === null ? null : breakAt(cited, result, device !== undefined)
  const kinds: readonly Kind[] = [
    'vantage',
    ...(result.observations.some(isOfResolver) ? (['resolver'] as const) : []),
    ...(result.path.via === null ? [] : (['proxy'] as const)),
    ...(device === undefined ? [] : (['device'] as const)),
    'endpoint',
  ]
  const hop = (kind: Kind): Hop => {
    const from = kind === 'device' ? 'endpoint' : kind
    const seen =
      device !== undefined && kind === 'endpoint' ? [] : seenAt(from, result.observations)
    const title = titleOf(kind, result, vantage, device)
    return {
      kind,
      title,
      says: saysOf(from, seen),
      state: stateOf(from, seen),
      broken: kind === at,
    }
  }
  return { hops: kinds.map(hop), verdict: result.verdict, code: root?.code ?? null }
}

/** Where the last of the evidence was seen, what failed before what did not. */
function breakAt(
  cited: readonly Observation[],
  { path }: TargetResult,
  device: boolean,
): Kind | null {
  const last = cited.findLast(isBad) ?? cited.at(-1)
  if (last === undefined) return null
  if (isOfResolver(last)) return 'resolver'
  if (path.via !== null && (last.peer === 'proxy' || last.step === 'proxy')) return 'proxy'
  return device ? 'device' : 'endpoint'
}

function isOfResolver(o: Observation): o is ResolveObservation | QueryObservation {
  return o.step === 'resolve' || o.step === 'query'
}

function foundBy(o: Observation): readonly string[] {
  if (o.step === 'query') return o.records.map(({ data }) => data)
  return o.step === 'resolve' ? o.addresses : []
}

function seenAt(kind: Kind, all: readonly Observation[]): readonly Observation[] {
  if (kind === 'resolver')
    return all.filter((o) => isOfResolver(o) && !(o.step === 'resolve' && o.type === 'SOA'))
  if (kind === 'proxy') return all.filter((o) => o.step === 'proxy' || o.peer === 'proxy')
  if (kind === 'endpoint') {
    return all.filter((o) => !isOfResolver(o) && o.step !== 'proxy' && o.peer === 'target')
  }
  return []
}

function stateOf(kind: Kind, seen: readonly Observation[]): HopState {
  if (kind === 'vantage') return 'ok'
  const last = lastTries(seen)
  if (last.length === 0) return 'unseen'
  if (kind === 'resolver') return last.some((o) => !isBad(o)) ? 'ok' : 'failed'
  return last.some(isBad) ? 'failed' : 'ok'
}

/** The last attempt at each step counts. */
function lastTries(seen: readonly Observation[]): readonly Observation[] {
  const most = new Map<string, Observation>()
  for (const o of seen) {
    const key = `${o.step} ${'address' in o ? o.address : ''} ${isOfResolver(o) ? `${o.server} ${o.type}` : ''}`
    if ((most.get(key)?.attempt ?? 0) <= o.attempt) most.set(key, o)
  }
  return [...most.values()]
}

function titleOf(
  kind: Kind,
  { target, path, observations }: TargetResult,
  vantage: string,
  device = '',
) {
  if (kind === 'vantage') return vantage
  if (kind === 'device') return device
  if (kind === 'proxy') return `${path.kind} ${path.via?.replace(/^\w+:\/\//, '') ?? ''}`
  if (kind === 'endpoint') return target.name
  const asked = observations.flatMap((o) =>
    isOfResolver(o) && o.server !== null ? [o.server.replace(/:53$/, '')] : [],
  )
  return asked.length === 0 ? 'system resolver' : `resolver ${listText([...new Set(asked)], 1)}`
}

function saysOf(kind: Kind, seen: readonly Observation[]): string {
  if (kind === 'vantage') return ''
  const last = lastTries(seen)
  const failed = last.find(isBad)
  if (kind === 'resolver') {
    const addresses = last.flatMap(foundBy)
    return (
      listText([...new Set(addresses)], NAMED) ||
      (failed?.failure ? words(failed.failure) : 'no address')
    )
  }
  if (failed?.failure) return `${failed.step}: ${words(failed.failure)}`
  const end = last.at(-1)
  if (end === undefined) return 'not reached'
  if (end.step === 'request' || end.step === 'proxy') return `HTTP ${end.status}`
  return 'address' in end ? authorityOf({ host: end.address, port: end.port }) : ''
}
