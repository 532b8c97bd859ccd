import { portOfScheme, serviceOf, spokenScheme, urlOfEndpoint } from './url-of-host.ts'

/** The name of a service (RFC 2782), which has hosts and ports, and no address. */
const IS_SERVICE = /^_[a-z0-9-]{1,62}\._(?:tcp|udp|tls)\./i
/** Of a scheme that asks for them: https://www.mongodb.com/docs/manual/reference/connection-string-formats. */
const ASKS_FOR_SERVICE = 'mongodb+srv'
/** https://redis.io/docs/latest/develop/clients/connection-urls */
const REDIS = 6379

/** The check of the record that tells which hosts are behind a name; null for the name of a host. */
export function serviceUrl(scheme: string | null, host: string, port: number | null) {
  if (IS_SERVICE.test(host)) return `dns://${host}?type=SRV`
  return scheme === ASKS_FOR_SERVICE && port === null
    ? `dns://_mongodb._tcp.${host}?type=SRV`
    : null
}

/** The check of what `rediss://` calls: TLS at the port of Redis, where the host is none of a service with another. */
export function redissUrl(host: string, port: number | null): string {
  const service = serviceOf(host)
  return `tls://${host}:${port ?? (service.scheme === 'tls' ? service.port : REDIS)}`
}

/**
 * The check of what a URL of a client calls: `rediss://cache`, `postgresql+psycopg2://db/orders`; null for any other.
 * Credentials are left out.
 */
export function urlOfClient(url: string): string | null {
  const [, written = '', host = '', digits] =
    /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/\s]*@)?([a-z0-9_.-]+)(?::(\d{1,5}))?(?:[/?#].*)?$/i.exec(
      url,
    ) ?? []
  const given = written.toLowerCase()
  const port = digits === undefined ? null : Number(digits)
  const service = serviceUrl(given, host, port)
  if (service !== null) return service
  const scheme = spokenScheme(given)
  if (scheme === 'rediss') return redissUrl(host, port)
  const known = portOfScheme(scheme)
  return known === null ? null : urlOfEndpoint(host, port ?? known)
}
