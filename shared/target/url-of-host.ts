import type { Scheme } from '../model/scheme.ts'

/** How clients call a service. */
interface Service {
  readonly scheme: Scheme
  readonly port: number
}

/** What most services speak. */
export const WEB: Service = { scheme: 'https', port: 443 }

/**
 * How clients call the services whose host names tell that they do not speak HTTPS on 443. Sources at
 * https://learn.microsoft.com/azure: azure-sql/database/connectivity-architecture, postgresql/network/concepts-networking-private,
 * mysql/flexible-server/concepts-networking, cosmos-db/mongodb/connect-account, cosmos-db/cassandra/faq,
 * azure-cache-for-redis/cache-configure, redis/architecture, service-bus-messaging/service-bus-amqp-protocol-guide,
 * storage/files/storage-files-networking-overview.
 */
const SERVICES: readonly (readonly [host: RegExp, scheme: Scheme, port: number])[] = [
  // Before SQL, whose suffix ends theirs in the government's and in China's cloud.
  [/\.postgres\.(database|cosmos)\./, 'postgres', 5432],
  [/\.mysql\.database\./, 'mysql', 3306],
  [/\.sql\.azuresynapse\.|\.database\.(windows|usgovcloudapi|chinacloudapi)\./, 'sqlserver', 1433],
  [/\.mongo\.cosmos\./, 'tls', 10_255],
  [/\.cassandra\.cosmos\./, 'tls', 10_350],
  [/\.redis\.cache\./, 'tls', 6380],
  [/\.(redis\.azure|redisenterprise\.cache\.azure)\./, 'tls', 10_000],
  [/\.servicebus\./, 'tls', 5671],
  [/\.file\.(core|storage)\./, 'tcp', 445],
  // https://docs.cloud.google.com/compute/docs/metadata/querying-metadata
  [/^metadata\.google\.internal$/, 'http', 80],
]

/** How clients call the service behind a host, as far as its name tells; HTTPS where it does not. */
export function serviceOf(host: string): Service {
  const [, scheme, port] = SERVICES.find(([pattern]) => pattern.test(host)) ?? []
  return scheme === undefined || port === undefined ? WEB : { scheme, port }
}

/** Besides what most of their clients speak, these answer HTTPS, by which a text means them as likely. */
const ALSO_WEB = /\.(servicebus|file)\./

/** The port at which a host is called that nothing more is told of. */
export function webOrOnlyPort(host: string): number {
  return ALSO_WEB.test(host) ? WEB.port : serviceOf(host).port
}

/** The URL by which clients of a service call it. */
export function urlOfHost(host: string): string {
  const { scheme, port } = serviceOf(host)
  return urlAt(scheme, host, port)
}

/** Ports at which a peer speaks TLS from the first byte: the registered ones, and those of the services above. */
const TLS_PORTS = [465, 636, 853, 993, 995, 3269, 5671, 6380, 8883, 9093, 10_255, 10_350]

/**
 * Ports whose protocol a target speaks by its scheme:
 * https://www.iana.org/assignments/service-names-port-numbers
 */
const BY_PORT: Readonly<Record<number, Scheme>> = {
  ...Object.fromEntries(TLS_PORTS.map((port) => [port, 'tls' as const])),
  80: 'http',
  123: 'ntp',
  143: 'imap',
  443: 'https',
  587: 'smtp',
  1433: 'sqlserver',
  3306: 'mysql',
  5432: 'postgres',
}

/**
 * The port of a URL without one, by its scheme in lower case. HTTP and HTTPS are left out, and `rediss`, whose port is
 * Redis’s own only where the host does not tell another. Sources:
 * https://www.iana.org/assignments/service-names-port-numbers, and the drivers for their own.
 */
const PORT_OF_SCHEME: Readonly<Record<string, number>> = {
  amqp: 5672,
  amqps: 5671,
  bolt: 7687,
  cassandra: 9042,
  cifs: 445,
  ftp: 21,
  git: 9418,
  imap: 143,
  imaps: 993,
  ldap: 389,
  ldaps: 636,
  mongodb: 27_017,
  mqtt: 1883,
  mqtts: 8883,
  mssql: 1433,
  mysql: 3306,
  nats: 4222,
  neo4j: 7687,
  nfs: 2049,
  ntp: 123,
  postgres: 5432,
  postgresql: 5432,
  rdp: 3389,
  redis: 6379,
  rsync: 873,
  sb: 5671,
  sftp: 22,
  smb: 445,
  smtp: 25,
  smtps: 465,
  sqlserver: 1433,
  ssh: 22,
}

/** The port that a URL of this scheme means without one; null for HTTP and for what is not known. */
export function portOfScheme(scheme: string): number | null {
  return Object.hasOwn(PORT_OF_SCHEME, scheme) ? (PORT_OF_SCHEME[scheme] ?? null) : null
}

/** Of a scheme in two parts the one that is spoken: `postgresql` of `postgresql+psycopg2`, `https` of `git+https`. */
export function spokenScheme(scheme: string): string {
  const [first = scheme, second = ''] = scheme.split('+')
  return /^(?:https?|ssh)$/.test(second) ? second : first
}

/** The scheme by which a check of a port proves most. */
export function schemeOfPort(port: number): Scheme {
  return BY_PORT[port] ?? 'tcp'
}

/** The URL of a host or an address at a port; without a port, as clients of its service call it. */
export function urlOfEndpoint(host: string, port: number | null): string {
  if (port === null) return urlOfHost(host)
  return urlAt(schemeOfPort(port), host.includes(':') ? `[${host}]` : host, port)
}

function urlAt(scheme: Scheme, authority: string, port: number): string {
  const isWeb = scheme === 'https' || scheme === 'http'
  return isWeb ? `${scheme}://${authority}/` : `${scheme}://${authority}:${port}`
}
