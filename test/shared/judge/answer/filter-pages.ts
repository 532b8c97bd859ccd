import type { Answer } from '../../../../shared/judge/answer/answer.ts'

/** An answer of a device instead of a service, written by type: what such pages say, and no page of any product. */
export interface FilterPage {
  readonly name: string
  readonly answer: Pick<Answer, 'status' | 'headers' | 'body'> & Partial<Answer>
  /** The product, where the page names one. */
  readonly who?: RegExp
}

const page = (title: string, ...words: string[]) =>
  `<!doctype html><html><head><title>${title}</title></head><body>${words.map((w) => `<p>${w}</p>`).join('\n')}</body></html>`
const html = { 'content-type': 'text/html; charset=utf-8' }
const shows = (
  name: string,
  status: number,
  body: string,
  who?: RegExp,
  headers = {},
): FilterPage => ({
  name,
  answer: { status, headers: { ...html, ...headers }, body },
  ...(who && { who }),
})
const sends = (name: string, status: number, location: string, who?: RegExp): FilterPage => ({
  name,
  answer: { status, headers: { location }, body: '' },
  ...(who && { who }),
})

// biome-ignore format: one page a line
export const FILTER_PAGES: readonly FilterPage[] = [
  sends('a cloud proxy sends to its gateway', 307, 'https://gateway.zscaler.net/auD?origurl=http%3A%2F%2Fapp.example%2F', /Zscaler/),
  shows('a cloud proxy shows a category', 403, page('Internet Security by Zscaler', 'Not allowed to browse this category', 'You tried to visit: https://app.example/'), /Zscaler/),
  shows('a firewall shows an application page', 503, page('Application Blocked', 'The application you were trying to use has been blocked by company policy.', 'User: 10.1.1.9', 'Application: ssl'), undefined),
  shows('a firewall shows a URL page', 503, page('Web Page Blocked', 'This page has been blocked in accordance with company policy. Please contact your administrator.', 'URL: app.example/', 'Category: unknown')),
  sends('a DNS filter sends to its page', 303, 'https://block.opendns.com/?url=677879&server=syd1', /Umbrella/),
  shows('a DNS filter shows its page', 403, page('Site blocked', 'app.example was blocked by your network administrator.', 'This site was categorized as: Newly Seen Domains', 'Diagnostic info for Cisco Umbrella'), /Umbrella|web filter/),
  shows('a cloud broker', 403, page('Blocked', 'Access to this website is restricted by your organization.', 'Policy Name: Block uncategorised', 'Netskope'), /Netskope/),
  sends('a web appliance sends to its page by address', 302, 'http://10.8.0.4:15871/cgi-bin/blockpage.cgi?ws-session=4026531841', /Forcepoint/),
  shows('a web appliance shows a filtered category', 403, page('Blocked by Websense', 'Access to this site is blocked.', 'Reason: the category Web Hosting is filtered.', 'URL: https://app.example/'), /Forcepoint/),
  shows('a proxy names its decision', 403, page('Access Denied', 'Your request was denied because of its content categorization: Suspicious', 'For assistance, contact your network support team. (content_filter_denied)'), /Blue Coat/),
  shows('a proxy names its policy', 403, page('Access Denied (policy_denied)', 'Your system policy has denied access to the requested URL.', 'For assistance, contact your network support team.'), /Blue Coat/),
  shows('a protection of a gateway', 403, page('Content blocked', 'The URL you have requested is blocked by Surf Protection. If you think this is wrong, please contact your administrator.'), /Sophos|web filter/),
  sends('a gateway sends to its portal', 302, 'https://10.0.0.1/UserCheck/PortalMain?IID=1F&origUrl=x', /Check Point/),
  shows('a gateway shows a reference', 403, page('Page Blocked', 'Access to this page is blocked according to the organization security policy.', 'Category: Media Streams', 'Reference: 6A3F01')),
  shows('a mail and web gateway', 403, page('Barracuda Web Security', 'The page you requested has been blocked because it matches a blocked category.', 'URL: app.example', 'Category: proxies'), /Barracuda/),
  { name: 'a gateway without a page', answer: { status: 403, reason: 'URLBlocked', headers: { via: '1.1 10.8.0.5 (McAfee Web Gateway 9.2)' }, body: '' }, who: /McAfee/ },
  shows('a gateway with a filter database', 403, page('URL Blocked', 'The requested URL was blocked by the URL filter database.', 'URL Category: Software/Hardware', 'Rule Name: Block by category'), /McAfee/, { via: '1.1 proxy (Skyhigh Secure Web Gateway)' }),
  shows('a cloud gateway for schools', 200, page('Blocked', 'Access to the requested site has been restricted by your network policy.', 'iboss', 'Reason: Category', 'Contact your network administrator'), /iboss/),
  shows('a caching proxy', 403, page('ERROR: The requested URL could not be retrieved', 'Access Denied.', 'Access control configuration prevents your request from being allowed at this time.', 'Your cache administrator is admin@corp.example'), /squid/, { 'x-squid-error': 'ERR_ACCESS_DENIED 0' }),
  shows('an intrusion system', 403, page('Access Denied', 'You are attempting to access a forbidden site.', 'Consult your system administrator for details.')),
  shows('a web appliance with a notification', 403, page('Notification: Policy: URL Filtering', "Based on your organization's access policies, access to this web site ( https://app.example/ ) has been blocked.", 'Notification codes: (1, BLOCK_URLCAT)'), undefined, { via: '1.1 wsa1.corp.example:80 (Cisco-WSA/15.0)' }),
  shows('a firewall with a category engine', 403, page('Request denied', "Request denied by WatchGuard HTTPS proxy. Reason: Category 'Hosting' denied by WebBlocker policy"), /WatchGuard/),
  shows('a firewall with a content service', 403, page('Web Site Blocked', 'This site is blocked by the SonicWall content filter service.', 'Reason for restriction: Forbidden Category', 'Block Category: 27'), /SonicWall/),
  shows('a secure edge', 403, page('Access restricted', "This website is blocked by your organization's administrator. Cloudflare Gateway, Zero Trust", 'Rule: block-new-domains'), /Cloudflare Gateway/),
  shows('another secure edge', 403, page('Internet access blocked', "The website you are trying to access is prohibited by your company's internet policy.", 'Cato Networks', 'Category: Uncategorized'), /Cato/),
  shows('a filter of a school', 200, page('Access Denied', 'Access to the page has been denied for the following reason: banned site', 'Category: blocked', 'E2Guardian'), /filter/),
  shows('a gateway of a small office', 200, page('Blocked', 'This web page is blocked because it violates network policy.', 'Host: app.example', 'Category: Technology', 'Please contact the network administrator')),
  shows('a page in German', 403, page('Zugriff gesperrt', 'Der Zugriff auf diese Seite wurde gemäß der Richtlinie des Unternehmens gesperrt.', 'Kategorie: Unbekannt')),
  shows('a page in Japanese', 403, page('アクセスがブロックされました', 'このサイトへのアクセスは社内のポリシーにより制限されています。', 'カテゴリ: 未分類')),
  shows('a page in French', 403, page('Accès refusé', 'La page demandée a été bloquée par la politique de sécurité de votre entreprise.', 'Catégorie : inconnue')),
  shows('a page in plain text', 403, 'Access to app.example has been blocked by the web filtering policy. Category: cloud storage. Contact the IT helpdesk.', undefined, { 'content-type': 'text/plain' }),
  shows('a page about risk', 403, page('Security alert', 'Access to this high-risk website has been blocked. Contact your security team.', 'Threat Name: generic')),
  sends('a portal on the network', 302, 'http://192.168.1.1:1000/fgtauth?0a0b', /FortiGate/),
  sends('a portal of a hotel', 302, 'http://10.1.0.1/login?dst=http%3A%2F%2Fapp.example%2F', /portal/),
  sends('a page by a word in its address', 302, 'https://filter.corp.example/blocked.html?u=app', /block page/),
  shows('a page that only leads on', 200, '<html><head><meta http-equiv="refresh" content="0; url=http://10.1.0.1/captive"></head></html>', /portal/),
  shows('a script that only leads on', 200, '<script>window.location.href="https://portal.guest.example/captive/login"</script>', /portal/),
  shows('network authentication', 511, page('Network Authentication Required', 'Please sign in'), /portal/),
  shows('a page that lets the caller go on', 200, page('Continue?', 'This page is in the category "unknown". Click continue if you need it for your work.', 'Your access will be logged.')),
  shows('a page about an infected file', 200, page('Security alert', 'You are not permitted to load this file: it is infected with a virus.')),
  shows('a page about a certificate', 503, page('Certificate error', 'There is an issue with the SSL certificate of the server you are trying to contact.', 'Issuer: unknown'), /Palo Alto/),
  shows('a page about an action', 200, page('Action blocked', 'Your action has been blocked due to your corporate policy.')),
  shows('a page of a branch router', 403, page('Page denied', 'Access to the web page was denied by a rule.', 'Rule: uploads', 'Kerio Control'), /Kerio/),
  shows('a page with a category and no more', 403, page('Forbidden', 'Access to this web site has been restricted.', 'Category: games')),
  shows('two lines of a proxy', 403, 'Blocked by proxy policy. Contact IT.', undefined, { 'content-type': 'text/plain' }),
  { name: 'a broker that answers programs', answer: { status: 403, headers: { 'content-type': 'application/json' }, body: '{"message":"This request was blocked by Netskope"}' }, who: /Netskope/ },
  sends('a portal of an access point', 302, 'https://login.wifi.example/swarm.cgi?opcode=cp_generate&orig_url=687474', /portal/),
  sends('a portal of an access network', 302, 'https://ise.corp.example:8443/portal/gateway?sessionId=1&action=cwa', /portal/),
  shows('a page in Spanish', 403, page('Acceso bloqueado', 'El sitio ha sido bloqueado por la política de su empresa.')),
  shows('a page in Chinese', 403, page('访问被阻止', '根据公司策略,该网站已被阻止。')),
  shows('a page in Korean', 403, page('접속 차단', '회사 정책에 따라 이 사이트는 차단되었습니다.')),
  { name: 'a long page, whose words come late', answer: { status: 403, headers: html, body: `<html><head><style>${'p{margin:0}'.repeat(180)}`, page: 'Access blocked\nThis page has been blocked by the web filter of your company\nCategory: games' } },
]
