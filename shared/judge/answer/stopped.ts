import { type Answer, wholeText } from './answer.ts'
import { FRONT_DOOR, FRONT_DOOR_PAGE } from './gateways.ts'

/** Why a platform answers instead of an app that does not run. */
export interface Stopped {
  readonly who: string
  readonly said: string
  /** Why, and what to do, where it is not what the table of findings says of App Service. */
  readonly cause?: string
  readonly fix?: string
  readonly status: readonly number[]
  readonly body: RegExp
  readonly source: string
}

const APP_SERVICE = 'https://learn.microsoft.com/azure/app-service/troubleshoot-http-502-http-503'

/** The Functions host answers so while it does not come up, which is most often for want of its storage account. */
const HOST_DOWN = {
  cause:
    'The app is there and its host did not start: its storage account is not reached or refuses it, a setting is missing or wrong, or the code fails as it starts',
  fix: 'See why the host did not start (its log, or Diagnose and solve problems in the portal), first of all whether it reaches its storage account: check from inside the network what azure-functions/start needs',
}

const CONTAINER_APP_GONE =
  'The app was stopped or deleted, or the host name is bound to none of this environment'
const START_CONTAINER_APP =
  'Start the app in the portal, or see that a revision is active (az containerapp revision list); check the host name and, in an internal environment, that the name leads to this environment. No rule of the network helps'

const NO_ROUTE =
  'The host name is associated with no route that matches this path; or the change that associates it is not everywhere yet'
const ADD_ROUTE =
  'Associate the host name with a route of the endpoint that matches the path (az afd route list), and wait until the change is everywhere, which takes up to 20 minutes. No network change helps'
const NOT_LET_IN =
  'The ingress of the service does not admit this caller (internal, or internal and load balancing); or no service in this region has this name: it was deleted or never made'
const LET_IN =
  'See that the service exists in this region (gcloud run services list). Where its ingress admits internal callers alone (gcloud run services describe), a caller counts as one when its request comes from a VPC: send all traffic through it (all-traffic, with Private Google Access for the subnet), or lead run.app to a Google VIP'
const NO_RULE =
  'No ingress resource has a rule for this host name and path, or the one that has it is of another class'
const ADD_RULE =
  'Compare the host name and the path with the rules of the ingress (kubectl get ingress -A), and its class with that of the controller. No network change helps'
const ACCOUNT_OFF =
  'The subscription of the account is disabled (spending limit, payment, policy), and its resources with it'
const ENABLE_ACCOUNT =
  'Look at the state of the account and of its subscription (spending limit, payment), and have it enabled. No network change helps'

/** RFC 9110, 15.5.20: the server is not able to answer for the scheme and authority of the request. */
const NOT_THE_ONE = {
  cause:
    'The name leads to a server that does not serve it: DNS or a front end is wrong, or the server expects the host name that TLS was opened for',
  fix: 'Compare where the name leads with where its site is served; where a gateway lies between, have it send the same host name in TLS (SNI) and in the request',
}
const IN_CLEAR = {
  cause:
    'The server speaks TLS at this port: the URL begins with http://, or a gateway in between asks it without TLS',
  fix: 'Write https:// in the URL; where it is written, have the gateway before the server speak TLS to it',
}

/** What platforms say of an app that is stopped, or that they do not have. */
// biome-ignore format: one row a line
export const STOPPED: readonly Stopped[] = [
  { who: 'App Service', said: 'the app is stopped', status: [403, 503], body: /(?:web|function|logic|this) ?app(?: you have attempted to reach)? is (?:currently )?stopped|Site Disabled|SiteDisabled/i, source: APP_SERVICE },
  { who: 'the Functions host', said: 'it does not run', ...HOST_DOWN, status: [403, 503], body: /Function host is not running/i, source: 'https://learn.microsoft.com/azure/azure-functions/functions-recover-storage-account' },
  { who: 'the Functions host', said: 'the function app is stopped or disabled', status: [403, 503], body: /function app is (?:currently )?(?:stopped|disabled)/i, source: 'https://learn.microsoft.com/azure/azure-functions/disable-function' },
  { who: 'App Service', said: 'no app has this host name', status: [404], body: /<title>(?:Microsoft )?Azure Web App - Error 404<|404 Web Site not found/i, source: APP_SERVICE },
  { who: 'Container Apps', said: 'the app is stopped or has no such name', cause: CONTAINER_APP_GONE, fix: START_CONTAINER_APP, status: [404], body: /Azure Container App - (?:Unavailable|Error)|This Container App is stopped or does not exist/i, source: 'https://learn.microsoft.com/azure/container-apps/troubleshooting' },
  { who: 'Front Door', said: 'no route of it has this host name and path', cause: NO_ROUTE, fix: ADD_ROUTE, status: [400, 404], body: FRONT_DOOR_PAGE, source: FRONT_DOOR },
  { who: 'the ingress of a cluster', said: 'no rule of it has this host name and path', cause: NO_RULE, fix: ADD_RULE, status: [404], body: /^\s{0,20}default backend - 404\s{0,20}$/, source: 'https://kubernetes.github.io/ingress-nginx/user-guide/default-backend/' },
  { who: 'the front end of Cloud Run and App Engine', said: 'no service has this host name, or its ingress does not admit this caller', cause: NOT_LET_IN, fix: LET_IN, status: [404], body: /<h1>Error: (?:Page )?[Nn]ot [Ff]ound<\/h1>\s{0,9}<h2>The requested URL was not found on this server/, source: 'https://docs.cloud.google.com/run/docs/troubleshooting' },
  { who: 'the server', said: 'it is not the one for this host name', ...NOT_THE_ONE, status: [421], body: /(?:)/, source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20' },
  { who: 'the server', said: 'its port takes TLS alone, and the request came in clear', ...IN_CLEAR, status: [400], body: /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server port|Client sent an HTTP request to an HTTPS server/i, source: 'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#errors' },
  { who: 'Storage', said: 'the account is disabled', cause: ACCOUNT_OFF, fix: ENABLE_ACCOUNT, status: [403], body: /<Code>AccountIsDisabled</, source: 'https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes' },
]

/** What the platform says of an app that does not run; null for any other answer. */
export function stoppedIn(answer: Answer): Stopped | null {
  const text = wholeText(answer)
  const found = STOPPED.find(
    ({ status, body }) => status.includes(answer.status ?? 0) && body.test(text),
  )
  return found ?? null
}
