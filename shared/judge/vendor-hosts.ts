import { once } from '../address/remembered.ts'
import { CATALOGS } from '../catalog/builtin.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { sitesOf } from '../catalog/sites.ts'
import { isBelow, siteOf } from '../zone/site.ts'

/**
 * Sites of public vendors that no catalog has, and that systems download from or call: registries, forges, package
 * sources, identity and telemetry.
 */
const OTHERS = [
  'amazonaws.com amazontrust.com anthropic.com apache.org apple.com auth0.com atlassian.com bitbucket.org',
  'canonical.com cloudflare.com r-project.org crates.io datadoghq.com debian.org digicert.com docker.io',
  'elastic.co fastly.net gitlab.com githubusercontent.com ghcr.io golang.org go.dev gradle.org grafana.net',
  'hashicorp.com huggingface.co jsdelivr.net launchpad.net letsencrypt.org live.com maven.org mozilla.org',
  'mysql.com nodejs.org npmjs.com okta.com office.com office365.com openai.com oracle.com packagist.org',
  'pagerduty.com postgresql.org python.org quay.io redhat.com rubygems.org run.app rust-lang.org',
  'salesforce.com sendgrid.net sentry.io slack.com sonarcloud.io stripe.com terraform.io unpkg.com',
  'vscode-cdn.net wikipedia.org windowsupdate.com yarnpkg.com',
].flatMap((line) => line.split(' '))

/**
 * Sites of public vendors: authorities of the public sign for what is below them, and never a private one. Those of
 * the catalogs come from their rows.
 */
const sites = once(
  (catalogs: readonly Catalog[]) => new Set([...OTHERS, ...catalogs.flatMap(sitesOf)]),
)

/**
 * Names below these sites that a customer’s own server answers for, with whatever certificate it has: virtual machines,
 * load balancers, the API servers of clusters, databases of a private authority. Sources:
 * https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses (DNS name label),
 * https://learn.microsoft.com/azure/aks/certificate-rotation, https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
 */
const CUSTOMERS = [
  'cloudapp.azure.com cloudapp.net cloudapp.usgovcloudapi.net cloudapp.azure.us cloudapp.chinacloudapi.cn',
  'azmk8s.io aks.containerservice.azure.us azk8s.cn bc.googleusercontent.com compute.amazonaws.com',
  'compute-1.amazonaws.com elb.amazonaws.com eks.amazonaws.com rds.amazonaws.com docdb.amazonaws.com',
].flatMap((line) => line.split(' '))

/** Whether a host belongs to a public vendor, so that a private authority has no business with it. */
export function isVendorHost(host: string): boolean {
  return sites(CATALOGS).has(siteOf(host)) && !isBelow(host.toLowerCase(), CUSTOMERS)
}
