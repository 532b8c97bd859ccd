import type { Claim } from './rule.ts'
import type { TargetView } from './target-view.ts'

/** Hosts of Google's APIs, which a Private Service Connect endpoint serves. */
export const GOOGLE_HOSTS =
  /(^|\.)(googleapis\.com|gcr\.io|pkg\.dev|run\.app|gstatic\.com|googleusercontent\.com|goog)$/

/**
 * What keeps a private endpoint from answering, where it is one of Google's (Private Service Connect): approval,
 * peering and security groups are of another cloud. Empty for all others. Source:
 * https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis
 */
export function endpointWords(view: TargetView): Pick<Claim, 'cause' | 'fix' | 'docs'> {
  const { host, port } = view.target
  if (!GOOGLE_HOSTS.test(host)) return {}
  return {
    cause: `An egress rule or firewall policy denies TCP ${port} to the endpoint; or no Private Service Connect endpoint (forwarding rule to all-apis or vpc-sc) has this address any more; or it is in a network that this one does not reach`,
    fix: `Look for the forwarding rule with this address (gcloud compute forwarding-rules list --global), then allow egress TCP ${port} to it`,
    docs: 'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis',
  }
}
