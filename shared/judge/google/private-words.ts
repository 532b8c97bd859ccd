import { reachedIn } from '../contrast.ts'
import { isIpv6, type Leg } from '../legs.ts'
import { routeClass } from '../route-class.ts'
import type { TargetView } from '../target-view.ts'
import { capital } from '../text.ts'
import { inOrder, type Words } from '../words.ts'
import {
  allowEgress,
  EXPORT_CUSTOM_ROUTES,
  forwardingRule,
  LEARNED_ROUTES,
  SERVICES_PEERING,
} from './commands.ts'
import { deniedByRule, FIND_DENYING_RULE, VPC_RULES } from './egress-rules.ts'
import { isPublishedService } from './facts.ts'

const APIS = 'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis'
const PUBLISHED =
  'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-services'
const CONTROL_PLANE =
  'https://docs.cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks'
const SERVICES = 'https://docs.cloud.google.com/vpc/docs/private-services-access'

/** Ports of the managed services that private services access leads to, with what listens there. */
const MANAGED: Readonly<Record<number, string>> = {
  3306: 'Cloud SQL',
  5432: 'Cloud SQL or AlloyDB',
  1433: 'Cloud SQL',
  3307: 'Cloud SQL',
  5433: 'AlloyDB',
  6378: 'Memorystore',
  6379: 'Memorystore',
  11211: 'Memorystore',
  2049: 'Filestore',
  111: 'Filestore',
}

/**
 * Why a private address of a network of Google Cloud is silent: by what leads to it. Sources: the three pages above; an
 * endpoint needs neither Cloud NAT nor Private Google Access, private services access is a peering and not transitive.
 */
export function silentPrivate(view: TargetView, leg: Leg): Words {
  const port = leg.connect?.port ?? view.target.port
  if (view.sweep.google.endpoints.has(leg.address)) return endpointOfApis(leg.address)
  if (isPublishedService(view.target)) return endpointOfService(leg.address, port)
  if (isControlPlane(view)) return controlPlane(port)
  const known = routeClass(view, view.target.host, leg) === 'services'
  const service = MANAGED[port] ?? (known ? 'the instance' : undefined)
  if (service === undefined) return inVpc(port)
  if (reachedIn(view, 'services').length === 0) return managedService(service, port, known)
  return known ? oneInstance(service, port) : instanceOrHost(service, port)
}

/** HTTPS for the APIs, HTTP for the health check of the endpoint. */
const API_PORTS = [443, 80]

function endpointOfApis(address: string): Words {
  return {
    cause: `No Private Service Connect endpoint for Google APIs (a global forwarding rule to all-apis or vpc-sc) has this address any more; or ${deniedByRule('TCP to it')}; or the endpoint is in another network than this one. Neither Cloud NAT nor Private Google Access has a part in it`,
    fix: inOrder([
      `The endpoint: ${forwardingRule(address, '--global')}; none there, and it must be made again or the records be changed`,
      `${FIND_DENYING_RULE}; ${allowOne(address, ...API_PORTS)} where the VPC’s own rules deny`,
    ]),
    docs: APIS,
  }
}

function endpointOfService(address: string, port: number): Words {
  return {
    cause: `The Private Service Connect endpoint at this address is gone, or the producer has not accepted it (pscConnectionStatus is PENDING, REJECTED or CLOSED); or it is in a peered network, from which it cannot be used; or ${deniedByRule(`TCP ${port} to it`)}`,
    fix: inOrder([
      `The endpoint: ${forwardingRule(address, '')}, then \`gcloud compute forwarding-rules describe NAME --region=REGION --format="value(pscConnectionStatus)"\` must say ACCEPTED: add this project to the accepted ones at the producer`,
      'An endpoint in this network itself, where the one found is in another',
      `${FIND_DENYING_RULE}; ${allowOne(address, port)} where the VPC’s own rules deny`,
    ]),
    docs: PUBLISHED,
  }
}

/** The one private address of the catalog of GKE’s nodes. */
function isControlPlane({ target: { catalog, port } }: TargetView): boolean {
  return catalog === 'gke-nodes' && port === 443
}

function controlPlane(port: number): Words {
  return {
    cause: `The control plane drops what is not from its authorized networks (the subnet of its nodes is always let in); or this client is in another region, and global access of the private endpoint is off; or ${deniedByRule(`TCP ${port} to it`)}; or, where the control plane is reached over a peering, its route is not imported, or one of your own for the range hides it; or the cluster is gone`,
    fix: inOrder([
      'Authorized networks, global access and the private endpoint: `gcloud container clusters describe CLUSTER --location=LOCATION`',
      FIND_DENYING_RULE,
      'Routes to the address: `gcloud compute networks peerings list-routes PEERING --network=NETWORK --region=REGION --direction=INCOMING`',
    ]),
    docs: CONTROL_PLANE,
  }
}

/** `known`: a catalog or the configuration says that it is such an instance; else only its port speaks for it. */
function managedService(service: string, port: number, known: boolean): Words {
  const is = known
    ? 'Private services access does not lead there'
    : `If ${service} has the address by private services access, that does not lead there`
  return {
    cause: `${is}: the peering servicenetworking-googleapis-com belongs to another network (a peered network does not lead on to it: peerings are not transitive), its allocated range does not hold the address, or this client is behind a tunnel, an attachment or a route that is not exported to it; or ${deniedByRule(`TCP ${port} to it`)}; or the instance is stopped or gone${connectors(service, port)}${known ? '' : '; or, where a host of your own has it, the ingress rules of its network deny it'}`,
    fix: inOrder([
      `The peering: ${SERVICES_PEERING}`,
      `From on premises or another network of a hub: ${EXPORT_CUSTOM_ROUTES}; for a client in a peered network use Private Service Connect`,
      FIND_DENYING_RULE,
      known
        ? 'The state and the private address of the instance'
        : 'What has the address: the state of the instance, or the ingress rules of the host’s network for the range of this subnet',
    ]),
    docs: SERVICES,
  }
}

/** Where another instance answers, the peering and the routes work. */
function oneInstance(service: string, port: number): Words {
  return {
    cause: `Other managed services answer, so private services access works: ${service} is stopped or has another address by now; or ${deniedByRule(`TCP ${port} to it`)}; or its part of the allocated range is not among the routes that this client imports${connectors(service, port)}`,
    fix: inOrder([
      'The state and the private address of the instance',
      FIND_DENYING_RULE,
      `Ranges: ${SERVICES_PEERING}`,
    ]),
    docs: SERVICES,
  }
}

/** Only the port speaks for an instance, and others answer: the way to all of them is not at fault. */
function instanceOrHost(service: string, port: number): Words {
  return {
    cause: `${capital(deniedByRule(`TCP ${port} to it`))}; or, where ${service} has the address, it is stopped or gone, or its part of the allocated range is not among the routes that this client imports (private services access itself works: other managed services answer)${connectors(service, port)}; or, where it is a host of another network, the two are not peered or nothing listens there any more`,
    fix: inOrder([
      FIND_DENYING_RULE,
      'What has the address: the state and the private address of the instance, or the host itself',
      `Ranges: ${SERVICES_PEERING}`,
    ]),
    docs: SERVICES,
  }
}

function connectors(service: string, port: number): string {
  const admits = service.startsWith('Cloud SQL') && port !== CONNECTOR_PORT
  return admits ? `; or it admits connectors only, which use port ${CONNECTOR_PORT}` : ''
}

const CONNECTOR_PORT = 3307

function inVpc(port: number): Words {
  return {
    cause: `${capital(deniedByRule(`TCP ${port} to it`))}, or the ingress at the destination is; or the networks are not peered, or no route to this range is imported from the peer (peerings are not transitive); or, where it is on premises, no Cloud Router learns its range over the tunnel or the attachment, nothing there leads back to this subnet, or a firewall there drops it; or nothing listens behind this address any more`,
    fix: inOrder([
      FIND_DENYING_RULE,
      'Ingress rules of the destination’s network for the range of this subnet (network tags of Cloud Run are not seen there)',
      `Routes to the address: \`gcloud compute networks peerings list-routes PEERING --network=NETWORK --region=REGION --direction=INCOMING\`; of what is on premises: ${LEARNED_ROUTES}`,
      'The host itself',
    ]),
    docs: VPC_RULES,
  }
}

function allowOne(address: string, ...ports: readonly number[]): string {
  return allowEgress('allow-endpoint', `${address}/${isIpv6(address) ? 128 : 32}`, ...ports)
}
