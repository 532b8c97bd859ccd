import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { greets, opens, tunnels } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const OWN = '10.1.0.7'
const PUBLIC = '20.2.2.2'
const PG = 'postgres://orders.postgres.database.azure.com'
const MY = 'mysql://orders.mysql.database.azure.com'
const SQL = 'sqlserver://orders.database.windows.net'
const ALIAS = { chain: ['orders.privatelink.database.windows.net'] }
const AZURE = { cloud: 'azure', facts: {} } as const

const hba = (host: string, tail = 'SSL encryption') =>
  ['28000', `no pg_hba.conf entry for host "${host}", user "u", database "d", ${tail}`] as const
const NOT_ALLOWED = [
  '1130',
  "Host '10.1.2.3' is not allowed to connect to this MySQL server",
] as const
const OF_AZURE = [
  '9000',
  "Client with IP address '20.9.9.9' is not allowed to connect to this MySQL server.",
] as const
const NO_ROLE = ['28000', 'role "perimeter-probe" does not exist'] as const
const NO_USER = [
  '1045',
  "Access denied for user 'perimeter-probe'@'10.1.2.3' (using password: NO)",
] as const
const HTTP = 'starts with "HTTP/1.1 400 Bad Request\\r\\n"'

type How = Parameters<typeof greets>[1]

/** A database at one address that says this. */
function says(url: string, at: string, how: How, expect = {}) {
  return sweep([check(url, { expect }, resolves([at]), opens(at), greets(at, how)), control()])
}

/** What databases say before credentials. */
// biome-ignore format: one case a line
export const DATABASE_CASES: readonly Case[] = [
  yields('database-denied', 'the firewall of Azure’s PostgreSQL', says(PG, PUBLIC, { error: hba('20.9.9.9') }), { severity: 'fail', says: ['28000', 'saw the caller as 20.9.9.9', 'Add 20.9.9.9 to the firewall rules'], never: ['pg_hba.conf lines', 'reload'] }),
  yields('database-denied', 'Azure’s PostgreSQL at a private address', says(PG, OWN, { error: hba('10.1.2.3') }), { severity: 'fail', says: [OWN, 'not approved', 'Approve'], never: ['firewall rules of the server do not hold', 'Add '] }),
  yields('database-denied', 'Azure’s MySQL names the address', says(MY, PUBLIC, { error: OF_AZURE }), { severity: 'fail', says: ['9000', 'Add 20.9.9.9'] }),
  yields('database-denied', 'public access of Azure SQL is off', says(SQL, PUBLIC, { error: ['47073', 'Deny Public Network Access is set to Yes'] }), { severity: 'fail', says: ['47073', 'Use the private endpoint', 'no effect'], never: ['Add '] }),
  yields('database-denied', 'public access of Azure’s PostgreSQL is off', says(PG, PUBLIC, { error: ['28000', 'The public network access on this server is disabled. Use the Private Endpoint inside your virtual network to connect to this server.'] }), { severity: 'fail', says: ['Use the private endpoint', 'no effect'], never: ['Add '] }),
  yields('database-denied', 'the firewall of Azure SQL', says(SQL, PUBLIC, { error: ['40615', "Client with IP address '20.9.9.9' is not allowed to access the server."] }), { severity: 'fail', says: ['40615', 'Add 20.9.9.9'] }),
  yields('database-denied', 'with many words, which are cut', says(SQL, PUBLIC, { error: ['40615', `Client with IP address '20.9.9.9' is not allowed. ${'x'.repeat(300)}`] }), { severity: 'fail', says: ['xxx'], never: ['x'.repeat(150)] }),
  yields('database-denied', 'a MySQL server of one’s own', says('mysql://db.corp.example', OWN, { error: NOT_ALLOWED }), { severity: 'fail', says: ['1130', '10.1.2.3', 'CREATE USER'], never: ['Azure', 'az ', 'private endpoint'] }),
  yields('database-denied', 'the host is locked out', says('mysql://db.corp.example', OWN, { error: ['1129', "Host '10.1.2.3' is blocked because of many connection errors"] }), { severity: 'fail', says: ['max_connect_errors', 'FLUSH HOSTS'] }),
  yields('database-denied', 'a PostgreSQL server of one’s own may admit other users', says('postgres://db.corp.example', OWN, { error: hba('10.1.2.3') }), { severity: 'warn', says: ['10.1.2.3', 'certain users'], never: ['Azure', 'az '] }),
  yields('database-denied', 'a server without TLS whose lines want it', says('postgres://db.corp.example', OWN, { encryption: 'none', error: hba('10.1.2.3', 'no encryption') }), { severity: 'warn', says: ['hostssl', 'ssl = on'] }),
  yields('database-denied', 'through a proxy', sweep([check(PG, VIA_PROXY, tunnels(), greets('orders.postgres.database.azure.com', { error: hba('20.7.7.7') })), control()]), { severity: 'fail', says: ['proxy’s egress address'], never: ['not approved'] }),
  spares('database-denied', 'the user that was named does not exist', says(PG, PUBLIC, { error: NO_ROLE })),
  spares('database-denied', 'MySQL denies the user', says(MY, PUBLIC, { error: NO_USER })),
  spares('database-denied', 'it asks for a password', says(PG, PUBLIC, {})),
  spares('database-denied', 'it has too many clients', says(PG, PUBLIC, { error: ['53300', 'sorry, too many clients already'] })),

  yields('database-not-spoken', 'HTTP on the port', says(PG, PUBLIC, { fails: 'database_invalid_response', raw: HTTP, phase: 'answered' }), { severity: 'fail', says: ['HTTP/1.1 400', 'PostgreSQL', 'proxy or filter'] }),
  yields('database-not-spoken', 'SSH on the port', says('mysql://db.corp.example', OWN, { fails: 'database_invalid_response', raw: 'starts with "SSH-2.0-x"', phase: 'answered' }), { severity: 'fail', says: ['SSH-2.0', 'MySQL'] }),
  spares('database-not-spoken', 'silence', says(PG, PUBLIC, { fails: 'generic_timeout_error', took: 5000 })),
  spares('database-not-spoken', 'it answers', says(SQL, PUBLIC, { asks: 'login', encryption: 'required' })),

  yields('database-no-response', 'silence after TCP', says(SQL, PUBLIC, { fails: 'generic_timeout_error', took: 5000 }), { severity: 'fail', says: ['accepted the connection', 'said nothing', 'no answer in time'] }),
  yields('database-no-response', 'cut by a reset', says(PG, PUBLIC, { fails: 'connection_reset' }), { severity: 'fail', says: ['TCP reset'] }),
  yields('database-no-response', 'cut within TLS', says(PG, PUBLIC, { fails: 'eof_error', phase: 'answered' }), { severity: 'fail', says: ['began to answer'] }),
  yields('database-no-response', 'one address of two', sweep([check(PG, {}, resolves([PUBLIC, '20.2.2.3']), opens(PUBLIC), opens('20.2.2.3'), greets(PUBLIC, { fails: 'connection_reset' }), greets('20.2.2.3')), control()]), { severity: 'warn', says: ['another address answers'] }),
  spares('database-no-response', 'the probe broke it off', says(PG, PUBLIC, { fails: 'interrupted' })),
  spares('database-no-response', 'the proxy refused the tunnel', sweep([check(PG, VIA_PROXY, tunnels({ fails: 'proxy_denied', status: 403 })), control()])),

  yields('database-unavailable', 'too many clients', says(PG, OWN, { error: ['53300', 'sorry, too many clients already'] }), { severity: 'fail', says: ['53300', 'too many clients', 'at its limit'], never: ['paused', 'fails over'] }),
  yields('database-unavailable', 'a database that is paused', says(SQL, PUBLIC, { error: ['40613', "Database 'x' on server 'orders' is not currently available."] }), { severity: 'fail', says: ['is paused'], never: ['do not pool'] }),
  yields('database-unavailable', 'an error of the system: both may be', says(PG, OWN, { error: ['58000', 'system error'] }), { severity: 'fail', says: ['all connections are taken', 'fails over'] }),
  yields('database-unavailable', 'starting up', says('postgres://db.corp.example', OWN, { error: ['57P03', 'the database system is starting up'] }), { severity: 'fail', says: ['starting up', 'fails over'], never: ['firewall', 'do not pool'] }),
  spares('database-unavailable', 'a wrong user', says(MY, OWN, { error: NO_USER })),
  spares('database-unavailable', 'a denied host', says('mysql://db.corp.example', OWN, { error: NOT_ALLOWED })),

  { ...yields('database-path-not-proven', 'the public gateway from inside Azure', says(SQL, PUBLIC, { asks: 'login' }), { severity: 'info', says: ['11000-11999', 'Default is Redirect', 'login only'] }), vantage: AZURE },
  yields('database-path-not-proven', 'the public gateway from elsewhere', says(SQL, PUBLIC, { asks: 'login' }), { severity: 'info', says: ['Default stays on 1433 from outside'] }),
  { ...yields('database-path-not-proven', 'the private endpoint', sweep([check(SQL, { expect: { resolution: 'private' } }, resolves([OWN], ALIAS), opens(OWN), greets(OWN, { asks: 'login' })), control()]), { severity: 'info', says: ['1433-65535', 'same endpoint'], never: ['11000'] }), vantage: AZURE },
  yields('database-path-not-proven', 'by TCP alone', sweep([check('tcp://orders.database.windows.net:1433', {}, resolves([PUBLIC]), opens(PUBLIC)), control()]), { severity: 'info', says: ['first leg'] }),
  yields('database-path-not-proven', 'PostgreSQL by TCP alone, publicly', sweep([check('tcp://orders.postgres.database.azure.com:5432', {}, resolves([PUBLIC]), opens(PUBLIC)), control()]), { severity: 'info', says: ['own protocol', 'postgres://orders.postgres.database.azure.com'], never: ['1433', 'Redirect'] }),
  spares('database-path-not-proven', 'PostgreSQL by TCP at a private address', sweep([check('tcp://orders.postgres.database.azure.com:5432', {}, resolves([OWN]), opens(OWN)), control()])),
  yields('database-path-not-proven', 'through a proxy', sweep([check(SQL, VIA_PROXY, tunnels(), greets('orders.database.windows.net', { asks: 'login' })), control()]), { severity: 'info', says: ['the proxy must let through'], never: ['from inside Azure'] }),
  spares('database-path-not-proven', 'a server of one’s own', says('sqlserver://sql.corp.example', OWN, { asks: 'login' })),
  spares('database-path-not-proven', 'PostgreSQL', says(PG, OWN, {})),
  spares('database-path-not-proven', 'no answer', says(SQL, PUBLIC, { fails: 'connection_reset' })),

  yields('reachable-but-must-be-blocked', 'a database that answers', says('postgres://db.example', PUBLIC, {}, { reachability: 'blocked' }), { severity: 'fail', says: ['answers as PostgreSQL'] }),
  yields('blocked-as-wanted', 'a database that denies the host', says(MY, PUBLIC, { error: OF_AZURE }, { reachability: 'blocked' }), { severity: 'info', says: ['denies this host'] }),
  yields('blocked-not-proven', 'a port that accepts and says nothing', says(MY, PUBLIC, { fails: 'generic_timeout_error', took: 5000 }, { reachability: 'blocked' }), { severity: 'inconclusive', says: ['neither a block nor the service'] }),
]
