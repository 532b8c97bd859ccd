import {
  endpointOf,
  entry,
  type ParsedRecord,
  type RequestOutcome,
  type TrafficRecord,
  timeOf,
} from './entry.ts'
import { type Json, objectAt, objectsAt, textAt } from './json.ts'

/**
 * A transaction of Secure Web Proxy (log networkservices.googleapis.com/gateway_requests). Format:
 * docs.cloud.google.com/secure-web-proxy/docs/view-proxy-transaction-logs
 */
export function googleGateway(logEntry: Json): ParsedRecord {
  const policy = objectAt(objectAt(logEntry, 'jsonPayload'), 'enforcedGatewaySecurityPolicy')
  const request = objectAt(logEntry, 'httpRequest')
  const isGateway = textAt(objectAt(logEntry, 'resource'), 'type')?.endsWith('/Gateway') === true
  if (!isGateway && Object.keys(policy).length === 0) return null
  const target = targetOf(textAt(policy, 'hostname'), textAt(request, 'requestUrl'))
  if (target === null) return 'ignored'
  const rules = objectsAt(policy, 'matchedRules')
  const rule = rules.find((r) => textAt(r, 'action') === 'DENIED') ?? rules[0] ?? {}
  const outcome = outcomeOf(textAt(rule, 'action'), Number(request['status'] ?? 0))
  return entry({
    format: 'google-gateway',
    ...target,
    outcome,
    source: endpointOf(textAt(request, 'remoteIp') ?? '').host,
    at: timeOf(logEntry['timestamp']),
    reason: outcome === 'allowed' ? null : textAt(rule, 'name'),
  })
}

/** The policy names the host, sometimes with the port; the URL gives the scheme, and the host where the policy does not. */
function targetOf(
  hostname: string | null,
  url: string | null,
): Pick<TrafficRecord, 'protocol' | 'host' | 'port'> | null {
  const [, scheme = '', authority = ''] = /^(?:(https?):\/\/)?([^/?#]+)/i.exec(url ?? '') ?? []
  const { host, port } = endpointOf(hostname ?? authority)
  if (host === null) return null
  const given = port ?? endpointOf(authority).port
  const protocol = scheme.toLowerCase() || (given === 80 ? 'http' : 'https')
  return { protocol, host, port: given ?? (protocol === 'http' ? 80 : 443) }
}

/** Without a matched rule the proxy denies by default, with status 403. */
function outcomeOf(action: string | null, status: number): RequestOutcome {
  if (action === 'DENIED' || (action === null && status === 403)) return 'denied'
  return status >= 502 && status <= 504 ? 'failed' : 'allowed'
}
