import type { SignTable } from './sign.ts'

const ENVOY =
  'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage'

/** HTTP statuses with the phrases of gateways, and the pages of proxies and front ends. */
// biome-ignore format: one sign a line
export const STATUSES: SignTable = {
  family: 'HTTP',
  source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15',
  signs: [
    { test: /\bHTTP(?:\/\d(?:\.\d)?)? 470\b|\bAction: Deny\. (?:Reason|Rule)\b|\bNo rule matched\. Proceeding with default action\b/i, shows: 'denied by firewall', source: 'https://learn.microsoft.com/azure/firewall/rule-processing' },
    { test: /\bproxy authentication (?:is )?required\b|\bHTTP(?:\/\d(?:\.\d)?)? 407\b|\b407 Proxy Auth\w{0,20}\b|\bstatus(?: code)?:? ?407\b|\bERR_CACHE_ACCESS_DENIED\b|\bCache Access Denied\b/i, shows: 'proxy wants credentials' },
    { test: /\bERR_ACCESS_DENIED\b|\bAccess control configuration prevents your request\b/i, shows: 'proxy denied', source: 'https://wiki.squid-cache.org/SquidFaq/TroubleShooting' },
    { test: /\bERR_(?:CONNECT_FAIL|DNS_FAIL|CANNOT_FORWARD|READ_TIMEOUT|ZERO_SIZE_OBJECT|SECURE_CONNECT_FAIL)\b|\bUnable to determine IP address from host name\b/i, shows: 'proxy cannot reach', source: 'https://wiki.squid-cache.org/SquidFaq/TroubleShooting' },
    { test: /\bupstream connect error or disconnect\/reset before headers\b|\breset reason: (?:connection (?:failure|termination|timeout)|overflow|remote reset|local reset)|\bno healthy upstream\b|\bupstream request timeout\b/i, shows: 'gateway error', weight: 5, misleads: 'The path to whoever answered works: Envoy could not reach what stands behind it', source: ENVOY },
    { test: /\bupstream (?:prematurely closed connection|timed out \(110|sent invalid header|server temporarily disabled)|\bno live upstreams\b|\bconnect\(\) failed \(\d{1,3}: [^\n)]{1,60}\) while connecting to upstream/i, shows: 'gateway error', weight: 5, source: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html' },
    { test: /\b502(?:\.\d{1,2})? ?[-:]? ?(?:Bad Gateway|Web server received an invalid response)|\bBad Gateway\b/i, shows: 'gateway error', misleads: 'The service did not say it: a gateway or proxy before it did, and the path to that one works', source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3' },
    { test: /\b504(?:\.\d{1,2})? ?[-:]? ?Gateway Time-?out\b|\bGateway Time-?out\b/i, shows: 'gateway error', misleads: 'Not your connection timed out, but that of a gateway to the service behind it', source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.5' },
    { test: /\b403 ?[-:]? ?(?:Forbidden|\(Forbidden\))|\bHTTP(?:\/\d(?:\.\d)?)? 403\b|\bstatus(?: ?code)?:? ?403\b|\bForbidden \(?403\)?|\berror 403\b/i, shows: 'status 403' },
    { test: /\b401 ?[-:]? ?Unauthorized\b|\bHTTP(?:\/\d(?:\.\d)?)? 401\b|\bstatus(?: ?code)?:? ?401\b/i, shows: 'status 401' },
    { test: /\b503 ?[-:]? ?Service (?:Temporarily )?Unavailable\b|\bHTTP(?:\/\d(?:\.\d)?)? 503\b|\bCODE: 503\b|\bstatus(?: ?code)?:? ?503\b/i, shows: 'service unavailable' },
    { test: /\bError 403 - This web app is stopped\b|\bThe web app you have attempted to reach is currently stopped\b|\b404 Web Site not found\b/i, shows: 'service stopped', misleads: 'No right is missing and no rule denies: the app is stopped', source: 'https://learn.microsoft.com/azure/app-service/faq-availability-performance-application-issues' },
    { test: /\b429 ?[-:]? ?Too Many Requests\b|\btoomanyrequests\b|\bpull rate limit\b|\bHTTP(?:\/\d(?:\.\d)?)? 429\b/i, shows: 'throttled', misleads: 'Behind one NAT or firewall address all your machines share the limit: what is throttled is the address', source: 'https://docs.docker.com/docker-hub/usage/pulls/' },
    { test: /\b(?:431|Request Header Fields Too Large)\b/i, shows: 'headers too large', weight: 4 },
    { test: /\bHTTP(?:\/\d(?:\.\d)?)? 500\b|\b500 ?[-:]? ?Internal Server Error\b/i, shows: 'status unexpected', weight: 2 },
    { test: /\bHTTP(?:\/\d(?:\.\d)?)? 404\b|\b404 ?[-:]? ?Not Found\b/i, shows: 'status unexpected', weight: 2 },
    { test: /\bplain HTTP request was sent to HTTPS port\b|\bClient sent an HTTP request to an HTTPS server\b/i, shows: 'status unexpected', weight: 5, misleads: 'The path works: the client says http:// to a port of https://', source: 'https://pkg.go.dev/net/http' },
    { test: /\b(?:does|did) the network require authentication\b|\bcaptive portal\b|\bNOSPLIT\b/i, shows: 'block page', misleads: 'No signature is forged: something on the way put a page of its own in place of the file', source: 'https://salsa.debian.org/apt-team/apt' },
    { test: /\bZscaler\b[^\n]{0,200}(?:not allowed|blocked|denied|policy)|\bNot allowed to browse this category\b|\bThis (?:website|page|site) (?:has been|is) blocked\b|\bFortiGuard Intrusion Prevention\b|\bWeb Page Blocked\b|\bAccess to the web page you were trying to visit has been blocked\b|\bBlocked by (?:company|administrator|policy|your organization)\b|\byour organization's (?:policy|internet use policy)\b[^\n]{0,40}block/i, shows: 'block page', weight: 5 },
    { test: /\binvalid character '<' looking for beginning of value\b|\bUnexpected token '?<'?,? [^\n]{0,60}JSON\b|\bJSONDecodeError: Expecting value: line 1 column 1\b|\bUnexpected token < in JSON\b/i, shows: 'block page', weight: 3, misleads: 'The JSON is not damaged: HTML came in its place, often the page of a proxy or of a sign-in', source: 'https://www.rfc-editor.org/rfc/rfc8259' },
    { test: /\bThe page cannot be displayed because an internal server error has occurred\b/i, shows: 'status unexpected' },
  ],
}
