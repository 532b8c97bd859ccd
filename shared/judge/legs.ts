import type { AddressBook } from '../address/book.ts'
import { type Classification, classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { isLegStep, type LegStep, STEPS } from '../failure/step.ts'
import {
  type ConnectObservation,
  type HandshakeObservation,
  isOfTheCheck,
  type Observation,
  type ObservationOf,
  type ProxyObservation,
  type ResolveObservation,
} from '../model/observation.ts'
import { BROKEN_OFF, hasFailed, isStep, lastAttempts, type Seen } from './seen.ts'

type Travelled = Seen<ObservationOf<LegStep>>

/** The steps at one address, each in the attempt that counts; null: not taken. */
type StepsOfLeg = { readonly [S in LegStep]: Seen<ObservationOf<S>> | null }

/** What happened at one address of the target, in the attempt that counts. Through a proxy the name stands for it. */
export interface Leg extends StepsOfLeg {
  readonly address: string
  readonly about: Classification
  /** What came of other hellos, for comparison, after the one of the check got no answer. */
  readonly hellos: readonly Seen<HandshakeObservation>[]
}

/** What happened on the way through a proxy. */
export interface ProxyLeg {
  readonly resolves: readonly Seen<ResolveObservation>[]
  readonly connects: readonly Seen<ConnectObservation>[]
  readonly handshake: Seen<HandshakeObservation> | null
  readonly tunnel: Seen<ProxyObservation> | null
}

/** The legs of a target, in the order of its addresses. */
export function legsOf(seen: readonly Seen[], book: AddressBook): readonly Leg[] {
  const steps = seen.filter(
    (o): o is Travelled => isLegStep(o.step) && (o.step === 'request' || o.peer === 'target'),
  )
  const byAddress = Map.groupBy(steps, (o) => o.address)
  return [...byAddress].map(([address, all]) => {
    const hellos = all.filter((o) => isStep(o, 'handshake')).filter((o) => !isOfTheCheck(o))
    const counted = countedAttempt(all.filter(isOfTheCheck))
    const of = <S extends Travelled['step']>(step: S) =>
      counted.find((o) => isStep(o, step)) ?? null
    return {
      address,
      about: classify(address, book),
      connect: of('connect'),
      handshake: of('handshake'),
      request: of('request'),
      greet: of('greet'),
      exchange: of('exchange'),
      hellos,
    }
  })
}

/** The steps of the attempt that counts; a step of an earlier attempt is obsolete when a later one did not get as far. */
function countedAttempt<O extends Observation>(all: readonly Seen<O>[]): readonly Seen<O>[] {
  const tries = [...Map.groupBy(all, (o) => o.attempt)].sort(([a], [b]) => a - b)
  const whole = tries.findLast(([, steps]) => !steps.some((o) => hasFailed(o, BROKEN_OFF)))
  const [, steps] = whole ?? tries.at(-1) ?? [0, []]
  // Of a single attempt each step cites itself, as it does already.
  if (tries.length === 1 && isOneOfEach(steps)) return steps
  return steps.map((o) => ({
    ...o,
    cites: all.filter((other) => isSameStep(other, o)).map((other) => other.index),
  }))
}

function isOneOfEach(steps: readonly Observation[]): boolean {
  return steps.every((o, i) => steps.slice(0, i).every((before) => !isSameStep(before, o)))
}

/** A connection is the same step only to the same end: each address of a proxy has attempts of its own. */
function isSameStep(one: Observation, other: Observation): boolean {
  if (one.step !== 'connect' || other.step !== 'connect') return one.step === other.step
  return one.address === other.address && one.port === other.port
}

export function proxyLegOf(seen: readonly Seen[]): ProxyLeg {
  const ofProxy = seen.filter((o) => o.peer === 'proxy')
  const resolves = ofProxy.filter((o) => isStep(o, 'resolve'))
  const way = seen.filter((o) => o.step === 'proxy' || (o.peer === 'proxy' && o.step !== 'resolve'))
  const counted = countedAttempt(way)
  const find = <S extends Observation['step']>(step: S) =>
    counted.find((o) => isStep(o, step)) ?? null
  return {
    resolves: lastAttempts(resolves, (o) => `${o.engine} ${o.server} ${o.type}`),
    connects: counted.filter((o) => isStep(o, 'connect')),
    handshake: find('handshake'),
    tunnel: find('proxy'),
  }
}

export function isIpv6(address: string): boolean {
  return address.includes(':') && parseIp(address)?.family === 6
}

const DEEPEST_FIRST = STEPS.filter(isLegStep).toReversed()

/** The last step that was tried on a leg. */
export function deepest(leg: Leg): Travelled | null {
  return DEEPEST_FIRST.map((step) => leg[step]).find((o) => o !== null) ?? null
}
