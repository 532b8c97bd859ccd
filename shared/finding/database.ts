import type { FindingRow } from './row.ts'

const POSTGRESQL = 'https://www.postgresql.org/docs/current/client-authentication-problems.html'
const MYSQL =
  'https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html'
const SQL = 'https://learn.microsoft.com/azure/azure-sql/database/connectivity-architecture'

/** What a database server says before credentials. */
export const DATABASE_FINDINGS = {
  'database-denied': {
    step: 'greet',
    severity: 'fail',
    traits: [],
    means: 'The database server turns this host away before a login; the path to it works.',
    seen: 'An error of the server in its own protocol: no pg_hba.conf entry (PostgreSQL, SQLSTATE 28000), 1130 or 1129 or Azure’s 9xxx (MySQL), 40615, 40914 or 47073 where SQL Server says them before a login. A warning for PostgreSQL that is not Azure’s, whose lines may be for other users.',
    confusedWith: [
      {
        code: 'database-no-response',
        apart: 'there the server says nothing; here it says why',
      },
      {
        code: 'tcp-dropped',
        apart:
          'there a firewall on the way drops, or the service’s own does before TCP (Cloud SQL)',
      },
    ],
    causes: [
      'the firewall rules of the server do not hold the address that it sees',
      'public access is off, and the name resolves to the public address here',
      'no line of pg_hba.conf, or no account, is for this host',
    ],
    fix: 'Compare the address in the server’s words with its firewall rules; with a private endpoint, look first where the name resolves to',
    docs: POSTGRESQL,
  },
  'database-not-spoken': {
    step: 'greet',
    severity: 'fail',
    traits: [],
    means: 'The port accepts, and what answers is not this kind of database.',
    seen: 'The first bytes are no message of the protocol: an HTTP status line, a TLS record, the greeting of another server.',
    confusedWith: [
      {
        code: 'database-no-response',
        apart: 'there not one byte came, or the connection ended within the protocol',
      },
    ],
    causes: [
      'another service, or another database, on this port',
      'a web server, proxy or filter answers in HTTP',
      'the server speaks TLS first (strict encryption of SQL Server, direct TLS of PostgreSQL)',
    ],
    fix: 'Check the port and the scheme of the URL; the beginning of the answer is in the evidence',
    docs: MYSQL,
  },
  'database-no-response': {
    step: 'greet',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means: 'The port accepts, and the database says nothing in its protocol, or is cut within it.',
    seen: 'TCP connects, and then silence, a reset or a close where the server must answer: at once (MySQL), to the request for TLS (PostgreSQL), to PRELOGIN (SQL Server), or to the ClientHello after these.',
    confusedWith: [
      {
        code: 'tcp-dropped',
        apart: 'there not even TCP connects',
      },
      {
        code: 'database-not-spoken',
        apart: 'there something else answers',
      },
    ],
    causes: [
      'a firewall or proxy on the way accepts TCP in the server’s place and does not go on',
      'another kind of server, which waits to be spoken to or closes on words it does not know',
      'the server is overloaded, or its port is forwarded to nothing',
    ],
    fix: 'Take a trace on the server’s side: where the connection never arrives, look for the device that accepted it; where it does, look at the server’s log',
    docs: MYSQL,
  },
  'database-unavailable': {
    step: 'greet',
    severity: 'fail',
    traits: [],
    means: 'The database server answers that it takes no connections now.',
    seen: 'An error of the server: too many connections (1040, 1203, SQLSTATE 53xxx), starting or stopping (57P0x, 1053), out of resources.',
    confusedWith: [
      {
        code: 'database-denied',
        apart: 'there it turns away this host; here it would turn away any',
      },
    ],
    causes: [
      'all connections are taken: clients without a pool, or a leak',
      'the server starts, stops, fails over or recovers',
    ],
    fix: 'Look at the server: connections in use against its limit, and its state. No rule of the network is at fault',
    docs: 'https://www.postgresql.org/docs/current/errcodes-appendix.html',
  },
  'database-path-not-proven': {
    step: 'greet',
    severity: 'info',
    traits: [],
    means:
      'The gateway of Azure SQL answers, and the way from there to the database was not proved; or a database was checked by TCP alone.',
    seen: 'A target of Azure SQL or Synapse at port 1433 that answers: a login, which the probe does not make, would show the rest. Or a tcp:// target of Azure’s PostgreSQL or MySQL at a public address.',
    confusedWith: [
      {
        code: 'database-denied',
        apart: 'there the server said no; here it was not asked',
      },
    ],
    causes: [
      'the connection policy Redirect sends clients on to other ports, and the firewall of the server speaks at login',
    ],
    fix: 'Where clients connect and the login hangs: allow the ports of the policy Redirect, or set it to Proxy',
    docs: SQL,
  },
} as const satisfies Record<string, FindingRow>
