import { covers } from '../../address/cidr.ts'
import { type Ip, parseIp } from '../../address/ip.ts'
import { type Decision, decided, type Flow, type Hop } from '../decision.ts'
import { mailHops } from '../mail.ts'
import { inRange, type Match, when } from '../match.ts'
import { ingressHop } from './ingress.ts'
import type { GoogleNetwork } from './model.ts'
import { objectOf } from './objects.ts'
import type { GooglePlace } from './place.ts'
import { routeTo } from './route.ts'
import { egressHop } from './rules.ts'

/** The VIPs of Google’s APIs. Source: https://docs.cloud.google.com/vpc/docs/configure-private-google-access */
const VIPS = [
  '199.36.153.8/30',
  '199.36.153.4/30',
  '2600:2d00:2:1000::/56',
  '2600:2d00:2:2000::/56',
]

/** The metadata server, which is the resolver of what runs in a network. */
const METADATA = '169.254.169.254'

/**
 * Would this flow pass? The endpoint of Private Service Connect that has the address, the firewalls for what leaves, the
 * route, for what leaves the network Private Google Access or Cloud NAT, and the firewalls where it arrives.
 */
export function googleFlow(place: GooglePlace, flow: Flow): Decision {
  const { address } = flow
  const ip = parseIp(address)
  if (ip === null) return decided([])
  if (address === METADATA) return decided([metadataHop(place)])
  const rules = egressHop(place, ip, flow)
  const endpoint = place.google.endpoints.find(
    (one) => one.address === address && (one.network === null || one.network === place.network.id),
  )
  if (endpoint !== undefined) return decided([rules, endpointHop(place, endpoint)])
  const { hop, nextHop, subnet } = routeTo(place, ip)
  const out = nextHop === 'internet' ? [outHop(place, ip), ...mailHops('Google Cloud', flow)] : []
  const into = subnet === null ? null : ingressHop(place, subnet, ip, flow)
  return decided([rules, hop, ...out, ...(into === null ? [] : [into]), ...beyond(nextHop)])
}

/** No rule and no route hold for it: https://docs.cloud.google.com/firewall/docs/firewalls (always allowed traffic). */
function metadataHop({ network }: GooglePlace): Hop {
  const object = objectOf('vpc-network', network, { line: 'always allowed: the metadata server' })
  const says = `traffic to the metadata server is always allowed in ${network.name}`
  return { layer: 'rules', outcome: 'pass', object, says }
}

function beyond(nextHop: ReturnType<typeof routeTo>['nextHop']): readonly Hop[] {
  if (nextHop === null || ['internet', 'network', 'peering'].includes(nextHop)) return []
  const says = `what is behind the next hop (${nextHop}) is not in the configuration`
  return [{ layer: 'firewall', outcome: 'unreadable', object: null, says }]
}

/** Source: https://docs.cloud.google.com/vpc/docs/about-accessing-vpc-hosted-services-endpoints (statuses, global access) */
function endpointHop(
  { subnet: { region } }: GooglePlace,
  endpoint: GoogleNetwork['endpoints'][number],
): Hop {
  const { onlyFrom, name } = endpoint
  if (onlyFrom !== null && onlyFrom !== region) {
    return {
      layer: 'endpoint',
      outcome: 'blocked',
      object: objectOf('forwarding-rule', endpoint, { line: 'global access off' }),
      says: `endpoint ${name} is in ${onlyFrom} without global access, and the probe in ${region}`,
    }
  }
  const object = objectOf('forwarding-rule', endpoint, {
    line: `${endpoint.target}: ${endpoint.state}`,
  })
  const accepted = endpoint.state === 'ACCEPTED'
  const says = `the connection of endpoint ${endpoint.name} is ${endpoint.state}`
  return { layer: 'endpoint', outcome: accepted ? 'pass' : 'blocked', object, says }
}

/** An interface without an external address leaves by Private Google Access to Google, and by Cloud NAT elsewhere. */
function outHop(place: GooglePlace, ip: Ip): Hop {
  if (place.hasExternalAddress === true) {
    return {
      layer: 'nat',
      outcome: 'pass',
      object: null,
      says: 'the probe has an external address',
    }
  }
  const nat = natHop(place)
  if (VIPS.some((prefix) => inRange(prefix, ip) === true)) return accessHop(place, nat)
  if (ip.family === 6) {
    return unread(
      `Cloud NAT serves IPv6 by NAT64 alone; whether it does, or the probe has an external IPv6 address, is not in the configuration`,
    )
  }
  if (nat.outcome === 'pass') return nat
  const google = isGoogle(place, ip)
  if (google === 'yes') return accessHop(place, nat)
  if (google === 'unknown' && place.subnet.privateGoogleAccess) {
    return unread(
      `whether Private Google Access leads there is not known: name Google’s ranges in ipRanges`,
    )
  }
  return place.hasExternalAddress === null && nat.outcome === 'blocked'
    ? unread(`${nat.says}, and whether the probe has an external address is not known`)
    : nat
}

/** Addresses of Google’s own services: those of goog.json that are not in cloud.json. */
function isGoogle({ owners }: GooglePlace, ip: Ip): Match {
  const own = owners.get('google')
  if (own === undefined) return 'unknown'
  const ofCustomers = [...owners].some(
    ([owner, prefixes]) => owner.startsWith('google cloud') && prefixes.some((p) => covers(p, ip)),
  )
  return when(own.some((prefix) => covers(prefix, ip)) && !ofCustomers)
}

function unread(says: string): Hop {
  return { layer: 'nat', outcome: 'unreadable', object: null, says }
}

/**
 * Cloud NAT turns Private Google Access on where it serves, whatever the subnet says. Source:
 * https://docs.cloud.google.com/nat/docs/nat-product-interactions
 */
function accessHop({ subnet }: GooglePlace, nat: Hop): Hop {
  const on = subnet.privateGoogleAccess
  if (!on && nat.outcome !== 'blocked') {
    return unread(
      `Private Google Access of subnet ${subnet.name} is off, and whether Cloud NAT turns it on is not in the configuration`,
    )
  }
  const object = objectOf('vpc-subnet', subnet, {
    line: `Private Google Access ${on ? 'on' : 'off'}`,
  })
  const says = `Private Google Access of subnet ${subnet.name} is ${on ? 'on' : 'off'}`
  return { layer: 'nat', outcome: on ? 'pass' : 'blocked', object, says }
}

/** Source: https://docs.cloud.google.com/nat/docs/overview */
function natHop({ google, subnet, network }: GooglePlace): Hop {
  if (!google.natsRead) {
    return unread('Cloud NAT is not in the configuration')
  }
  const nat = google.nats.find(
    ({ network: of, region, subnets }) =>
      of === network.id &&
      region === subnet.region &&
      (subnets === null || subnets.includes(subnet.id)),
  )
  if (nat !== undefined) {
    return {
      layer: 'nat',
      outcome: 'pass',
      object: objectOf('cloud-nat', nat),
      says: `Cloud NAT ${nat.name} serves ${subnet.name}`,
    }
  }
  const object = objectOf('vpc-subnet', subnet, { line: `no Cloud NAT in ${subnet.region}` })
  const says = `no Cloud NAT of ${network.name} in ${subnet.region} serves subnet ${subnet.name}`
  return { layer: 'nat', outcome: 'blocked', object, says }
}
