import { checkCommand, urlOfPort } from './check-command.ts'
import type { TextExplanation } from './explanation.ts'
import { isHealthy, isOfTls, MEANINGS, type MeaningName } from './meanings/table.ts'
import type { Peer } from './peer.ts'
import { isOfItself } from './possible.ts'
import { isAddress, type Reading, type Said } from './read.ts'

/** Answers that no rule of a network gives: what breaks for want of a path is not what they tell of. */
const PATH_WORKS: ReadonlySet<MeaningName> = new Set([
  'permission missing',
  'no such identity',
  'API not enabled',
  'status 401',
  'throttled',
  'service busy',
  'quota used up',
  'status unexpected',
  'idle connection ended',
])

/** Whether nothing went wrong, as far as a text tells. */
export function allIsWell(main: Said | undefined): boolean {
  return main !== undefined && isHealthy(main.shows)
}

/** Whether a text tells of an answer that only comes over a path that works. */
export function pathWorks(main: Said | undefined): boolean {
  return main !== undefined && PATH_WORKS.has(main.shows)
}

const OF_ITSELF =
  'what should listen there, or the setting that still names the machine itself: no network lies between'

const OF_TUNNEL =
  'datagrams to the port of the peer and back, in rules, security groups and NAT on the way (IKE: UDP 500 and 4500; OpenVPN: most often 1194; WireGuard: most often 51820). A connection by TCP proves nothing of it'

/** What to do after a text: the check that decides it, what to ask with a host of one's own, what to look for. Pure. */
export function nextStep(
  reading: Reading,
  main: Said | undefined,
  involved: readonly Peer[],
  whole: string | null,
): Pick<TextExplanation, 'ask' | 'lookFor' | 'check'> {
  const peers = [...involved, ...reading.peers]
  if (reading.isOfTunnel && !isOfConnection(main)) return ofTunnel(main)
  const clientPort = reading.systems.find(({ port }) => port !== null)?.port ?? null
  if (main === undefined) {
    const words = { addressPort: addressPort(peers), port: null, clientPort }
    const check = checkCommand(peers, { layer: null, spokeTls: false, ...words })
    return { ask: null, lookFor: lookFor(reading), check: check ?? whole }
  }
  // Nothing failed: there is nothing to decide.
  if (allIsWell(main)) return { ask: null, lookFor: [], check: null }
  if (isOfItself(main.peers)) return { ask: null, lookFor: [OF_ITSELF], check: null }
  const { layer } = MEANINGS[main.shows]
  const spokeTls = isOfTls(main.shows)
  const own = main.peers.length > 0 ? main.peers : peers
  return {
    ask: pathWorks(main) ? null : urlOfPort('HOST', main.port ?? clientPort ?? 443, spokeTls),
    lookFor: [],
    check:
      checkCommand(peers, {
        ...{ layer, spokeTls, addressPort: addressPort(own), port: main.port, clientPort },
      }) ?? whole,
  }
}

/** Whether a text tells of a step that a tunnel by datagrams does not have. */
function isOfConnection(main: Said | undefined): boolean {
  const layer = main === undefined ? null : MEANINGS[main.shows].layer
  return layer !== null && layer !== 'dns' && layer !== 'udp' && layer !== 'tls'
}

/** The name of the peer is asked for as any other; its datagrams are not. */
function ofTunnel(main: Said | undefined): Pick<TextExplanation, 'ask' | 'lookFor' | 'check'> {
  const isOfName = main !== undefined && MEANINGS[main.shows].layer === 'dns'
  const name = main?.peers.find((peer) => peer.role === 'target' && !isAddress(peer))
  if (!isOfName) return { ask: null, lookFor: [OF_TUNNEL], check: null }
  const check = name === undefined ? null : `perimeter check --url dns://${name.host}`
  return { ask: 'dns://HOST', lookFor: [], check }
}

/** An address with a port is that of the name beside it. */
export function addressPort(peers: readonly Peer[]): number | null {
  const address = peers.find((one) => one.role === 'target' && one.port !== null && isAddress(one))
  return address?.port ?? null
}

function lookFor(reading: Reading): readonly string[] {
  return [...new Set(reading.systems.flatMap((words) => words.lookFor ?? []))].slice(0, 2)
}
