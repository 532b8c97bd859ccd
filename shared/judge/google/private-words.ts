import { isIpv6, type Leg } from '../legs.ts'
import type { TargetView } from '../target-view.ts'
import { capital } from '../text.ts'
import { inOrder, type Words } from '../words.ts'
import { allowEgress, EXPORT_CUSTOM_ROUTES, forwardingRule, SERVICES_PEERING } from './commands.ts'
import { deniedByRule, FIND_DENYING_RULE, VPC_RULES } from './egress-rules.ts'

const APIS = 'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis'
const PUBLISHED =
  'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-services'
const SERVICES = 'https://docs.cloud.google.com/vpc/docs/private-services-access'

/** Names that Cloud SQL and AlloyDB give to instances behind an endpoint in the client’s own network. */
const PUBLISHED_NAME = /\.(sql|alloydb-psc)\.goog$/

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
  if (PUBLISHED_NAME.test(view.target.host)) return endpointOfService(leg.address, port)
  const service = MANAGED[port]
  return service === undefined ? inVpc(port) : managedService(service, port)
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

function managedService(service: string, port: number): Words {
  return {
    cause: `If ${service} has the address by private services access: the peering servicenetworking-googleapis-com belongs to another network (a peered network does not lead on to it: peerings are not transitive), its allocated range does not hold the address, or this client is behind a tunnel, an attachment or a route that is not exported to it; or ${deniedByRule(`TCP ${port} to it`)}; or the instance is stopped or gone${port === 3307 ? '' : (CONNECTORS[service] ?? '')}`,
    fix: inOrder([
      `The peering: ${SERVICES_PEERING}`,
      `From on premises or another network of a hub: ${EXPORT_CUSTOM_ROUTES}; for a client in a peered network use Private Service Connect`,
      FIND_DENYING_RULE,
      'The state and the private address of the instance',
    ]),
    docs: SERVICES,
  }
}

const CONNECTORS: Readonly<Record<string, string>> = {
  'Cloud SQL': '; or it admits connectors only, which use port 3307',
}

function inVpc(port: number): Words {
  return {
    cause: `${capital(deniedByRule(`TCP ${port} to it`))}, or the ingress at the destination is; or the networks are not peered, or no route to this range is imported from the peer (peerings are not transitive); or nothing listens behind this address any more`,
    fix: inOrder([
      FIND_DENYING_RULE,
      'Ingress rules of the destination’s network for the range of this subnet (network tags of Cloud Run are not seen there)',
      'Routes to the address: `gcloud compute networks peerings list-routes PEERING --network=NETWORK --region=REGION --direction=INCOMING`',
      'The host itself',
    ]),
    docs: VPC_RULES,
  }
}

function allowOne(address: string, ...ports: readonly number[]): string {
  return allowEgress('allow-endpoint', `${address}/${isIpv6(address) ? 128 : 32}`, ...ports)
}
