import type { RequestObservation } from '../model/observation.ts'
import { type Recognised, recognise } from './answer/recognise.ts'
import type { DenyingLayer, Signature } from './denials/signature.ts'
import type { Leg } from './legs.ts'
import { proxyState } from './proxy/state.ts'
import type { Seen } from './seen.ts'
import { areUnrelated, othersThan, pageToLetIn, sentForNow } from './sent-alike.ts'
import { countedLegs, ofView, type TargetView } from './target-view.ts'

export interface Asked {
  readonly leg: Leg
  readonly request: Seen<RequestObservation>
}

/** The HTTP requests that count; none when the proxy answered instead of the target. */
export const requestsOf = ofView((view): readonly Asked[] => {
  if (proxyState(view) !== null) return []
  return countedLegs(view).flatMap((leg) =>
    leg.request === null ? [] : [{ leg, request: leg.request }],
  )
})

/** Requests that got an answer of the service itself; denials, and what others say in its place, omitted. */
export const served = ofView((view): readonly Asked[] =>
  requestsOf(view).filter(({ request }) => {
    if (request.status === null || request.failure !== null) return false
    return isOfService(view, request)
  }),
)

function isOfService(view: TargetView, request: RequestObservation): boolean {
  const recognised = recognise(request)
  switch (recognised.kind) {
    case 'service':
      return true
    case 'unmarked':
      return !isAsOthers(view, request) || isExpected(view, request, recognised.kind)
    case 'denial':
      return recognised.denial.layer === 'permission'
    default:
      return isExpected(view, request, recognised.kind)
  }
}

/**
 * Where an answer sends the caller, when hosts of other sites are sent there, too; null: it does not, or they are not.
 */
export function sentAsOthers(
  { target, sweep }: TargetView,
  request: RequestObservation,
): { readonly to: URL; readonly others: readonly string[] } | null {
  const to = sentForNow(request)?.to
  if (to === undefined) return null
  const others = othersThan(target.host, sweep.sentAlike.get(to.hostname))
  return others.length === 0 ? null : { to, others }
}

/** The hosts of other sites that gave this very page, though nobody owns all of these sites; empty: none did. */
export function shownAsOthers(
  { target, sweep }: TargetView,
  request: RequestObservation,
): readonly string[] {
  const hosts = sweep.sentAlike.get(pageToLetIn(request) ?? '')
  return hosts === undefined || !areUnrelated(hosts) ? [] : othersThan(target.host, hosts)
}

/** Whether an answer in clear is what other sites gave as well, so that a portal may be its author. */
export function isAsOthers(view: TargetView, request: RequestObservation): boolean {
  return sentAsOthers(view, request) !== null || shownAsOthers(view, request).length > 0
}

/**
 * Whether the configuration says who may answer so: by this very status for a gateway or a redirect, by a header or a
 * text for whoever has no marks. A status alone names nobody.
 */
function isExpected(
  { expect }: TargetView,
  { status }: RequestObservation,
  kind: Recognised['kind'],
): boolean {
  const { http } = expect
  const described = http?.headers !== undefined || http?.body !== undefined
  if (kind === 'stranger' || kind === 'page') return described
  return described || http?.status?.some((want) => want === status && want >= 300) === true
}

/** The first answer of the service itself with a status that is not expected; null when none is expected. */
export function wrongStatus(view: TargetView): Asked | null {
  const expected = view.expect.http?.status
  if (expected === undefined) return null
  const wrong = served(view).find(({ request: { status } }) => {
    return !expected.some((want) =>
      typeof want === 'number' ? status === want : String(status)[0] === want[0],
    )
  })
  return wrong ?? null
}

/** The first answer that is a known denial of this layer. */
export function deniedBy(
  view: TargetView,
  layer: DenyingLayer,
): (Asked & { readonly signature: Signature }) | null {
  for (const asked of requestsOf(view)) {
    const recognised = recognise(asked.request)
    if (recognised.kind === 'denial' && recognised.denial.layer === layer) {
      return { ...asked, signature: recognised.denial }
    }
  }
  return null
}

type Kind = Exclude<Recognised['kind'], 'denial'>

/** The first answer of a kind that is not expected by its status, with what it was recognised by. */
export function recognisedAs<K extends Kind>(
  view: TargetView,
  kind: K,
): (Asked & { readonly recognised: Extract<Recognised, { kind: K }> }) | null {
  for (const asked of requestsOf(view)) {
    const recognised = recognise(asked.request)
    if (recognised.kind !== kind || asked.request.status === null) continue
    if (isExpected(view, asked.request, kind)) continue
    return { ...asked, recognised: recognised as Extract<Recognised, { kind: K }> }
  }
  return null
}

/** How severe it is that another answered: a failure where the configuration expects something of the answer. */
export function severityOf({ expect }: TargetView): 'fail' | 'warn' {
  return expect.http === undefined && expect.egress === undefined ? 'warn' : 'fail'
}
