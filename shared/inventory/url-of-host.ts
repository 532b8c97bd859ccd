/**
 * How clients call the services whose host names tell that they do not speak HTTPS on 443. Sources at
 * https://learn.microsoft.com/azure: azure-sql/database/connectivity-architecture, postgresql/network/concepts-networking-private,
 * mysql/flexible-server/concepts-networking, cosmos-db/mongodb/connect-account, cosmos-db/cassandra/faq,
 * azure-cache-for-redis/cache-configure, redis/architecture, service-bus-messaging/service-bus-amqp-protocol-guide,
 * storage/files/storage-files-networking-overview.
 */
const SERVICES: readonly (readonly [RegExp, (host: string) => string])[] = [
  // Before SQL, whose suffix ends theirs in the government's and in China's cloud.
  [/\.postgres\.(database|cosmos)\./, (host) => `postgres://${host}:5432`],
  [/\.mysql\.database\./, (host) => `mysql://${host}:3306`],
  [
    /\.sql\.azuresynapse\.|\.database\.(windows|usgovcloudapi|chinacloudapi)\./,
    (host) => `sqlserver://${host}:1433`,
  ],
  [/\.mongo\.cosmos\./, (host) => `tls://${host}:10255`],
  [/\.cassandra\.cosmos\./, (host) => `tls://${host}:10350`],
  [/\.redis\.cache\./, (host) => `tls://${host}:6380`],
  [/\.(redis\.azure|redisenterprise\.cache\.azure)\./, (host) => `tls://${host}:10000`],
  [/\.servicebus\./, (host) => `tls://${host}:5671`],
  [/\.file\.(core|storage)\./, (host) => `tcp://${host}:445`],
]

/** The URL by which clients of a service call it. */
export function urlOfHost(host: string): string {
  return SERVICES.find(([pattern]) => pattern.test(host))?.[1](host) ?? `https://${host}/`
}

/**
 * Ports whose protocol a target speaks by its scheme; TLS from the start at those that are registered for it:
 * https://www.iana.org/assignments/service-names-port-numbers
 */
const SCHEMES: Readonly<Record<number, string>> = {
  80: 'http',
  123: 'ntp',
  143: 'imap',
  587: 'smtp',
  ...Object.fromEntries([465, 636, 853, 993, 995, 5671, 8883].map((port) => [port, 'tls'])),
  443: 'https',
  1433: 'sqlserver',
  3306: 'mysql',
  5432: 'postgres',
}

/** The URL of a host or an address at a port; without a port, as clients of its service call it. */
export function urlOfEndpoint(host: string, port: number | null): string {
  if (port === null) return urlOfHost(host)
  const authority = host.includes(':') ? `[${host}]` : host
  const scheme = SCHEMES[port] ?? 'tcp'
  return port === 443 || port === 80
    ? `${scheme}://${authority}/`
    : `${scheme}://${authority}:${port}`
}
