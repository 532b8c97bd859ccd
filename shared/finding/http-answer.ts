import type { FindingRow } from './row.ts'

const HTTP = 'https://www.rfc-editor.org/rfc/rfc9110'

/** Answers that came from somebody else than the service. */
export const HTTP_ANSWER_FINDINGS = {
  'http-redirected-elsewhere': {
    step: 'request',
    severity: 'warn',
    traits: [],
    means: 'The answer sends the caller to a site that this service sends nobody to.',
    seen: 'A redirect, by header or by a page that holds nothing else, from a service whose answers are known to a site that is none of its own; or one in clear to a login to which hosts of other sites are sent, too, and not for good. A failure when `expect.http` wants something of the answer. A redirect to a known block page or portal is http-denied-by-firewall.',
    confusedWith: [
      {
        code: 'http-denied-by-firewall',
        apart: 'there the address redirected to is known for a block page, a portal or a product',
      },
      { code: 'http-not-recognised', apart: 'there the answer leads nowhere' },
    ],
    causes: [
      'a portal or a login of the network answers until somebody signs in',
      'a filter sends blocked requests to a page of its own',
      'DNS or a proxy leads to another server',
    ],
    fix: 'Open the address in the summary from this network: it says who redirects. Have the host exempted from the portal or filter, or use a network without one',
    docs: `${HTTP}#section-15.4`,
  },
  'http-redirect-not-followed': {
    step: 'request',
    severity: 'inconclusive',
    traits: [],
    means: 'The target follows redirects, and the answer is one that was not followed.',
    seen: 'Fails when the redirects go in a circle. Otherwise what is expected of the last answer is not proved: more redirects than `redirects` allows, one to this machine itself or to a metadata server, or one that is no URL to ask for.',
    confusedWith: [
      {
        code: 'http-redirected-elsewhere',
        apart:
          'there a service whose answers are known sends the caller to a site that is none of its own',
      },
      {
        code: 'http-status-unexpected',
        apart: 'there no redirects are followed, and their status is judged',
      },
    ],
    causes: [
      'TLS ends at a proxy or gateway before a service that sends everybody to https',
      'the service makes more redirects than are allowed here',
    ],
    fix: 'Follow the addresses in the summaries of the target and its redirects: the rule that makes the last one is to be changed, or redirects to be raised',
    docs: `${HTTP}#section-15.4`,
  },
  'http-upgrade-refused': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'A WebSocket target answers, and the connection does not change to WebSocket.',
    seen: 'The answer to the request for WebSocket is another status than 101, or a 101 whose Sec-WebSocket-Accept does not fit. Inconclusive for 401 and 403, by which servers refuse callers that they do not know. A status in `http.status` is no refusal.',
    confusedWith: [
      {
        code: 'http-denied-by-firewall',
        apart: 'there the answer is known for a block page or a denial of a device',
      },
      { code: 'http-status-unexpected', apart: 'there the target is no WebSocket' },
    ],
    causes: [
      'a reverse proxy, gateway or inspecting device on the way does not pass the headers Connection and Upgrade',
      'the service or its front end has WebSocket switched off',
      'the path is not that of the WebSocket',
    ],
    fix: 'Ask the service directly, without the gateway before it: where that gets 101, switch WebSocket on at the gateway or have the inspecting device leave this host alone. Otherwise check the path and the setting of the service',
    docs: 'https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2',
  },
  'http-service-stopped': {
    step: 'request',
    severity: 'warn',
    traits: [],
    means:
      'The platform answered that what stands behind the name is stopped, or that it has nothing for it.',
    seen: 'The page or text of App Service, of the Functions host or of Container Apps for an app that is stopped, disabled or unknown, of Front Door or a cluster’s ingress for a host name without a route, of Cloud Run for a service that it does not have or whose ingress does not admit the caller, of Storage for a disabled account; a 421, or a server that wants TLS where the request came in clear. A failure when `expect.http` wants something of the answer.',
    confusedWith: [
      {
        code: 'http-denied-by-service',
        apart: 'there the app runs, and its access restrictions refuse this caller',
      },
      { code: 'http-gateway-cannot-reach-service', apart: 'there the app should run and fails' },
    ],
    causes: [
      'the app was stopped, by hand or by a quota',
      'the host name is not bound to any app, or the app was deleted',
    ],
    fix: 'Start the app in the portal or with az webapp start; check that the host name is bound to it. No network change helps',
    docs: 'https://learn.microsoft.com/azure/app-service/troubleshoot-http-502-http-503',
  },
  'http-gateway-cannot-reach-service': {
    step: 'request',
    severity: 'warn',
    traits: [],
    means: 'A gateway answered for a service that gave no answer of its own.',
    seen: '502, 503 or 504, or the own page of a gateway: Application Gateway, Front Door (X-Azure-ExternalError), envoy (“no healthy upstream”), a load balancer, nginx. A 503 in the service’s own format is an answer of the service; where a 503 shows no gateway’s page, both are named. A failure when `expect.http` wants something of the answer.',
    confusedWith: [
      {
        code: 'http-denied-by-firewall',
        apart: 'there a filter says that it does not want to forward',
      },
      { code: 'proxy-cannot-reach-target', apart: 'there the configured proxy says so' },
      { code: 'http-no-response', apart: 'there nobody answered' },
    ],
    causes: [
      'the service behind the gateway is down, starting or overloaded',
      'the gateway’s health probe fails (wrong host, path, port or certificate)',
      'a network rule, route or DNS server between gateway and service',
    ],
    fix: 'The path from here to the gateway works: look at the backend health of the gateway, and at the network between it and the service',
    docs: `${HTTP}#section-15.6.3`,
  },
  'http-front-end-refused': {
    step: 'request',
    severity: 'warn',
    traits: [],
    means: 'Google’s front end answered with its own page, instead of the API.',
    seen: 'A googleapis.com, pkg.dev or gcr.io name answers the HTML page of the front end: 403; or 403 or 404 at restricted.googleapis.com for an API that is not in its list. A failure when `expect.http` wants something of the answer.',
    confusedWith: [
      {
        code: 'http-denied-by-perimeter',
        apart: 'there VPC Service Controls refuses, in JSON or XML, with an id',
      },
      { code: 'dns-google-vip-wrong', apart: 'there the name resolves to the other VIP' },
    ],
    causes: [
      'the front end refuses the address range of this caller, often for one family only',
      'the restricted VIP does not serve this API',
    ],
    fix: 'Compare with the other address family in the summary; for the restricted VIP, use private.googleapis.com or another egress path for this API',
    docs: 'https://docs.cloud.google.com/vpc-service-controls/docs/restricted-vip-services',
  },
  'http-not-recognised': {
    step: 'request',
    severity: 'warn',
    traits: [],
    means: 'The answer cannot be recognised as the service’s own, or as a refusal of a known kind.',
    seen: 'A 403 without a word about network or permission from a service that can have a private endpoint; or a service whose answers are known (headers such as x-ms-request-id, error forms, challenges; refusals have them as well), and an answer without any of them that is no known block page either. Of hosts of which nothing is known: an HTML page where a package, certificate or other file was asked for, or one sign-in page in clear for unrelated sites. A failure when `expect.http` wants something of the answer.',
    confusedWith: [
      { code: 'http-denied-by-firewall', apart: 'there the answer says that it blocks' },
      { code: 'tls-intercepted', apart: 'there the certificate shows it' },
    ],
    causes: [
      'a filter, portal or proxy on the way answers with a page of its own',
      'DNS leads to another server that answers under this name',
      'a mirror or gateway of the company serves the name on purpose',
    ],
    fix: 'Look at the answer in the evidence (`server`, `via`, the start of the body) and at the issuer of the certificate: they show who answers. If that is meant, say so with `expect.http`',
    docs: `${HTTP}#section-7.6`,
  },
  'http-headers-too-large': {
    step: 'request',
    severity: 'warn',
    traits: [],
    means: 'The service answers, with headers that many clients refuse.',
    seen: 'The headers take more than 16 KiB; the probe reads up to 64 KiB.',
    confusedWith: [{ code: 'http-no-response', apart: 'there the answer is larger still' }],
    causes: ['a Content-Security-Policy or cookies that grew with every deployment'],
    fix: 'Shorten the headers at the service or the gateway before it, or raise the limit of the client (node --max-http-header-size). No network change helps',
    docs: 'https://nodejs.org/api/http.html#httpmaxheadersize',
  },
  'http-malformed-answer': {
    step: 'request',
    severity: 'warn',
    traits: [],
    means: 'The service answers, in a form that strict clients refuse.',
    seen: 'The answer can be read, and its head breaks a rule of HTTP/1.1 for senders: bare line feeds, a folded header, a control character, Content-Length twice or beside Transfer-Encoding. What every recipient has to take is left unsaid.',
    confusedWith: [
      { code: 'http-no-response', apart: 'there no answer can be read at all' },
      { code: 'http-not-recognised', apart: 'that is about who answered; this about the form' },
    ],
    causes: [
      'the service, or a gateway before it, writes its headers by hand',
      'a device on the way inserts a header of its own',
    ],
    fix: 'Correct what writes the head of the answer (the service, then the gateways before it). Until then Node.js refuses it (--insecure-http-parser takes it), and curl takes it. No network change helps',
    docs: 'https://www.rfc-editor.org/rfc/rfc9112',
  },
} as const satisfies Record<string, FindingRow>
