import type { GreetObservation } from '../../model/greet-observation.ts'
import type { DatabaseProtocol } from '../../model/scheme.ts'

export const PROTOCOL_NAMES: Readonly<Record<DatabaseProtocol, string>> = {
  tds: 'SQL Server',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
}

/** What kind of no a server’s error is; every other error is about the user that was named, and so a proof of the path. */
export type RefusalKind =
  | 'network' // it admits no one from this host
  | 'locked-out' // this host made too many errors
  | 'public-off' // nothing but a private endpoint is admitted
  | 'unavailable' // it takes nobody now

export interface Refusal {
  readonly kind: RefusalKind
  readonly protocol: DatabaseProtocol
  readonly code: RegExp
  readonly words?: RegExp
  /** Which of the reasons to take nobody it is, where the code says. */
  readonly because?: 'full' | 'not-up'
  readonly source: string
}

const MYSQL = 'https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html'
const POSTGRESQL = 'https://www.postgresql.org/docs/current/errcodes-appendix.html'
const HBA = 'https://www.postgresql.org/docs/current/client-authentication-problems.html'
const AZURE_SQL =
  'https://learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues'
const AZURE_SQL_PUBLIC =
  'https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings'
const AZURE_MYSQL =
  'https://learn.microsoft.com/azure/mysql/flexible-server/how-to-troubleshoot-common-connection-issues'

const AZURE_POSTGRESQL =
  'https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-private-link'

/** Azure’s words for a server that only a private endpoint leads to. */
const PUBLIC_OFF = /public network access on this server is disabled/i

/** How servers say no to a host before they know the user, the most specific first. */
// biome-ignore format: one row a line
export const REFUSALS: readonly Refusal[] = [
  { kind: 'public-off', protocol: 'tds', code: /^47073$/, source: AZURE_SQL_PUBLIC },
  { kind: 'network', protocol: 'tds', code: /^(40615|40914)$/, source: AZURE_SQL },
  { kind: 'unavailable', because: 'not-up', protocol: 'tds', code: /^(40197|40613|17142|18401)$/, source: AZURE_SQL },
  { kind: 'unavailable', because: 'full', protocol: 'tds', code: /^40501$/, source: AZURE_SQL },
  { kind: 'public-off', protocol: 'postgresql', code: /^28000$/, words: PUBLIC_OFF, source: AZURE_POSTGRESQL },
  { kind: 'network', protocol: 'postgresql', code: /^28000$/, words: /pg_hba\.conf/, source: HBA },
  { kind: 'unavailable', because: 'full', protocol: 'postgresql', code: /^53300$/, source: POSTGRESQL },
  { kind: 'unavailable', because: 'not-up', protocol: 'postgresql', code: /^57P0[1-4]$/, source: POSTGRESQL },
  { kind: 'unavailable', protocol: 'postgresql', code: /^(53\w{3}|58\w{3}|XX\w{3})$/, source: POSTGRESQL },
  { kind: 'public-off', protocol: 'mysql', code: /^9\d{3}$/, words: PUBLIC_OFF, source: AZURE_MYSQL },
  { kind: 'network', protocol: 'mysql', code: /^1130$/, source: MYSQL },
  { kind: 'locked-out', protocol: 'mysql', code: /^1129$/, source: MYSQL },
  { kind: 'network', protocol: 'mysql', code: /^9\d{3}$/, words: /is not allowed to connect/, source: AZURE_MYSQL },
  { kind: 'unavailable', because: 'full', protocol: 'mysql', code: /^(1040|1203)$/, source: MYSQL },
  { kind: 'unavailable', because: 'not-up', protocol: 'mysql', code: /^1053$/, source: MYSQL },
  { kind: 'unavailable', protocol: 'mysql', code: /^1041$/, source: MYSQL },
]

/** The no that a server gave to this host; null where it gave none. */
export function refusalOf({ protocol, error }: GreetObservation): Refusal | null {
  if (error === null) return null
  const { code, message } = error
  return (
    REFUSALS.find(
      (row) =>
        row.protocol === protocol && row.code.test(code) && row.words?.test(message) !== false,
    ) ?? null
  )
}

/** Whether the server turned this host away, whatever the user. */
export function refuses(greet: GreetObservation): boolean {
  return refusalOf(greet) !== null
}

/** The address of the caller in a server’s words: host "10.1.2.3", Host '10.1.2.3', IP address '10.1.2.3'. */
export function callerIn(message: string): string | null {
  return /(?:host|address) ["']([0-9a-f.:]{3,60})["']/i.exec(message)?.[1] ?? null
}

/** What database servers say as clients show it, without the number. */
export const IN_TEXT: readonly (readonly [who: string, words: RegExp])[] = [
  ['PostgreSQL', /no pg_hba\.conf entry for host|pg_hba\.conf rejects connection for host/],
  ['MySQL', /Host '[^']{1,80}' is (?:not allowed to connect|blocked because of many connection)/],
  ['MySQL', /Client with IP address '[^']{1,60}' is not allowed to connect to this MySQL server/],
  ['Azure’s database server', PUBLIC_OFF],
]

/** The database server whose denial a text holds; null for any other. */
export function refusalInText(text: string): string | null {
  return IN_TEXT.find(([, words]) => words.test(text))?.[0] ?? null
}
