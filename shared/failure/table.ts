import { CONNECTION_FAILURES } from './connection.ts'
import { DATABASE_FAILURES } from './database.ts'
import { DATAGRAM_FAILURES } from './datagram.ts'
import { DNS_FAILURES } from './dns.ts'
import { HTTP_FAILURES } from './http.ts'
import { PROBE_FAILURES } from './probe.ts'
import { TLS_FAILURES } from './tls.ts'

/**
 * Every way a step can fail, by name. OONI's spellings where OONI has the case (ooni/spec df-007), our own
 * where it has none. Names are stored, alerted on and documented: they are added to and never renamed.
 */
export const FAILURES = {
  ...DNS_FAILURES,
  ...CONNECTION_FAILURES,
  ...TLS_FAILURES,
  ...HTTP_FAILURES,
  ...DATABASE_FAILURES,
  ...DATAGRAM_FAILURES,
  ...PROBE_FAILURES,
} as const

export type FailureCode = keyof typeof FAILURES
