import { FAILURES } from '../failure/table.ts'
import { isOfTheCheck } from '../model/observation.ts'
import type { BareView } from './bare-view.ts'
import { hasFailed, isCutAfterHello, type Seen, SILENT } from './seen.ts'

/** One connection of the sweep that came to an end: of any target and any try, to a target or to a proxy. */
export interface Connection {
  readonly target: string
  readonly host: string
  readonly address: string
  readonly port: number
  /** Nothing was accepted; or it was, and a hello was cut whose name passes at the same address. */
  readonly lost: boolean
  readonly opening: Seen
}

/** What became of the connections to one address and port, over all targets and attempts. */
export interface ConnectionTally {
  readonly of: number
  readonly lost: readonly Connection[]
  readonly opened: readonly Connection[]
}

/** By address: by port. */
export type Connections = ReadonlyMap<string, ReadonlyMap<number, ConnectionTally>>

/**
 * Counts every connection of a sweep. An address that answers one target, or one attempt, and not another is no address
 * whose packets are dropped: each view alone cannot know. Not counted is what says nothing of the address:
 * connections that the probe broke off or could not begin, and silence while a fresh instance had no path yet.
 */
export function connectionFacts(views: readonly BareView[]): Connections {
  const passed = passedNames(views)
  const all = views.flatMap((view) => connectionsOf(view, passed))
  const byAddress = Map.groupBy(all, ({ address }) => address)
  return new Map(
    [...byAddress].map(([address, ofAddress]) => {
      const byPort = Map.groupBy(ofAddress, ({ port }) => port)
      return [address, new Map([...byPort].map(([port, of]) => [port, tally(of)]))]
    }),
  )
}

/** The tally of one address and port. */
export function tallyOf(connections: Connections, address: string, port: number): ConnectionTally {
  return connections.get(address)?.get(port) ?? { of: 0, lost: [], opened: [] }
}

/** Other ports of an address that accepted a connection of the sweep, in ascending order. */
export function otherOpenPorts(
  connections: Connections,
  address: string,
  port: number,
): readonly number[] {
  const ports = [...(connections.get(address) ?? [])]
  const open = ports.filter(([other, { opened }]) => other !== port && opened.length > 0)
  return open.map(([other]) => other).toSorted((a, b) => a - b)
}

function tally(of: readonly Connection[]): ConnectionTally {
  return {
    of: of.length,
    lost: of.filter(({ lost }) => lost),
    opened: of.filter(({ lost }) => !lost),
  }
}

type Handshake = Seen & { step: 'handshake' }

function handshakes(view: BareView): readonly { host: string; o: Handshake }[] {
  const { host } = view.target
  return view.seen
    .filter((o): o is Handshake => o.step === 'handshake' && o.peer === 'target' && isOfTheCheck(o))
    .map((o) => ({ host, o }))
}

function nameAt(host: string, { serverName, address, port }: Handshake): string {
  return `${serverName ?? host} ${address} ${port}`
}

/** The names whose handshake was completed, with where; asked for only where a hello was cut. */
function passedNames(views: readonly BareView[]): ReadonlySet<string> {
  if (!views.some(({ seen }) => seen.some((o) => o.step === 'handshake' && isCutAfterHello(o))))
    return new Set()
  const passed = views.flatMap((view) => handshakes(view).filter(({ o }) => o.phase === 'done'))
  return new Set(passed.map(({ host, o }) => nameAt(host, o)))
}

type Opening = Seen & { step: 'connect' | 'handshake' }

/** A tunnel through a proxy has no connection of ours: there the handshake stands for it. */
function connectionsOf(view: BareView, passed: ReadonlySet<string>): readonly Connection[] {
  const { id, host } = view.target
  const hellos = handshakes(view)
  const isOf = (a: Opening, b: Opening) =>
    a.address === b.address && a.port === b.port && a.attempt === b.attempt
  const connects = view.seen.filter((o): o is Seen & { step: 'connect' } => o.step === 'connect')
  const direct = connects.filter(({ peer }) => peer === 'target')
  const tunnelled = hellos.map(({ o }) => o).filter((o) => !direct.some((c) => isOf(c, o)))
  const cut = hellos.filter(({ o }) => isCutAfterHello(o) && passed.has(nameAt(host, o)))
  return [...connects, ...tunnelled].flatMap((opening) => {
    if (saysNothing(opening, view.warmUp)) return []
    const { address, port, peer, failure, step } = opening
    const isCut = peer === 'target' && cut.some(({ o }) => isOf(opening, o))
    // A handshake that fails in another way than by a cut was answered.
    const lost = isCut || (step === 'connect' && failure !== null)
    return [{ target: id, host, address, port, lost, opening }]
  })
}

function saysNothing(opening: Opening, warmUp: number): boolean {
  const { failure } = opening
  if (failure === null || (opening.step === 'handshake' && opening.phase === 'done')) return false
  return FAILURES[failure.code].fault === 'probe' || isSilentInWarmUp(opening, warmUp)
}

/** Silence that ended while a fresh instance had no path yet: it says nothing of the address. */
export function isSilentInWarmUp(o: Seen, warmUp: number): boolean {
  return hasFailed(o, SILENT) && o.t < warmUp
}
