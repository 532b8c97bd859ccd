import type { SignTable } from './sign.ts'

/** Databases and brokers: PostgreSQL, MySQL, MongoDB, Redis, Kafka, ODBC. */
// biome-ignore format: one sign a line
export const DATABASES: SignTable = {
  family: 'databases',
  source: 'https://www.postgresql.org/docs/current/libpq-connect.html',
  signs: [
    { test: /\bcould not translate host name "[^"\n]{1,253}" to address: Temporary failure\b/i, shows: 'resolver gave up', port: 5432, weight: 5 },
    { test: /\bcould not translate host name\b/i, shows: 'name not resolved', port: 5432, weight: 5 },
    { test: /\bno pg_hba\.conf entry for host\b/i, shows: 'denied by service', port: 5432, weight: 5, misleads: 'No file need be edited: on a managed server it is the firewall rule, or a connection without TLS', source: 'https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-troubleshoot-common-connection-issues' },
    { test: /\bcould not connect to server: Connection timed out\b|\bconnection to server at "[^"\n]{1,253}"[^\n]{0,80}failed: (?:Connection timed out|timeout expired)/i, shows: 'connect timeout', port: 5432, weight: 5 },
    { test: /\bconnection to server at "[^"\n]{1,253}"[^\n]{0,80}failed: Connection refused/i, shows: 'refused', port: 5432, weight: 5 },
    { test: /\bserver closed the connection unexpectedly\b|\bSSL connection has been closed unexpectedly\b|\bConnectionClosedError\b/i, shows: 'connection ended' },
    { test: /\bMySQL server has gone away\b|\bLost connection to MySQL server\b/i, shows: 'connection ended', port: 3306, source: 'https://dev.mysql.com/doc/refman/8.4/en/error-lost-connection.html' },
    { test: /\b(?:ERROR 2003\b|Can't connect to MySQL server on)[^\n]{0,260}(?:\((?:110|10060)\b|timed out)/i, shows: 'connect timeout', port: 3306, weight: 5, source: 'https://dev.mysql.com/doc/mysql-errors/8.4/en/client-error-reference.html' },
    { test: /\b(?:ERROR 2003\b|Can't connect to MySQL server on)[^\n]{0,260}(?:\((?:111|10061|61)\b|refused)/i, shows: 'refused', port: 3306, weight: 5, source: 'https://dev.mysql.com/doc/mysql-errors/8.4/en/client-error-reference.html' },
    { test: /\b(?:ERROR 2003\b|Can't connect to MySQL server on)[^\n]{0,260}(?:\((?:113|101)\b|No route|unreachable)/i, shows: 'unreachable', port: 3306, weight: 5, source: 'https://dev.mysql.com/doc/mysql-errors/8.4/en/client-error-reference.html' },
    { test: /\bERROR 2003\b|\bCan't connect to MySQL server on\b/i, shows: 'not connected', port: 3306, weight: 3, source: 'https://dev.mysql.com/doc/mysql-errors/8.4/en/client-error-reference.html' },
    { test: /\bERROR 2005\b|\bUnknown MySQL server host\b/i, shows: 'name not resolved', port: 3306, weight: 5, source: 'https://dev.mysql.com/doc/mysql-errors/8.4/en/client-error-reference.html' },
    { test: /\b(?:NOAUTH|WRONGPASS|NOPERM)\b/, shows: 'permission missing', port: 6380, source: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/' },
    { test: /\bLogin failed for user '|\bpassword authentication failed for user\b|\bAccess denied for user '|\bError: 18456\b/i, shows: 'permission missing', source: 'https://learn.microsoft.com/sql/relational-databases/errors-events/mssqlserver-18456-database-engine-error' },
    { test: /\bRedisTimeoutException\b|\bTimeout (?:performing|awaiting response)\b[^\n]{0,1200}\bserverEndpoint: /i, shows: 'read timeout', port: 6380, misleads: 'The connection stood (conn-sec): before the network look at WORKER and IOCP, whose Busy above Min is a want of threads, and at the load of the server', source: 'https://stackexchange.github.io/StackExchange.Redis/Timeouts' },
    { test: /\bConnectTimeout on \S{1,260}/i, shows: 'connect timeout', weight: 5, port: 6380, source: 'https://stackexchange.github.io/StackExchange.Redis/Timeouts' },
    { test: /\bAttempted to read past the end of the stream\b/i, shows: 'connection ended', source: 'https://www.npgsql.org/doc/connection-string-parameters.html' },
    { test: /\bConnection to node -?\d{1,9} [^\n]{0,300}could not be established\b/i, shows: 'not connected', port: 9093, weight: 3, source: 'https://learn.microsoft.com/azure/event-hubs/apache-kafka-troubleshooting-guide' },
    { test: /\bConnection setup timed out in state CONNECT\b/i, shows: 'connect timeout', port: 9093, weight: 4, source: 'https://learn.microsoft.com/azure/event-hubs/apache-kafka-troubleshooting-guide' },
    { test: /: Disconnected \(after \d{1,9} ?ms in state\b|\bbroker \S{1,260} (?:\([^)\n]{0,60}\) )?disconnected\b/i, shows: 'connection ended', source: 'https://learn.microsoft.com/azure/event-hubs/apache-kafka-troubleshooting-guide' },
    { test: /\bconnection requires a valid client certificate\b/i, shows: 'client certificate wanted', port: 5432, source: 'https://www.postgresql.org/docs/current/auth-cert.html' },
    { test: /\bCommunications link failure\b/i, shows: 'connection ended', port: 3306, weight: 2, misleads: 'No link went down: Connector/J wraps any error this way; look for the cause below', source: 'https://dev.mysql.com/doc/connector-j/en/connector-j-usagenotes-troubleshooting.html' },
    { test: /\bServer selection timed out after\b|\bMongoServerSelectionError\b|\bServerSelectionTimeoutError\b|\bNo suitable servers found\b/i, shows: 'any timeout', weight: 3, misleads: 'Which server it was does not matter: the driver tried all of them; its list of errors tells why each failed', source: 'https://www.mongodb.com/docs/drivers/node/current/connect/connection-troubleshooting/' },
    { test: /\bIt was not possible to connect to the redis server\b|\bRedisConnectionException\b|\bUnableToConnect\b/i, shows: 'not connected', port: 6380, weight: 3, source: 'https://stackexchange.github.io/StackExchange.Redis/Timeouts' },
    { test: /\bbroker transport failure\b|\bAll broker connections are down\b|\bBroker may not be available\b/i, shows: 'not connected', port: 9093, weight: 3, misleads: 'The broker need not be down: port 9093 closed, TLS off in the client, or advertised names that do not resolve give the same', source: 'https://learn.microsoft.com/azure/event-hubs/apache-kafka-troubleshooting-guide' },
    { test: /\bLogin timeout expired\b/i, shows: 'any timeout', port: 1433, weight: 3, misleads: 'No login was tried: the driver’s time limit ran out, most often in the connection', source: 'https://learn.microsoft.com/sql/connect/odbc/connection-troubleshooting' },
    { test: /\bORA-12170\b|\bTNS:Connect timeout\b/i, shows: 'connect timeout', weight: 5, source: 'https://docs.oracle.com/en/error-help/db/ora-12170/' },
    { test: /\bORA-12541\b|\bTNS:no listener\b/i, shows: 'refused', weight: 5, source: 'https://docs.oracle.com/en/error-help/db/ora-12541/' },
  ],
}
