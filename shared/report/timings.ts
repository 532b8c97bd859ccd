import type { StepName } from '../failure/step.ts'
import { isOfTheCheck, type Observation, type ResolveObservation } from '../model/observation.ts'
import type { Timings } from '../model/report.ts'

/** Milliseconds to one decimal: finer is noise on any network, and digits cost room in every store. */
export function tenth(ms: number): number {
  return Math.round(ms * 10) / 10
}

/**
 * What a target took, in ms. `dns` is what the application waits for (getaddrinfo), or the one server that the target
 * names; `connect`, `tls` and `ttfb` are those of the first address that came furthest, so that one dead address of
 * several does not hide the working one. Through a proxy, `connect` is the connection to the proxy. `total` runs from
 * the start of the first step to the end of the last, retries and all, without the wait between names and connections:
 * a name is asked once a sweep, perhaps long before the turn of a target that shares it.
 */
export function timingsOf(observations: readonly Observation[]): Timings {
  const steps = furthest(observations)
  const names = ofOneName(observations.filter((o) => o.step === 'resolve'))
  const rest = observations.filter((o) => o.step !== 'resolve')
  const engine = names.some((o) => o.engine === 'getaddrinfo') ? 'getaddrinfo' : 'dns'
  const named = names.findLast((o) => o.engine === engine && o.failure === null)
  return {
    dns: took(named ?? observations.find((o) => o.step === 'query' && o.failure === null)),
    connect: took(steps.find((o) => o.step === 'connect') ?? proxyConnect(observations)),
    tls: took(steps.find((o) => o.step === 'handshake')),
    ttfb: firstByte(steps.find((o) => o.step === 'request')),
    total: observations.length === 0 ? null : tenth(span(names) + span(rest)),
  }
}

/** The target's own name, or the proxy's, is asked first; further questions about it are no part of the time it takes. */
function ofOneName(asked: readonly ResolveObservation[]): readonly ResolveObservation[] {
  return asked.filter((o) => o.name === asked[0]?.name && o.type !== 'SOA')
}

function took(o: Observation | undefined): number | null {
  return o === undefined ? null : tenth(o.t - o.t0)
}

function span(steps: readonly Observation[]): number {
  if (steps.length === 0) return 0
  return Math.max(...steps.map((o) => o.t)) - Math.min(...steps.map((o) => o.t0))
}

function firstByte(o: Observation | undefined): number | null {
  return o?.step === 'request' && o.firstByte !== null ? tenth(o.firstByte - o.t0) : null
}

/** The steps that succeeded on the address that came furthest; on a tie, the address tried first. */
function furthest(observations: readonly Observation[]): readonly Observation[] {
  const byAddress = new Map<string, Observation[]>()
  for (const o of observations) {
    if (!('address' in o) || o.peer !== 'target' || !succeeded(o) || !isOfTheCheck(o)) continue
    const steps = byAddress.get(o.address)
    if (steps === undefined) byAddress.set(o.address, [o])
    else steps.push(o)
  }
  let best: readonly Observation[] = []
  for (const steps of byAddress.values()) if (depth(steps) > depth(best)) best = steps
  return best
}

/** How far a target was reached when a step succeeded. */
const DEPTH: Readonly<Record<StepName, number>> = {
  query: 0,
  resolve: 0,
  proxy: 0,
  connect: 1,
  handshake: 2,
  greet: 2,
  exchange: 2,
  request: 3,
}

function depth(steps: readonly Observation[]): number {
  return Math.max(0, ...steps.map((o) => DEPTH[o.step]))
}

/** A handshake with an untrusted chain took the time it took: it completed, and verification is another matter. */
function succeeded(o: Observation): boolean {
  return o.failure === null || (o.step === 'handshake' && o.phase === 'done')
}

function proxyConnect(observations: readonly Observation[]): Observation | undefined {
  return observations.find((o) => o.step === 'connect' && o.peer === 'proxy' && o.failure === null)
}
