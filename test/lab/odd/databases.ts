import type { SecureContextOptions } from 'node:tls'
import { mysql, postgresql, sqlserver } from '../../fixtures/database-server.ts'
import type { OnSocket } from '../../fixtures/tcp-server.ts'
import type { OddEndpoint } from './job.ts'

type Database = (secrets: SecureContextOptions | undefined) => OnSocket

/** Databases, as far as they go before credentials; refusals name the caller as the servers do. */
export const DATABASES: Partial<Record<OddEndpoint['odd'], Database>> = {
  postgresql: (secrets) => postgresql(given(secrets)),
  'postgresql-denies': (secrets) => (socket) => {
    const message = `no pg_hba.conf entry for host "${socket.remoteAddress}", user "perimeter-probe", database "postgres", SSL encryption`
    postgresql({ ...given(secrets), error: ['28000', message] })(socket)
  },
  mysql: (secrets) => mysql(given(secrets)),
  'mysql-denies': () => (socket) => {
    const message = `Host '${socket.remoteAddress}' is not allowed to connect to this MySQL server`
    mysql({ error: ['1130', message] })(socket)
  },
  'mysql-busy': () => mysql({ error: ['1040', 'Too many connections'] }),
  sqlserver: () => sqlserver(),
}

function given(secrets: SecureContextOptions | undefined) {
  return secrets === undefined ? {} : { secrets }
}
