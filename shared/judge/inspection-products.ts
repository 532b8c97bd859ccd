import { once } from '../address/remembered.ts'
import type { Certificate } from '../model/facts.ts'

/** A product that inspects TLS, by the names of the authorities it comes with. */
interface Product {
  readonly name: string
  readonly issuer: RegExp
  /** Where the maker documents the inspection. */
  readonly source: string
}

/**
 * Inspecting products whose authorities bear their name as shipped. Those that sign with an authority which the customer
 * makes (Azure Firewall Premium, Google’s Secure Web Proxy, F5) cannot be told this way.
 */
export const PRODUCTS: readonly Product[] = [
  { name: 'Zscaler', issuer: /zscaler/i, source: 'https://help.zscaler.com/zia' },
  {
    name: 'Netskope',
    issuer: /netskope|goskope/i,
    source: 'https://docs.netskope.com',
  },
  {
    name: 'Palo Alto Networks',
    issuer: /palo alto networks|prisma access/i,
    source: 'https://docs.paloaltonetworks.com',
  },
  {
    name: 'FortiGate',
    issuer: /fortinet|fortigate/i,
    source: 'https://docs.fortinet.com/product/fortigate',
  },
  {
    name: 'Blue Coat (Symantec)',
    issuer: /blue ?coat|proxysg|symantec (web security|wss|cloud swg)/i,
    source: 'https://techdocs.broadcom.com',
  },
  {
    name: 'Cisco Umbrella',
    issuer: /cisco umbrella|opendns/i,
    source: 'https://docs.umbrella.com',
  },
  {
    name: 'Cisco Secure Web Appliance',
    issuer: /ironport|cisco (secure )?web (security )?appliance/i,
    source: 'https://www.cisco.com/c/en/us/support/security/web-security-appliance/series.html',
  },
  {
    name: 'Check Point',
    issuer: /\bcheck ?point\b/i,
    source: 'https://sc1.checkpoint.com/documents',
  },
  { name: 'Sophos', issuer: /sophos/i, source: 'https://docs.sophos.com' },
  { name: 'Forcepoint', issuer: /forcepoint|websense/i, source: 'https://help.forcepoint.com' },
  {
    name: 'Skyhigh (McAfee) Web Gateway',
    issuer: /mcafee web gateway|skyhigh/i,
    source: 'https://success.skyhighsecurity.com',
  },
  { name: 'iboss', issuer: /\biboss\b/i, source: 'https://www.iboss.com' },
  { name: 'Barracuda', issuer: /barracuda/i, source: 'https://campus.barracuda.com' },
  {
    name: 'WatchGuard',
    issuer: /watchguard|fireware https? proxy/i,
    source: 'https://www.watchguard.com/help/docs/help-center/en-US',
  },
  {
    name: 'SonicWall',
    issuer: /sonicwall|\bdpi-ssl\b/i,
    source: 'https://www.sonicwall.com/support',
  },
  { name: 'Cato Networks', issuer: /cato networks/i, source: 'https://support.catonetworks.com' },
  {
    name: 'Cloudflare Gateway',
    issuer: /gateway ca - cloudflare|cloudflare for teams/i,
    source: 'https://developers.cloudflare.com/cloudflare-one',
  },
  { name: 'Untangle', issuer: /untangle/i, source: 'https://wiki.edge.arista.com' },
  { name: 'Smoothwall', issuer: /smoothwall/i, source: 'https://kb.smoothwall.com' },
  {
    name: 'squid',
    issuer: /\bsquid\b/i,
    source: 'https://wiki.squid-cache.org/Features/SslPeekAndSplice',
  },
  {
    name: 'mitmproxy',
    issuer: /mitmproxy/i,
    source: 'https://docs.mitmproxy.org/stable/concepts/certificates',
  },
  {
    name: 'a debugging proxy',
    issuer: /charles proxy|fiddlerroot|portswigger/i,
    source: 'https://www.charlesproxy.com/documentation/proxying/ssl-proxying',
  },
  { name: 'Kaspersky', issuer: /kaspersky/i, source: 'https://support.kaspersky.com' },
  { name: 'ESET', issuer: /\beset\b.*filter|eset ssl/i, source: 'https://help.eset.com' },
  {
    name: 'Avast or AVG',
    issuer: /\b(avast|avg)\b.*(shield|trusted ca|root)/i,
    source: 'https://support.avast.com',
  },
  { name: 'Bitdefender', issuer: /bitdefender/i, source: 'https://www.bitdefender.com/support' },
]

/** The place in the table of the first product that the issuer of a certificate is named after; none: behind its end. */
const productIn = once((certificate: Certificate): number => {
  const at = PRODUCTS.findIndex(({ issuer }) => issuer.test(certificate.issuer))
  return at < 0 ? PRODUCTS.length : at
})

/**
 * The inspecting product that an issuer of the chain is named after; null for none. A certificate whose own subject
 * names the product is that of the device itself (its administration page).
 */
export function inspectionProduct(chain: readonly Certificate[]): string | null {
  const [leaf] = chain
  const found = PRODUCTS[Math.min(...chain.map(productIn))]
  if (leaf === undefined || found === undefined) return null
  return found.issuer.test(leaf.subject) ? null : found.name
}
