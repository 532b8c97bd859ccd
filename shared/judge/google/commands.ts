/**
 * Commands of the Google Cloud CLI for a fix, to paste; what is in capitals is the reader’s. Flags as in the reference,
 * https://docs.cloud.google.com/sdk/gcloud/reference/compute and /dns.
 */

/** A route for a range that default routes to an appliance or on premises do not take. */
export function routeToInternetGateway(name: string, range: string): string {
  return `\`gcloud compute routes create ${name} --network=NETWORK --destination-range=${range} --next-hop-gateway=default-internet-gateway\``
}

/** An egress rule for some ports, above what denies. */
export function allowEgress(name: string, range: string, ...ports: readonly number[]): string {
  const rules = ports.map((port) => `tcp:${port}`).join(',')
  return `\`gcloud compute firewall-rules create ${name} --network=NETWORK --direction=EGRESS --action=ALLOW --rules=${rules} --destination-ranges=${range} --priority=900\``
}

export const PRIVATE_GOOGLE_ACCESS =
  '`gcloud compute networks subnets describe SUBNET --region=REGION --format="value(privateIpGoogleAccess)"` must say True; else `gcloud compute networks subnets update SUBNET --region=REGION --enable-private-ip-google-access`'

/** Rules of the VPC and policies of organisation, folder and network, in the order in which they are evaluated. */
export const EFFECTIVE_FIREWALLS =
  '`gcloud compute networks get-effective-firewalls NETWORK` lists what applies'

export const DEFAULT_ROUTES =
  '`gcloud compute routes list --filter="network:NETWORK AND destRange=0.0.0.0/0"`'

export const ALL_ROUTES = '`gcloud compute routes list --filter="network:NETWORK"`'

/** Routes of Cloud VPN and Cloud Interconnect, which no list of routes has. */
export const LEARNED_ROUTES =
  '`gcloud compute routers get-status ROUTER --region=REGION` has what is learned (bestRoutes) and whether this subnet is announced (advertisedRoutes)'

export const NATS = '`gcloud compute routers nats list --router=ROUTER --region=REGION`'

/** The forwarding rule that has an address: an endpoint of Private Service Connect, or none any more. */
export function forwardingRule(address: string, scope: '--global' | ''): string {
  return `\`gcloud compute forwarding-rules list${scope === '' ? '' : ` ${scope}`} --filter="IPAddress=${address}"\``
}

/** The peering that private services access is made of. */
export const SERVICES_PEERING =
  '`gcloud services vpc-peerings list --network=NETWORK` must list servicenetworking.googleapis.com with the allocated range that holds the address'

export const EXPORT_CUSTOM_ROUTES =
  '`gcloud compute networks peerings update servicenetworking-googleapis-com --network=NETWORK --export-custom-routes`'
