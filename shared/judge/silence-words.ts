import { MAIL_PORT } from '../cloud-network/mail.ts'
import type { Cloud } from '../model/cloud.ts'
import { takes } from '../model/scheme.ts'
import { silentInGoogle } from './google/silence.ts'
import { isVipClass, silentVip } from './google/vip-words.ts'
import { ledInside } from './led-inside.ts'
import type { Leg } from './legs.ts'
import { nat64Words } from './nat64-words.ts'
import { pastTheProxy } from './past-the-proxy.ts'
import { type RouteClass, routeClass } from './route-class.ts'
import type { TargetView } from './target-view.ts'
import { SILENT_PRIVATE, SILENT_PUBLIC, wayToldAsOf } from './unknown-place.ts'
import type { Words } from './words.ts'

const NSG = 'https://learn.microsoft.com/azure/network-watcher/connection-troubleshoot-overview'
const WIRE_SERVER =
  'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16'

/**
 * What drops packets to an address, by the class of the address and in the words of the cloud that leads to it. Empty
 * where neither is known: then the table of findings names what there is in general. Sources: the pages above. `narrowed`
 * is what the sweep left of it; who drops mail by himself does so whatever else is open.
 */
export function silenceWords(view: TargetView, [first]: readonly Leg[], narrowed?: Words): Words {
  if (first === undefined) return {}
  const kind = routeClass(view, view.target.host, first)
  const words =
    narrowed ??
    (kind === 'public'
      ? pastTheProxy(view, wordsByClass(view, first, kind))
      : wordsByClass(view, first, kind))
  if (kind !== 'public' || !isMail(view)) return words
  return mailWords(words, MAIL[wayToldAsOf(view)])
}

function wordsByClass(view: TargetView, first: Leg, kind: RouteClass): Words {
  if (isVipClass(kind)) return silentVip(view, kind, first)
  if (kind === 'azure-platform') return PLATFORM
  if (kind === 'loopback') return OWN_MACHINE
  return nat64Words(view, first, ledInside(view, BY_CLOUD[wayToldAsOf(view)](view, first, kind)))
}

function isMail({ target: { port, scheme } }: TargetView): boolean {
  return port === MAIL_PORT && !takes(scheme, 'exchange')
}

/** Who drops mail between servers by himself; where he made an exemption, it is the rest. */
function mailWords(words: Words, mail: Words | undefined): Words {
  if (mail === undefined) return words
  const { cause = '', fix = '' } = words
  return {
    cause: `${mail.cause}. With an exemption: ${cause}`,
    fix: `Send by port 587 or 465 to a relay that asks for a password, or by a relay inside the network. With an exemption: ${fix}`,
    ...(mail.docs !== undefined && { docs: mail.docs }),
  }
}

/** Sources: the pages that they name. */
const MAIL: Partial<Record<Cloud, Words>> = {
  gcp: {
    cause: 'Google Cloud drops TCP 25 to external addresses unless it exempted the project',
    docs: 'https://docs.cloud.google.com/compute/docs/tutorials/sending-mail',
  },
  azure: {
    cause:
      'Azure drops TCP 25 to the internet unless the subscription is one that it exempts, such as of an Enterprise Agreement',
    docs: 'https://learn.microsoft.com/azure/virtual-network/troubleshoot-outbound-smtp-connectivity',
  },
}

const PLATFORM: Words = {
  cause:
    'A security rule on the service tag AzurePlatformDNS or AzurePlatformIMDS denies it; or a firewall of the host does; or the host is not in Azure. Routes do not affect this address',
  fix: 'Look for deny rules on the AzurePlatform service tags in the security group of the subnet, then at the firewall of the host',
  docs: WIRE_SERVER,
}

/** Packets to a loopback address leave no machine (RFC 1122, 3.2.1.3). */
const OWN_MACHINE: Words = {
  cause:
    'A rule of the machine’s own packet filter drops it, or the program that listens there takes no new connections',
  fix: 'Look at the packet filter of this machine or container, then at the program that listens on this port',
  docs: 'https://www.rfc-editor.org/rfc/rfc1122#section-3.2.1.3',
}

const PRIVATE_AZURE: Words = {
  cause:
    'A network security group of this subnet or of the destination’s denies the port; or the networks are not peered, or a route leads to an appliance that drops it; or no host has the address',
  fix: 'Check in this order: effective security rules of both subnets, effective routes to this address and the peering, the log of the appliance, the host itself',
  docs: NSG,
}

const PUBLIC_AZURE: Words = {
  cause:
    'A network security group denies the address or port; or no rule of the firewall on the way allows it; or the route leads nowhere (no NAT gateway, next hop stopped); or the service is down',
  fix: 'From inside these look the same. Check in this order: effective security rules of the subnet, effective routes to this address, the firewall’s log for this source and port',
  docs: NSG,
}

type Telling = (view: TargetView, leg: Leg, kind: RouteClass) => Words

const BY_CLOUD: Readonly<Record<Cloud, Telling>> = {
  gcp: (view, leg) => silentInGoogle(view, leg),
  azure: (_, { about }, kind) =>
    about.isPrivate ? PRIVATE_AZURE : kind === 'public' ? PUBLIC_AZURE : {},
  other: (_, { about }, kind) =>
    about.isPrivate ? SILENT_PRIVATE : kind === 'public' ? SILENT_PUBLIC : {},
}
