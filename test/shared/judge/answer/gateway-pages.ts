import type { FilterPage } from './filter-pages.ts'

const html = { 'content-type': 'text/html' }
const says = (
  name: string,
  status: number,
  body: string,
  who: RegExp,
  headers = {},
): FilterPage => ({
  name,
  answer: { status, headers: { ...html, ...headers }, body },
  who,
})

/** Gateways that answer for a dead backend, and platforms for an app that does not run. */
// biome-ignore format: one page a line
export const GATEWAY_PAGES: readonly FilterPage[] = [
  says('a regional gateway', 502, '<h1>502 Bad Gateway</h1><center>Microsoft-Azure-Application-Gateway/v2</center>', /Application Gateway/),
  says('a global gateway by its header', 404, '<h2>Not found</h2>', /Front Door/, { 'x-azure-externalerror': 'OriginInvalidResponse', 'x-azure-ref': '20261129T1' }),
  says('a global gateway by its page', 503, "<h2>Our services aren't available right now</h2>", /Front Door/, { 'x-azure-ref': '20261129T1' }),
  says('a mesh without backends', 503, 'no healthy upstream', /envoy/, { 'content-type': 'text/plain' }),
  says('a mesh that was cut', 503, 'upstream connect error or disconnect/reset before headers. reset reason: connection termination', /envoy/, { 'content-type': 'text/plain', server: 'envoy' }),
  says('a reverse proxy', 502, '<center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.27</center>', /nginx/),
  says('a reverse proxy that waited', 504, '<center><h1>504 Gateway Time-out</h1></center><hr><center>nginx</center>', /nginx/),
  says('a load balancer', 502, '<title>502 Server Error</title><h2>The server encountered a temporary error and could not complete your request.</h2>', /Google Cloud/),
  says('a serverless front end', 503, 'Service Unavailable', /Cloud Run/, { server: 'Google Frontend', 'content-type': 'text/plain' }),
  says('a balancer without servers', 503, '<h1>503 Service Unavailable</h1>\nNo server is available to handle this request.', /HAProxy/),
  says('an edge network', 522, 'error code: 522', /Cloudflare/, { server: 'cloudflare' }),
  says('an app that does not start', 503, '<title>Application Error</title><h1>:( Application Error</h1>', /App Service/),
  says('a web server without its pool', 503, '<h2>Service Unavailable</h2><hr><p>HTTP Error 503. The service is unavailable.</p>', /HTTP\.sys/),
  says('whoever it is', 504, '', /gateway/),
]

// biome-ignore format: one page a line
export const STOPPED_PAGES: readonly FilterPage[] = [
  says('a stopped site', 403, '<title>Web App - Unavailable</title><h1>Error 403 - This web app is stopped.</h1>', /App Service/),
  says('a disabled site', 403, '<h1>Site Disabled</h1>', /App Service/),
  says('a host that does not run', 503, 'Function host is not running.', /Functions/, { 'content-type': 'text/plain' }),
  says('no such site', 404, '<title>Microsoft Azure Web App - Error 404</title><h1>404 Web Site not found.</h1>', /App Service/),
  says('a global gateway without a route for the host', 404, "<h2>Our services aren't available right now</h2>", /Front Door/, { 'x-azure-ref': '20261129T1' }),
  says('an ingress without a rule', 404, 'default backend - 404', /ingress/, { 'content-type': 'text/plain' }),
  says('a serverless front end without the service', 404, '<title>404 Page not found</title></head>\n<body>\n<h1>Error: Page not found</h1>\n<h2>The requested URL was not found on this server.</h2>', /Cloud Run/, { server: 'Google Frontend' }),
  says('a server that is not the one for the host', 421, '<h1>Misdirected Request</h1>', /^the server$/),
  says('nginx asked in clear', 400, '<h1>400 Bad Request</h1><center>The plain HTTP request was sent to HTTPS port</center>', /^the server$/),
  says('Apache asked in clear', 400, "Reason: You're speaking plain HTTP to an SSL-enabled server port.", /^the server$/),
  says('Go asked in clear', 400, 'Client sent an HTTP request to an HTTPS server.', /^the server$/, { 'content-type': 'text/plain' }),
  says('a disabled account', 403, '<?xml version="1.0"?><Error><Code>AccountIsDisabled</Code></Error>', /Storage/, { 'content-type': 'application/xml', server: 'Windows-Azure-Blob/1.0', 'x-ms-request-id': '1' }),
]
