import type { SignTable } from './sign.ts'

const ENVOY =
  'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage'
const BEHIND_ENVOY =
  'The path to whoever answered works: Envoy could not reach what stands behind it'

/** Words before the number of a status, and between them and it. */
const BEFORE = String.raw`\b(?:HTTP(?:\/\d(?:\.\d)?)?(?: (?:error|status|response))?|(?:status|response|error|http|return(?:ed)?|result)[ _-]?code|status|error|CODE|responded with|response from \S{1,80})[ ]?(?:of |is |was |returned )?["']?[:=]?[ "'(]{0,3}`

/** A status as programs write it: its number with a word before or its name beside, or its name after "status". */
function answered(status: number, name: string, ...more: readonly string[]): RegExp {
  const forms = [
    String.raw`${BEFORE}${status}\b(?! (?:ms|bytes|rows|items|records|files|lines|seconds|tests))`,
    String.raw`\b${status}[ "']{0,2}[-:,]?[ ]?[("']?${name}\b`,
    String.raw`\b${name}["']? ?\((?:code:? )?${status}\)`,
    String.raw`\b${name} ${status}\b`,
    String.raw`\bstatus(?: ?code)?:? ["']${name}\b`,
    String.raw`\bfailed: ${status}\b`,
    String.raw`\b${status} (?:Client|Server) Error: `,
    String.raw`\b(?:returned|answered) (?:an? )?${status}(?=[ ]?(?:[:"'{<]|$))`,
  ]
  return new RegExp([...forms, ...more].join('|'), 'i')
}

/** After a status: what a client says when its own request failed, whatever the reason. */
const OWN_CALL = String.raw`[^\n]{0,200}?\b(?:An error occurred while sending the request|HttpRequestException|fetch failed|RestClientException|ResourceAccessException)\b`

/** HTTP statuses with the phrases of gateways, and the pages of proxies and front ends. */
// biome-ignore format: one sign a line
export const STATUSES: SignTable = {
  family: 'HTTP',
  source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15',
  signs: [
    { test: /\bHTTP(?:\/\d(?:\.\d)?)?(?: error| status)? 470\b|\bURL returned error: 470\b|\bstatus code(?: was| is)?:? 470\b|\bsuccess: 470\b|\b(?:error|status|code):? \(470\)|\bAction: Deny\. (?:Reason|Rule)\b|\bNo rule matched\. Proceeding with default action\b/i, shows: 'denied by firewall', source: 'https://learn.microsoft.com/azure/firewall/rule-processing' },
    { test: answered(407, 'Proxy Auth\\w{0,20}(?: Required)?', String.raw`\bproxy authentication (?:is )?required\b|\bERR_CACHE_ACCESS_DENIED\b|\bCache Access Denied\b`), shows: 'proxy wants credentials' },
    { test: /\bTCP_DENIED(?:_REPLY)?\/407\b/, shows: 'proxy wants credentials', source: 'https://wiki.squid-cache.org/SquidFaq/SquidLogs' },
    { test: /\bTCP_DENIED(?:_REPLY)?\b|\bpolicy_denied\b/, shows: 'proxy denied', source: 'https://wiki.squid-cache.org/SquidFaq/SquidLogs' },
    { test: /\bERR_ACCESS_DENIED\b|\bAccess control configuration prevents your request\b/i, shows: 'proxy denied', source: 'https://wiki.squid-cache.org/SquidFaq/TroubleShooting' },
    { test: /\brequested URL could not be retrieved\b[\s\S]{0,600}?\bConnection to \S{1,260} failed\b/i, shows: 'proxy cannot reach', source: 'https://wiki.squid-cache.org/SquidFaq/TroubleShooting' },
    { test: /\bERR_(?:CONNECT_FAIL|DNS_FAIL|CANNOT_FORWARD|READ_TIMEOUT|ZERO_SIZE_OBJECT|SECURE_CONNECT_FAIL)\b|\bUnable to determine IP address from host name\b(?:[\s\S]{0,300}?\bThe DNS server returned:[^<\n]{0,200})?/i, shows: 'proxy cannot reach', source: 'https://wiki.squid-cache.org/SquidFaq/TroubleShooting' },
    { test: /\btransport failure reason:\s{0,2}TLS_error:[^\n]{0,300}CERTIFICATE_VERIFY_FAILED/i, shows: 'gateway error', weight: 5, misleads: 'Not you but Envoy distrusts a certificate: that of the service behind it', source: ENVOY },
    { test: /\bRBAC: access denied\b/, shows: 'denied, by rules or rights', misleads: 'No role of Azure is meant: Envoy refuses the caller. In Container Apps those are the IP restrictions of the ingress, in Istio an authorization policy', source: 'https://learn.microsoft.com/azure/container-apps/ip-restrictions' },
    { test: /\bupstream connect error or disconnect\/reset before headers\b|\breset reason: (?:connection (?:failure|termination|timeout)|overflow|remote reset|local reset)|\bno healthy upstream\b|\bupstream request timeout\b/i, shows: 'gateway error', weight: 5, misleads: BEHIND_ENVOY, source: ENVOY },
    { test: /\bupstream (?:prematurely closed connection|timed out \(110(?![^)\n]{0,60}\) while connecting)|sent invalid header|server temporarily disabled)|\bno live upstreams\b|\bconnect\(\) failed \((?!11[01]:)\d{1,3}: [^\n)]{1,60}\) while connecting to upstream/i, shows: 'gateway error', weight: 5, source: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html' },
    { test: /\bupstream timed out \(110[^)\n]{0,60}\) while connecting\b|\bconnect\(\) failed \(110: [^\n)]{1,60}\) while connecting to upstream/i, shows: 'gateway not answered', source: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html' },
    { test: /\bconnect\(\) failed \(111: [^\n)]{1,60}\) while connecting to upstream/i, shows: 'gateway refused', source: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html' },
    { test: /\bdelayed connect error: (?:110\b|Connection timed out)/i, shows: 'gateway not answered', misleads: BEHIND_ENVOY, source: ENVOY },
    { test: /\bdelayed connect error: (?:111\b|Connection refused)/i, shows: 'gateway refused', misleads: BEHIND_ENVOY, source: ENVOY },
    { test: /\bThe server encountered a temporary error and could not complete your request\b/i, shows: 'gateway error', weight: 5, misleads: 'The path to Google’s load balancer works: what stands behind it gave no answer that it could pass on', source: 'https://docs.cloud.google.com/load-balancing/docs/https/troubleshooting-ext-https-lbs' },
    { test: answered(502, 'Bad ?Gateway', String.raw`\b502(?:\.\d{1,2})? ?[-:]? ?Web server received an invalid response|\bBad Gateway\b`), shows: 'gateway error', misleads: 'The service did not say it: a gateway or proxy before it did, and the path to that one works', source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3' },
    { test: answered(504, 'Gateway ?Time-?out', String.raw`\bGateway Time-?out\b`), shows: 'gateway error', misleads: 'Not your connection timed out, but that of a gateway to the service behind it', source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.5' },
    { test: /\b403\.(?:6|8|503)\b|\bIP address (?:of the client )?(?:has been )?rejected\b/i, shows: 'denied by service', misleads: 'No right is missing: IIS and App Service refuse the caller’s address', source: 'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-status-code' },
    { test: /\b(?:Error during WebSocket handshake: Unexpected response code|WebSocket[^\n]{0,40} Unexpected server response): (?!40[137]|470|50[234])\d{3}\b/i, shows: 'upgrade refused', source: 'https://www.rfc-editor.org/rfc/rfc6455#section-4.1' },
    { test: answered(403, 'Forbidden'), shows: 'status 403' },
    { test: answered(401, 'Unauthorized'), shows: 'status 401' },
    { test: answered(503, 'Service ?(?:Temporarily )?Unavailable'), shows: 'service unavailable' },
    { test: /\bError 403 - This web app is stopped\b|\bThe web app you have attempted to reach is currently stopped\b/i, shows: 'service stopped', misleads: 'No right is missing and no rule denies: the app is stopped', source: 'https://learn.microsoft.com/azure/app-service/faq-availability-performance-application-issues' },
    { test: /\b404 Web Site not found\b/i, shows: 'service stopped', misleads: 'The path works, and the front end knows no app by this name: it was deleted, or the custom domain is not bound to it', source: 'https://learn.microsoft.com/azure/app-service/app-service-web-tutorial-custom-domain' },
    { test: answered(429, 'Too ?Many ?Requests', String.raw`\btoomanyrequests\b|\bRESOURCE_EXHAUSTED\b|\bQuota exceeded for quota metric\b|\bpull rate limit\b`), shows: 'throttled', source: 'https://www.rfc-editor.org/rfc/rfc6585#section-4' },
    { test: /\btoomanyrequests\b|\bpull rate limit\b|\bauth\.docker\.io[^\n]{0,200}\b429\b|\bregistry-1\.docker\.io[^\n]{0,200}\b429\b/i, shows: 'throttled', weight: 5, misleads: 'Behind one NAT or firewall address all your machines share the limit: what is throttled is the address', source: 'https://docs.docker.com/docker-hub/usage/pulls/' },
    { test: answered(431, 'Request Header Fields Too Large', String.raw`\bRequest Header Fields Too Large\b`), shows: 'headers too large', weight: 4 },
    { test: new RegExp(`(?:${answered(500, 'Internal ?Server ?Error').source})${OWN_CALL}`, 'i'), shows: 'server could not call', source: 'https://learn.microsoft.com/dotnet/api/system.net.http.httprequestexception' },
    { test: answered(500, 'Internal ?Server ?Error'), shows: 'server failed', weight: 2 },
    { test: answered(404, 'Not ?Found'), shows: 'status unexpected', weight: 2 },
    { test: /\bplain HTTP request was sent to HTTPS port\b|\bClient sent an HTTP request to an HTTPS server\b/i, shows: 'status unexpected', weight: 5, misleads: 'The path works: the client says http:// to a port of https://', source: 'https://pkg.go.dev/net/http' },
    { test: /\b(?:does|did) the network require authentication\b|\bcaptive portal\b|\bNOSPLIT\b/i, shows: 'block page', misleads: 'No signature is forged: something on the way put a page of its own in place of the file', source: 'https://salsa.debian.org/apt-team/apt' },
    { test: /\b(?:Netskope|Forcepoint|Symantec|Sophos|Menlo Security|Cisco Umbrella|Umbrella|McAfee|Skyhigh|Barracuda|Check Point|UserCheck|WatchGuard|SonicWall|iboss|Palo Alto Networks)\b[^\n]{0,200}(?:block(?:ed)?|denied|not allowed|policy|restricted)\b|\b(?:block(?:ed)? page|Content Filter|Web Gateway|URL Filtering)\b[^\n]{0,120}(?:block|denied|policy)|\bblocked by (?:a )?(?:content filter|url filter|web filter)/i, shows: 'block page', weight: 5 },
    { test: /\bZscaler\b[^\n]{0,200}(?:not allowed|blocked|denied|policy)|\bNot allowed to browse this category\b|\bgateway\.zscaler\w{0,8}\.net\b|\bThis (?:website|page|site) (?:has been|is) blocked\b|\bFortiGuard Intrusion Prevention\b|\b(?:Application|Web ?site|Web ?page|URL|Internet access|Web access|Category) (?:is |has been |was )?blocked\b(?! by CORS)|\bAccess to the web page you were trying to visit has been blocked\b|\bBlocked by (?:company|administrator|policy|your organization)\b|\byour organization's (?:policy|internet use policy)\b[^\n]{0,40}block/i, shows: 'block page', weight: 5 },
    { test: /\binvalid character '<' looking for beginning of value\b|\bUnexpected token '?<'?,? [^\n]{0,60}JSON\b|\bJSONDecodeError: Expecting value: line 1 column 1\b|\bUnexpected token < in JSON\b/i, shows: 'block page', weight: 3, misleads: 'The JSON is not damaged: HTML came in its place, often the page of a proxy or of a sign-in', source: 'https://www.rfc-editor.org/rfc/rfc8259' },
    { test: /\bThe page cannot be displayed because an internal server error has occurred\b/i, shows: 'server failed' },
  ],
}
