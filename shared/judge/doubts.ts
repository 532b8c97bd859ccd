import { BEHIND_PROXY, type BlockState } from './blocked.ts'
import { proxyUrl } from './proxy/facts.ts'
import type { Claim } from './rule.ts'
import type { TargetView } from './target-view.ts'

type Why = Pick<Claim, 'cause' | 'fix'>

/** Why it is not proven that a target is blocked, and what would prove it. */
export function doubtOf({ target, legs, sweep }: TargetView, state: BlockState): Why {
  const { layer, lacksControl } = state
  if (lacksControl === true) return NO_CONTROL
  const served =
    target.proxy === null ? 0 : (sweep.proxies.get(proxyUrl(target.proxy))?.opened ?? 0)
  if (layer === BEHIND_PROXY && served > 0) return PROXY_SERVES_OTHERS
  const known = BY_LAYER[layer === BEHIND_PROXY ? 'proxy' : layer]
  if (known !== undefined) return known
  if (legs.some(({ exchange }) => exchange !== null)) return SILENT_DATAGRAM
  if (legs.some(({ connect }) => connect !== null && connect.failure !== null)) return AT_TIMES
  return target.scheme === 'tcp' ? TCP_ALONE : NO_ANSWER
}

const NO_CONTROL: Why = {
  cause:
    'Nothing that must be reachable was reached the same way in this sweep: then the network as a whole may be down, or the configuration has no such target',
  fix: 'Keep a target on the same path in the configuration that is surely reachable; while it is not reached, fix that first',
}

const SILENT_DATAGRAM: Why = {
  cause:
    'UDP that is dropped and a service that does not reply to what it was sent look the same: silence',
  fix: 'Send what the service surely replies to, or check the same rule by a protocol that must answer: ntp://, dns://server/name, or tcp:// where the rule holds for both',
}

const AT_TIMES: Why = {
  cause:
    'Connections to this address are accepted at times: the path loses packets, or one of several ways is open',
  fix: 'Look at the log of the firewall for this address and port: it shows whether it lets some of the connections through',
}

const TCP_ALONE: Why = {
  cause:
    'A firewall that decides by name accepts TCP for every server, and cuts only when the name comes',
  fix: 'Use https:// or http:// in the place of tcp://: then the name is sent, and the block shows',
}

const NO_ANSWER: Why = {
  cause:
    'What answers, or ends the connection, may be the service as well as a device in its place: it shows neither a block nor the service',
  fix: 'Compare with the answer to a client that may reach it; where a device answers here, look up its rule in its log',
}

const PROXY_SERVES_OTHERS: Why = {
  cause:
    'The proxy serves other targets and did not reach this one: a block behind it, a name that its DNS does not know and a service that is down look the same from here',
  fix: 'Look at the log of the proxy, and of the firewall behind it, for this host; or have the proxy itself refuse it, which proves the block',
}

/** By the layer at which it is open. */
const BY_LAYER: Readonly<Record<string, Why>> = {
  proxy: {
    cause:
      'The way to the target is the proxy, which did not connect to it: nothing is known of what lies behind',
    fix: 'Fix the way through the proxy first, as the summary says: address, credentials, its own way out',
  },
  name: {
    cause:
      'The name of the target is misspelt or gone; or the resolver is dead, or lacks the name by mistake',
    fix: 'Use a name that surely exists; a second server under `resolvers` that knows it proves the block in DNS',
  },
  probe: {
    cause: 'The probe could not try it to the end: a limit or a fault of its own, or of its host',
    fix: 'Remove what the summary says keeps the probe from trying, and sweep again',
  },
}
