import { isBelow } from '../../zone/site.ts'
import { type Answer, headerOf, hostOf, wordsOf } from './answer.ts'

/** A product that answers instead of services, and what gives it away. */
interface Vendor {
  readonly who: string
  /** Its own sites: a page of theirs that speaks of the product is no block. */
  readonly sites: readonly string[]
  /** In `server`, `via`, the name of a header or the target of a redirect. */
  readonly marks: RegExp
  /** In the words of a page. */
  readonly words: RegExp
}

/** Filters, secure gateways and proxies of the market, by the names that they write into their pages. */
// biome-ignore format: one product a line
export const VENDORS: readonly Vendor[] = [
  { who: 'Zscaler', sites: ['zscaler.com', 'zscaler.net'], marks: /zscaler|zscalerone|zscloud/i, words: /zscaler/ },
  { who: 'a Palo Alto firewall', sites: ['paloaltonetworks.com'], marks: /urlblock\.php|\/php\/u(?:r[il]|id)|prismaaccess/i, words: /palo alto|pan-os|prisma access/ },
  { who: 'FortiGate', sites: ['fortinet.com', 'fortiguard.com'], marks: /forti(?:gate|guard|net|proxy|web)|fgtauth|fgd_/i, words: /forti(?:gate|guard|net|client|proxy)/ },
  { who: 'Cisco Umbrella', sites: ['opendns.com', 'umbrella.com', 'cisco.com'], marks: /block\.opendns|opendns\.com|umbrella/i, words: /cisco umbrella|opendns/ },
  { who: 'Cisco Secure Web Appliance', sites: ['cisco.com'], marks: /cisco-wsa|ironport|\(wsa/i, words: /ironport|cisco secure web|cisco web security/ },
  { who: 'Netskope', sites: ['netskope.com', 'goskope.com'], marks: /netskope|goskope/i, words: /netskope/ },
  { who: 'Forcepoint', sites: ['forcepoint.com', 'websense.com'], marks: /forcepoint|websense|ws-session=|blockpage\.cgi/i, words: /forcepoint|websense/ },
  { who: 'Symantec or Blue Coat', sites: ['broadcom.com', 'symantec.com', 'bluecoat.com'], marks: /bluecoat|blue coat|proxysg|threatpulse|notify\.bluecoat|cfru=/i, words: /blue ?coat|symantec web|content_filter_denied|policy_denied/ },
  { who: 'Sophos', sites: ['sophos.com'], marks: /sophos|astaro/i, words: /sophos|surf protection/ },
  { who: 'Check Point', sites: ['checkpoint.com'], marks: /usercheck|checkpoint|check point/i, words: /check point|usercheck/ },
  { who: 'Barracuda', sites: ['barracuda.com', 'barracudanetworks.com'], marks: /barracuda/i, words: /barracuda/ },
  { who: 'McAfee or Skyhigh Web Gateway', sites: ['mcafee.com', 'skyhighsecurity.com', 'trellix.com'], marks: /mcafee|skyhigh|mwg-internal|webwasher/i, words: /mcafee|skyhigh|web ?gateway|webwasher/ },
  { who: 'iboss', sites: ['iboss.com'], marks: /iboss|ibreports/i, words: /\biboss\b/ },
  { who: 'SonicWall', sites: ['sonicwall.com'], marks: /sonicwall/i, words: /sonicwall/ },
  { who: 'WatchGuard', sites: ['watchguard.com'], marks: /watchguard/i, words: /watchguard|webblocker/ },
  { who: 'Trend Micro', sites: ['trendmicro.com'], marks: /iwsva|trend ?micro/i, words: /trend micro|iwsva|interscan/ },
  { who: 'Cato Networks', sites: ['catonetworks.com'], marks: /catonetworks|x-cato/i, words: /cato networks/ },
  { who: 'Menlo Security', sites: ['menlosecurity.com'], marks: /menlosecurity/i, words: /menlo security/ },
  { who: 'Cloudflare Gateway', sites: ['cloudflare.com', 'cloudflareaccess.com'], marks: /gateway\.cloudflare|cloudflare-gateway/i, words: /cloudflare gateway|cloudflare zero trust/ },
  { who: 'Lightspeed', sites: ['lightspeedsystems.com'], marks: /lightspeedsystems|lsfilter/i, words: /lightspeed/ },
  { who: 'Smoothwall', sites: ['smoothwall.com'], marks: /smoothwall/i, words: /smoothwall/ },
  { who: 'Untangle', sites: ['untangle.com'], marks: /untangle/i, words: /untangle/ },
  { who: 'Securly', sites: ['securly.com'], marks: /securly/i, words: /securly/ },
  { who: 'DNSFilter', sites: ['dnsfilter.com'], marks: /dnsfilter/i, words: /dnsfilter/ },
  { who: 'a content filter', sites: [], marks: /dansguardian|e2guardian|squidguard|privoxy|pfblocker/i, words: /dansguardian|e2guardian|squidguard|privoxy|pfblocker/ },
  { who: 'Kerio Control', sites: ['gfi.com'], marks: /kerio/i, words: /kerio control/ },
  { who: 'a Juniper firewall', sites: ['juniper.net'], marks: /juniper/i, words: /juniper web filtering/ },
  { who: 'Azure Firewall', sites: [], marks: /azure ?firewall/i, words: /azure firewall/ },
  { who: 'squid', sites: ['squid-cache.org'], marks: /\bsquid\b/i, words: /\(squid(?:\/|\))/ },
]

const OF_GATEWAYS = ['server', 'via', 'location', 'refresh', 'proxy-agent'] as const

/** The product that an answer names; null for none, and on the product’s own sites. */
export function vendorIn(answer: Answer): string | null {
  const host = hostOf(answer)
  const said = OF_GATEWAYS.map((name) => headerOf(answer, name)).join('\n')
  const names = Object.keys(answer.headers)
    .filter((name) => !said.includes(name))
    .join('\n')
  const words = wordsOf(answer)
  const found = VENDORS.find(
    (v) =>
      !isBelow(host, v.sites) && (v.marks.test(said) || v.marks.test(names) || v.words.test(words)),
  )
  return found?.who ?? null
}

/** The product that the words of an answer name; its headers may be of a proxy that let the answer pass. */
export function vendorNamedIn(answer: Answer): string | null {
  const host = hostOf(answer)
  const words = wordsOf(answer)
  return VENDORS.find((v) => !isBelow(host, v.sites) && v.words.test(words))?.who ?? null
}

/** The product whose host or page an address leads to. */
export function vendorAt(location: string): string | null {
  return VENDORS.find(({ marks }) => marks.test(location))?.who ?? null
}
