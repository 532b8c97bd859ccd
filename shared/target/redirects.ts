import { parseIp } from '../address/ip.ts'
import { refusedBecause, refusedName } from '../address/refused.ts'
import type { Observation, RequestObservation } from '../model/observation.ts'
import type { Sent, Target } from '../model/target.ts'
import type { Endpoint } from './endpoint.ts'
import { parseTargetUrl } from './target-url.ts'

/** Why a redirect is not followed. */
export type Unfollowed =
  | 'no-more' // as many as the configuration allows were followed
  | 'circle' // it leads to where the caller has been
  | 'host-itself' // it leads to this machine or to a metadata server
  | 'unusable' // it names no page by http or https, or its address was cut

/** Where the answer to a target with `redirects` sends the caller. */
export interface Hop {
  readonly request: RequestObservation
  readonly location: string
  /** null: not followed, for the reason beside it. */
  readonly to: Endpoint | null
  readonly because: Unfollowed | null
}

/** Evidence keeps so many characters of a header: what is longer was cut. */
const LONGEST = 512

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** The URLs of a target and of those whose redirects led to it, the first one first. */
export function chainTo(
  target: Target,
  byId: ReadonlyMap<string, Target>,
): readonly [string, ...string[]] {
  const before = byId.get(target.redirectedFrom ?? '')
  // Each hop has one redirect less to give: the chain ends.
  return before === undefined ? [target.url] : [...chainTo(before, byId), target.url]
}

/** The redirect in what a target answered; null: it follows none, or there is none. `chain` is that of the target. */
export function hopOf(
  target: Target,
  observations: readonly Observation[],
  chain: readonly string[],
): Hop | null {
  if (target.redirects === undefined) return null
  const request = observations.findLast((o) => o.step === 'request')
  if (request?.step !== 'request' || request.failure !== null) return null
  const location = Object.hasOwn(request.headers, 'location') ? request.headers['location'] : ''
  if (!REDIRECTS.has(request.status ?? 0) || !location) return null
  const to = location.length < LONGEST ? destination(location, request.url) : null
  const because = reasonAgainst(target, to, observations, chain)
  return { request, location, to: because === null ? to : null, because }
}

function destination(location: string, from: string): Endpoint | null {
  const url = URL.parse(location, from)
  if (url === null) return null
  // A fragment is for the caller (RFC 9110, 10.2.2), and credentials in a URL are nobody's to give.
  url.hash = ''
  const { endpoint } = parseTargetUrl(url.href)
  return endpoint?.scheme === 'https' || endpoint?.scheme === 'http' ? endpoint : null
}

function reasonAgainst(
  target: Target,
  to: Endpoint | null,
  observations: readonly Observation[],
  chain: readonly string[],
): Unfollowed | null {
  if (to === null) return 'unusable'
  if (chain.includes(to.url)) return 'circle'
  const because = refusedName(to.host) ?? refusedLiteral(to.host)
  const allowed = to.host === target.host || insideOf(target, observations).includes(because ?? '')
  if (because !== null && !allowed) return 'host-itself'
  return target.redirects === 0 ? 'no-more' : null
}

function refusedLiteral(host: string): string | null {
  return parseIp(host) === null ? null : refusedBecause(host)
}

/** What kinds of addresses the target itself is at that nobody else may lead to: there its redirects may lead, too. */
function insideOf(
  { inside = [] }: Target,
  observations: readonly Observation[],
): readonly string[] {
  const own = observations.flatMap((o) =>
    o.step === 'connect' && o.peer === 'target' ? (refusedBecause(o.address) ?? []) : [],
  )
  return [...new Set([...inside, ...own])]
}

/**
 * The target that a redirect leads to, checked and judged as its own: what is expected of the answer goes with it, and
 * it takes the path of the one before. What shows who asks (headers and body with secrets, tokens, a client
 * certificate) goes to the same origin only.
 */
export function redirectedTargets(
  target: Target,
  observations: readonly Observation[],
  chain: readonly string[],
): readonly Target[] {
  const hop = hopOf(target, observations, chain)
  if (hop === null || hop.to === null) return []
  const { id, name, auth, sent, client, address, server: _, ...rest } = target
  const { to, request } = hop
  const same = to.scheme === target.scheme && to.host === target.host && to.port === target.port
  const carried = sent === undefined ? null : forwarded(sent, request, same)
  const number = chain.length
  return [
    {
      ...rest,
      ...to,
      id: `${firstOf(id)}/redirect-${number}`,
      name: `${firstOf(name, ', redirect ')}, redirect ${number}`,
      expect: {
        reachability: 'reachable',
        resolution: 'any',
        ...(target.expect.http !== undefined && { http: target.expect.http }),
        ...(target.expect.egress !== undefined && { egress: target.expect.egress }),
      },
      address: same ? address : null,
      ...(same && auth !== undefined && { auth }),
      ...(same && client !== undefined && { client }),
      ...(carried !== null && { sent: carried }),
      redirects: (target.redirects ?? 0) - 1,
      redirectedFrom: id,
      inside: insideOf(target, observations),
    },
  ]
}

function firstOf(text: string, before = '/redirect-'): string {
  const at = text.lastIndexOf(before)
  return at === -1 ? text : text.slice(0, at)
}

/** RFC 9110, 15.4: 303 asks for a page by GET, as all clients do after 301 and 302 to a POST; 307 and 308 keep the rest. */
function forwarded(sent: Sent, { status }: RequestObservation, same: boolean): Sent | null {
  if (!same && sent.secrets.length > 0) return null
  const becomesGet =
    status === 303 ? sent.method !== 'HEAD' : sent.method === 'POST' && (status ?? 0) < 303
  return becomesGet ? { ...sent, method: 'GET', body: null } : sent
}
