import type { RequestObservation } from '../model/observation.ts'
import { isForPeople, wordsOf } from './answer/answer.ts'

/**
 * How servers say in HTTP that a client certificate is missing or not accepted, lower case: nginx and what is made of it (its statuses
 * 495 and 496), Application Gateway, IIS (403.7) and App Service, Apache httpd. Sources:
 * https://nginx.org/en/docs/http/ngx_http_ssl_module.html#errors,
 * https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-error-403-7-webpage,
 * https://learn.microsoft.com/azure/app-service/app-service-web-configure-tls-mutual-auth,
 * https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslverifyclient
 */
const SAID: readonly RegExp[] = [
  /no required ssl certificate was sent/,
  /\bthe ssl certificate error\b/,
  /\bclient certificate (is )?required\b/,
  /\b403\.7\b.{0,80}\bcertificate\b/,
  /\brequires your browser to have a .{0,40}client certificate\b/,
  /cannot perform post-handshake authentication/,
]

/** By which an HTTP server, and no program behind it, refuses a client: 495 and 496 are nginx’s own. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 495, 496])

/** Whether an answer says that the client has to show a certificate. */
export function answeredForCertificate(request: RequestObservation): boolean {
  const { status, reason = '' } = request
  if (status === null || !REFUSALS.has(status)) return false
  if (status === 496) return true
  const said = `${reason.toLowerCase()} ${isForPeople(request) ? wordsOf(request) : ''}`
  return SAID.some((text) => text.test(said))
}
