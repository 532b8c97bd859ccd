import { once } from '../../../address/remembered.ts'
import type { HandshakeObservation } from '../../../model/observation.ts'
import {
  evenShortAnswersLack,
  largeHelloFails,
  onlyShortAnswers,
  smallFails,
} from '../../hellos.ts'
import { lostInPart } from '../../intermittent.ts'
import type { Leg } from '../../legs.ts'
import { proxyUrl } from '../../proxy/facts.ts'
import { proxyState } from '../../proxy/state.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite, hasFailed, isCutAfterHello, SILENT } from '../../seen.ts'
import { countedLegs, type TargetView } from '../../target-view.ts'
import { duration, list, seconds, words } from '../../text.ts'
import { othersPass } from './path-mtu-black-hole.ts'

/**
 * TCP opens, the ClientHello goes out, and then the connection is cut or silent: the mark of a firewall that
 * accepts for every server and decides by the server name. Silence is less certain: a black hole for large
 * packets (path MTU) and a mute server look alike. Other names on the same address tell more. Source:
 * https://learn.microsoft.com/azure/firewall/rule-processing.
 */
export const tlsBlockedByName: Rule = {
  code: 'tls-blocked-by-name',
  ofFailures: true,
  judge(view) {
    const legs = countedLegs(view).filter((leg) => isCutByName(view, leg))
    const [first] = legs
    if (first === undefined || first.handshake === null || proxyState(view) !== null) return null
    const { handshake } = first
    const name = handshake.serverName
    const asked =
      name === null
        ? 'a ClientHello without a name (the target is an address)'
        : `the ClientHello for ${name}`
    const silent = hasFailed(handshake, SILENT)
    const how = silent
      ? `no byte came back within ${seconds(duration(handshake))}`
      : words(handshake.failure)
    return {
      subject: view.target.host,
      summary: `${opened(view, legs)}, and after ${asked}: ${how}${small(first)}${compared(view, first)}`,
      ...(view.target.proxy === null ? {} : IN_TUNNEL),
      ...(silent ? { cause: silence(view, first) } : {}),
      ...byPort(view, handshake),
      ...(name === null ? byAddress(silent) : {}),
      evidence: cite(...legs.flatMap((leg) => [leg.connect, leg.handshake, ...leg.hellos])),
    }
  },
}

/** The proxy is a filter by itself, and what lies behind it is not seen from here. */
const IN_TUNNEL = {
  cause:
    'The proxy opens the tunnel, and its policy or inspection, or a firewall behind it, ends the connection by the server name; or the server itself closes on this name',
  fix: 'Look for this name in the log of the proxy, then in that of the firewall behind it, and allow it there',
} as const

/** Cut or silent, and the size of the hello or of the answer does not explain it. */
function isCutByName(view: TargetView, leg: Leg): boolean {
  if (leg.handshake === null || !isCutAfterHello(leg.handshake)) return false
  const bySize = onlyShortAnswers(leg) !== null && !othersPass(view, leg)
  // A name that passes at the same address at other times is not what the cut goes by.
  return largeHelloFails(leg) === null && !bySize && !lostInPart(view, leg)
}

/** What silence may come from. Short packets that stay without an answer as well leave their size out of it. */
function silence(view: TargetView, leg: Leg): string {
  const filter =
    view.target.proxy === null
      ? 'A firewall on the path lets TCP through and swallows the connection by its server name'
      : 'The proxy opens the tunnel, and it or a firewall behind it swallows the connection by its server name'
  return evenShortAnswersLack(leg) || othersPass(view, leg)
    ? `${filter}; or the server itself is mute: the two look alike from here`
    : `${filter}; or large packets are lost on the path (MTU); or the server itself is mute: the three look alike from here`
}

/** Without a name in the ClientHello there is none to allow: only a rule that goes by addresses can let it through. */
function byAddress(silent: boolean): Pick<Claim, 'cause' | 'fix'> {
  const unnamed =
    'a filter on the path that decides by the server name finds none in this ClientHello, so no rule of names lets it through'
  return {
    ...(silent ? {} : { cause: `${unnamed}; or the server itself closes without a name` }),
    fix: 'Check the target by the name that its clients use; if they do connect by address, allow the address and port in a rule that does not decide by names',
  }
}

/** The same name passes on another port: a rule knows the name, so it is this port. */
function byPort(view: TargetView, { port }: HandshakeObservation): Pick<Claim, 'cause' | 'fix'> {
  const through = portsThrough(view.sweep.hellos).get(view.target.host) ?? []
  const ports = [...through].filter((other) => other !== `${port}`)
  if (ports.length === 0) return {}
  const open = list(ports)
  return {
    cause: `The name itself passes on port ${open}, so it is this port: the rule that lets the name through does not hold port ${port}; or the server closes on it, or is mute there`,
    fix: `Add port ${port} to the rule that lets the name through on port ${open}, or allow the port in a rule that does not decide by names; the firewall’s log says what denied it`,
  }
}

/** By server name, the ports at which it passes: found out once for a sweep, in which thousands may be cut. */
const portsThrough = once((hellos: TargetView['sweep']['hellos']) => {
  const ports = new Map<string, Set<string>>()
  for (const [at, { through }] of hellos) {
    const port = at.slice(at.lastIndexOf(':') + 1)
    for (const name of through) ports.set(name, (ports.get(name) ?? new Set()).add(port))
  }
  return ports
})

function small(leg: Leg): string {
  const tried = smallFails(leg)
  return tried === null ? '' : `; a small ClientHello (${tried.helloBytes} bytes) fares no better`
}

/** Through a proxy nothing was dialled but the proxy itself. */
function opened({ target: { proxy, port } }: TargetView, legs: readonly Leg[]): string {
  const addresses = list(legs.map((leg) => leg.address))
  const at = port === 443 ? '' : ` on port ${port}`
  return proxy === null
    ? `${addresses} ${new Set(legs.map(({ address }) => address)).size === 1 ? 'accepts' : 'accept'} TCP${at}`
    : `The proxy ${proxyUrl(proxy)} opens a tunnel to ${addresses}`
}

/** What other names on the same address came to. */
function compared(view: TargetView, leg: Leg): string {
  const others = view.sweep.hellos.get(`${leg.address}:${leg.handshake?.port}`)
  const { host } = view.target
  const through = [...(others?.through ?? [])].filter((name) => name !== host)
  if (through.length > 0) {
    const pass = through.length === 1 ? 'passes' : 'pass'
    return `; ${list(through)} ${pass} on the same address, so the name decides`
  }
  const cut = [...(others?.cut ?? [])].filter((name) => name !== host)
  return cut.length > 0
    ? `; so is every other name on this address (${list(cut)}), so it may be the server`
    : ''
}
