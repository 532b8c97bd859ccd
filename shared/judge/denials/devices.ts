import type { Signature } from './signature.ts'

const AZURE_FIREWALL = 'https://learn.microsoft.com/azure/firewall/rule-processing'
const SQUID = 'https://wiki.squid-cache.org/Features/CustomErrors'
const PAN =
  'https://docs.paloaltonetworks.com/pan-os/10-0/pan-os-admin/url-filtering/url-filtering-response-pages'
const FIREPOWER =
  'https://www.cisco.com/c/en/us/td/docs/security/firepower/620/configuration/guide/fpmc-config-guide-v62/http_response_pages_and_interactive_blocking.html'

/** Whoever blocks without a name. */
export const SOME_FILTER = 'a web filter'

/** Firewalls and filters that are known by one mark; every other page is weighed by its words (answer/block-page.ts). */
// biome-ignore format: one row a line
export const DEVICES: readonly Signature[] = [
  { layer: 'firewall', who: 'Azure Firewall', status: [470], source: AZURE_FIREWALL },
  { layer: 'firewall', who: 'Azure Firewall', body: /Action: Deny\. Reason:/, source: AZURE_FIREWALL },
  { layer: 'firewall', who: 'squid', header: ['x-squid-error', /^ERR_/], source: SQUID },
  { layer: 'firewall', who: 'squid', body: /Generated [^<]{1,80} by [^<]{1,120} \(squid|id="?ERR_[A-Z_]+"?/, source: SQUID },
  { layer: 'firewall', who: 'Zscaler', header: ['server', /^zscaler/i], source: 'https://help.zscaler.com/zia' },
  { layer: 'firewall', who: 'a Palo Alto firewall', body: /(?:web page|application) you (?:are|were) trying to (?:visit|access|use) has been blocked in accordance with company policy/i, source: PAN },
  { layer: 'firewall', who: 'a Palo Alto firewall', body: /issue with the SSL certificate of the server you (?:are|were) trying to contact/i, source: PAN },
  { layer: 'firewall', who: 'FortiGate', body: /FortiGuard (?:Intrusion Prevention|Web Filtering)|<title>[^<]{0,80}Web (?:Page|Filter) (?:Block|Violation)/i, source: 'https://docs.fortinet.com/product/fortigate' },
  { layer: 'firewall', who: SOME_FILTER, body: /<title>[^<]{0,60}(?:page|site|request|url|access|content) (?:is |was |has been )?blocked|blocked by (?:your|the) (?:organi[sz]ation|company|administrator|network|it department|security policy)/i, source: FIREPOWER },
  { layer: 'firewall', who: 'a captive portal', status: [511], source: 'https://www.rfc-editor.org/rfc/rfc6585#section-6' },
  { layer: 'firewall', who: 'a captive portal', header: ['content-type', /application\/captive\+json/i], source: 'https://www.rfc-editor.org/rfc/rfc8908' },
]
